import ConnectWiseSandbox
import Locking
import TestSupport
import Testing

@testable import IntegrationCore

/// A sandbox tenant for each thing that can be wrong, and what is found there.
@Suite struct DoctorAnomalyTests {
    /// A partner that has set everything up at a tenant; each company is a customer.
    private func facts(_ stand: SandboxedClient) throws -> DoctorFacts {
        var site = SandboxedClient.site(of: stand.sandbox)
        site.solution = "Axcient"
        let board = stand.sandbox.records("/service/boards").first?["id"]?.integer ?? 1
        let product = stand.sandbox.records("/procurement/catalog").first?["id"]?.integer ?? 0
        var services = CrossReference.standard
        services[0].bills = true
        services[0].product = NamedReference(id: product, name: "SEL-STORAGE")
        let ticket = TicketRule(board: NamedReference(id: board, name: "Integration"))
        let numbers: [Int64] = [19_652, 20_417, 21_003]
        return DoctorFacts(
            site: site,
            rules: [
                NotificationRule(id: RowID(1), action: .ticket(ticket)),
                NotificationRule(id: RowID(2), action: .synchronize),
            ], crossReferences: services,
            customers: zip(numbers, stand.sandbox.records("/company/companies")).map {
                Customer(
                    id: RowID($0), number: $0, name: "\($0)", companyID: $1["id"]?.integer,
                    companyName: $1["name"]?.string)
            }, accounts: [],
            usage: numbers.map {
                DoctorBench.usage(
                    ["online-backup-select": ["storageBytes": 5_368_709_120]], customer: $0)
            })
    }

    private func findings(
        _ stand: SandboxedClient, _ facts: DoctorFacts
    ) async throws -> [DoctorFinding] {
        let found = Locked<[DoctorFinding]>([])
        let client = stand.client
        try await Doctor(facts: facts, time: ManualTime(SystemTime().now())) { client }.run {
            if case .finding(let finding) = $0 { found.withLock { $0.append(finding) } }
        }
        return found.withLock { $0 }
    }

    @Test func `at a tenant that is set up every check is good`() async throws {
        let stand = try SandboxedClient(tenant: .setUp)

        for finding in try await findings(stand, try facts(stand)) {
            #expect(finding.outcome == .good, "\(finding)")
        }
    }

    @Test(arguments: DoctorCheck.allCases)
    func `each check finds what is wrong at the tenant made for it`(
        check: DoctorCheck
    ) async throws {
        let stand = try SandboxedClient(tenant: .failing(check) ?? .setUp)
        var facts = try facts(stand)
        // What only the store can spoil.
        if check == .rules { facts.rules[1].severities = [.error] }
        if check == .alerts {
            var account = Account(
                id: RowID(1), customer: RowID(1), customerNumber: 19_652, externalID: "EFS1")
            account.settings.enablesExternalAlerts = true
            facts.accounts = [account]
        }

        let findings = try await findings(stand, facts)

        let wrong = findings.filter {
            $0.check == check && [.failed, .warning].contains($0.outcome)
        }
        #expect(!wrong.isEmpty, "\(findings.filter { $0.check == check })")
        for finding in wrong { #expect(!finding.remedy.isEmpty && !finding.expected.isEmpty) }
        // Nothing but what follows from it is wrong too.
        let follows: [DoctorCheck: Set<DoctorCheck>] = [
            .connection: [.boards], .products: [.crossReferences], .coverage: [.agreements],
        ]
        let others = findings.filter { $0.check != check && $0.outcome != .good }
        let allowed = follows[check] ?? []
        #expect(others.allSatisfy { allowed.contains($0.check) }, "\(others)")
    }

    @Test func `each verdict about Managed IDs is found at its company`() async throws {
        typealias Anomaly = Tenant.Company.Anomaly
        let verdicts: [Anomaly: ManagedIDVerdict] = [
            .missingBoth: .missingBoth, .missingSecond: .missingSecond,
            .missingFirst: .missingFirst, .switched: .switched,
            .agreementNotBlank: .agreementNotBlank, .idsDiffer: .idsDiffer,
            .wrongSolution: .wrongSolution, .duplicate: .duplicate, .otherCase: .nearMiss,
            .blanks: .nearMiss, .inactive: .companyInactive, .deleted: .companyInactive,
            // What ConnectWise takes is no fault of the entries.
            .notApproved: .correct, .prospect: .correct,
        ]
        let stand = try SandboxedClient(tenant: .ofAnomalies)
        let names = Anomaly.allCases.map { $0.rawValue.uppercased() } + ["TWIN1", "MUELLER"]
        let companies = stand.sandbox.records("/company/companies")
        var customers = try names.enumerated().map { index, name in
            let company = try #require(companies.first { $0["identifier"]?.string == name })
            return Customer(
                id: RowID(Int64(index + 1)),
                number: name == "TWIN1"
                    ? 39_999 : name == "MUELLER" ? 19_652 : Int64(30_001 + index), name: name,
                companyID: company["id"]?.integer, companyName: company["name"]?.string)
        }
        customers.append(Customer(id: RowID(99), number: 7, name: "UNMAPPED"))
        let twin = companies.first { $0["identifier"] == "TWIN2" }?["id"]?.integer
        let mueller = try #require(customers.first { $0.name == "MUELLER" }?.companyID)
        stand.sandbox.setFaults(
            FaultPlan(rules: [
                .init(
                    .permanentError,
                    path: "/company/companies/\(mueller)/managementSummaryReports")
            ]))
        let inspector = ManagedIDInspector(
            client: stand.client, prefix: "EFS-", solution: "Axcient", time: SystemTime())

        let found = try await inspector.inspect(customers, also: Set([twin].compactMap(\.self)))

        for customer in customers {
            let wanted: ManagedIDVerdict? =
                switch customer.name {
                case "TWIN1": .sameIDOnTwoCompanies
                case "MUELLER": .unreadable
                case "UNMAPPED": .notMapped
                default: verdicts.first { $0.key.rawValue.uppercased() == customer.name }?.value
                }
            #expect(found[customer.number]?.verdict == wanted, "\(customer.name)")
        }
        #expect(Set(found.values.map(\.verdict)) == Set(ManagedIDVerdict.allCases))
    }

    /// The verdict about the one service that is set up, at a tenant.
    private func verdict(
        _ tenant: Tenant, _ edit: (inout CrossReference) -> Void = { _ in }
    ) async throws -> CrossReferenceReport.Verdict {
        let stand = try SandboxedClient(tenant: tenant)
        var service = try #require(facts(stand).crossReferences?.first)
        edit(&service)
        let report = try await CrossReferenceInspector(client: stand.client, time: SystemTime())
            .check([service], solution: "Axcient", customers: [], prefix: "EFS-")
        return try #require(report.findings.first).verdict
    }

    @Test func `each verdict about cross-references is found at its tenant`() async throws {
        typealias Anomaly = Tenant.CrossReference.Anomaly
        let verdicts: [Anomaly: CrossReferenceReport.Verdict] = [
            .otherCase: .nearMiss, .blanks: .nearMiss, .duplicate: .duplicate,
            .inactive: .inactive, .productMissing: .productDiffers,
            .otherProduct: .productDiffers, .otherConfigurationType: .typesDiffer,
            .otherAgreementType: .typesDiffer, .missing: .missing,
        ]
        let right = Tenant.CrossReference("Select", "Storage", product: "SEL-STORAGE")
        var found: Set<CrossReferenceReport.Verdict> = []

        for anomaly in Anomaly.allCases {
            var tenant = Tenant.setUp
            tenant.crossReferences = right.with(anomaly)
            let one = try await verdict(tenant)
            #expect(one == verdicts[anomaly], "\(anomaly)")
            found.insert(one)
        }
        let rest = [
            try await verdict(.setUp), try await verdict(.setUp) { $0.bills = false },
            try await verdict(.setUp) { $0.product = nil },
            try await verdict(try #require(Tenant.failing(.products))),
        ]

        #expect(rest == [.matched, .notBilled, .productNotPicked, .productMissing])
        #expect(
            found.union(rest) == Set(CrossReferenceReport.Verdict.allCases))
    }

    @Test func `each anomaly of an addition is told by how it stands`() async throws {
        typealias Anomaly = Tenant.Addition.Anomaly
        for anomaly in Anomaly.allCases {
            var tenant = Tenant.setUp
            tenant.companies[0] = tenant.companies[0].with(anomaly, of: "SEL-STORAGE")
            let stand = try SandboxedClient(tenant: tenant)
            let facts = try facts(stand)
            let service = try #require(facts.crossReferences?.first)
            let read = try await AdditionReader(client: stand.client, time: SystemTime()).read(
                facts.customers, products: [service.product?.id ?? 0])
            let target = read.map {
                $0.target(of: service, facts.managedID($0.customer), at: SystemTime().now())
            }

            #expect(target.count == 3)
            for other in target.dropFirst() {
                guard case .one = other else {
                    Issue.record("\(anomaly) is at one company only")
                    continue
                }
            }
            switch (anomaly, try #require(target.first)) {
            case (.missing, .nothing), (.ofAnother, .nothing), (.cancelledAgreement, .nothing),
                (.cancelled, .cancelled), (.notYetEffective, .notYet), (.flatFee, .one):
                break
            case (.several, .several(let lines)): #expect(lines.count == 2)
            case (_, let found): Issue.record("\(anomaly): \(found)")
            }
            let agreements = try #require(read.first).agreements
            #expect(agreements.isEmpty == (anomaly == .cancelledAgreement))
        }
    }
}
