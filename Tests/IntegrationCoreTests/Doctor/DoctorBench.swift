import ConnectWiseSandbox
import IntegrationCore
import Locking
import TestSupport
import Testing

/// A doctor at a sandbox of its own, whose set-up is good until a test spoils it.
struct DoctorBench {
    let connected: SandboxedClient
    var facts: DoctorFacts
    /// Ids of what the good set-up consists of.
    let board: ConnectWise.Board, product: NamedReference, integration: Int, agreement: Int
    let addition: Int, reference: Int
    static let collection = "/company/managedDevicesIntegrations"
    static let references = "\(collection)/{parentId}/crossReferences"
    static let additions = "/finance/agreements/{parentId}/additions"
    static let entries = "/company/companies/{parentId}/managementSummaryReports"
    static let now = Timestamp(microseconds: 1_780_000_000_000_000)

    var sandbox: ConnectWiseSandbox { connected.sandbox }

    /// Arranges one customer with all that one billed service needs.
    init(tenant: Tenant = .standard) async throws {
        connected = try SandboxedClient(tenant: tenant)
        let sandbox = connected.sandbox
        let company = try #require(await connected.client.companies(matching: "").first)
        board = try #require(await connected.client.boards().first)
        let item = try #require(sandbox.records("/procurement/catalog").first)
        let id = try #require(item["id"]?.integer)
        product = NamedReference(id: id, name: item["identifier"]?.string ?? "")
        let solution = try #require(await connected.client.managementSolutions().first)
        for old in sandbox.records(Self.collection) {
            if let id = old["id"]?.integer { sandbox.remove(Self.collection, Int(id)) }
        }
        integration = sandbox.add(
            [
                "name": "Axcient", "solution": "Axcient", "loginBy": "Global",
                "defaultBillingLevel": "Detail", "matchOnSerialNumberFlag": true,
                "disableNewCrossReferencesFlag": true,
            ], to: Self.collection)
        func named(_ name: String, _ types: String) throws -> JSONValue {
            let found = sandbox.records(types).first { $0["name"]?.string == name }
            return ["id": try #require(found?["id"]), "name": .string(name)]
        }
        reference = sandbox.add(
            [
                "vendorLevel": "Select", "vendorType": "Storage", "inactiveFlag": false,
                "product": ["id": .integer(id)],
                "configurationType": try named("Backup Stats", "/company/configurations/types"),
                "agreementType": try named("Managed Service", "/finance/agreements/types"),
            ], to: Self.references, parent: integration)
        for old in sandbox.records("/finance/agreements") {
            if let id = old["id"]?.integer { sandbox.remove("/finance/agreements", Int(id)) }
        }
        agreement = sandbox.add(
            [
                "name": "Backup", "company": ["id": .integer(company.id)],
                "agreementStatus": "Active",
            ], to: "/finance/agreements")
        addition = sandbox.add(
            [
                "product": ["id": .integer(id)], "serialNumber": "EFS-19652",
                "effectiveDate": "2026-01-01T00:00:00Z",
            ], to: Self.additions, parent: agreement)
        for old in sandbox.records(Self.entries, parent: Int(company.id)) {
            if let id = old["id"]?.integer { sandbox.remove(Self.entries, Int(id)) }
        }
        for type in ["WorkstationsAndServers", "BackupStats"] {
            sandbox.add(
                [
                    "groupIdentifier": "EFS-19652", "deviceType": .string(type),
                    "managementSolution": [
                        "id": .integer(solution.id), "name": .string(solution.name),
                    ],
                ], to: Self.entries, parent: Int(company.id))
        }
        var site = SandboxedClient.site(of: sandbox)
        site.solution = "Axcient"
        var services = CrossReference.standard
        services[0].bills = true
        services[0].product = product
        facts = DoctorFacts(
            site: site,
            rules: [
                NotificationRule(
                    id: RowID(1),
                    action: .ticket(
                        TicketRule(board: NamedReference(id: board.id, name: board.name)))),
                NotificationRule(id: RowID(2), action: .synchronize),
            ],
            crossReferences: services,
            customers: [
                Customer(
                    id: RowID(1), number: 19_652, name: "Müller", companyID: company.id,
                    companyName: company.name)
            ], accounts: [],
            usage: [Self.usage(["online-backup-select": ["storageBytes": 5_368_709_120]])])
    }

    /// What a customer uses, as one source tells it.
    static func usage(
        _ services: [String: [String: Int64]], customer: Int64 = 19_652, isWhole: Bool = true
    ) -> CustomerUsage {
        var usage = CustomerUsage(customer: customer)
        for (key, metrics) in services.sorted(by: { $0.key < $1.key }) {
            usage.add(
                CustomerUsage.Report(
                    source: "/efolder/portal", asOf: now,
                    service: .init(service: key, metrics: metrics)), isWhole: isWhole)
        }
        return usage
    }

    /// The findings of some checks, in the order in which they came.
    func findings(_ checks: DoctorCheck...) async throws -> [DoctorFinding] {
        let found = Locked<[DoctorFinding]>([])
        let client = connected.client
        try await Doctor(facts: facts, time: ManualTime(Self.now)) { client }.run(
            checks.isEmpty ? Set(DoctorCheck.allCases) : Set(checks)
        ) { news in
            if case .finding(let finding) = news { found.withLock { $0.append(finding) } }
        }
        return found.withLock { $0 }
    }
}
