import ConnectWiseSandbox
import IntegrationCore
import TestSupport
import Testing

@testable import CWConsole

/// ConnectWise refuses any single request of a long work: there is a clear state and a way on.
@Suite struct RefusalWalkTests {
    private static let entries = "/company/companies/{parentId}/managementSummaryReports"

    @Test func `checks of Managed IDs`() async throws {
        let shop = try await Workshop(tenant: .setUp)
        try await RefusalWalk(shop: shop, name: "check") {
            let told = await shop.run(.checkManagedIDs(nil))
            let wrong = told.findings.values.filter { $0.verdict != .correct }
            return .init(
                troubles: [told.trouble].compactMap(\.self)
                    + wrong.map { "\($0.detail) \(Self.remedy($0.verdict))" },
                isGood: told.findings.count == 3 && wrong.isEmpty)
        }.walk()
    }

    /// What the pane says beside a verdict.
    private static func remedy(_ verdict: ManagedIDVerdict) -> String {
        (verdict.failureCode?.explanation.remedy ?? []).joined(separator: " ")
            + ManagedIDWords.remedy(verdict)
    }

    /// The anomalies that a repair mends.
    static let mended: [Tenant.Company.Anomaly] = [
        .missingBoth, .missingSecond, .missingFirst, .switched, .agreementNotBlank, .idsDiffer,
        .wrongSolution, .duplicate, .otherCase, .blanks,
    ]

    /// A tenant with one company for each anomaly, and twins that share an id.
    private static var wrong: Tenant {
        var tenant = Tenant.ofAnomalies
        tenant.crossReferences = Tenant.setUp.crossReferences
        tenant.companies = tenant.companies.filter { company in
            company.identifier.hasPrefix("TWIN")
                || mended.contains { $0.rawValue.uppercased() == company.identifier }
        }
        // Whose id the second twin carries is no customer of its own.
        if let last = tenant.companies.indices.last {
            tenant.companies[last].entries = ["WorkstationsAndServers", "BackupStats"].map {
                Tenant.Entry("EFS-39999", $0)
            }
            tenant.companies[last].managedID = nil
        }
        return tenant
    }

    @Test func `repairs of each anomaly of Managed IDs`() async throws {
        let shop = try await Workshop(tenant: Self.wrong)
        let customers = try await shop.ledger.customers(shop.partner.id, after: nil, limit: 100)
        try #require(customers.count == Self.mended.count + 1)
        let rows = Self.rows(shop.sandbox)
        for (turn, customer) in customers.map(\.customer).enumerated() {
            let number = customer.number
            try await RefusalWalk(
                shop: shop, name: "repair of \(customer.name)",
                arrange: { Self.putBack(rows, shop.sandbox) }
            ) {
                var troubles: [String] = []
                troubles += [try await shop.resumeRepairs().trouble].compactMap(\.self)
                let planned = await shop.run(.planManagedIDs([number]))
                troubles += [planned.trouble].compactMap(\.self)
                troubles += planned.findings.values.filter { $0.verdict == .unreadable }
                    .map { "\($0.detail) \(Self.remedy($0.verdict))" }
                if !planned.plans.isEmpty {
                    let told = await shop.run(.repair(planned.plans))
                    troubles += [told.trouble].compactMap(\.self)
                    #expect(told.records.map(\.plan) == planned.plans, "each end is told")
                    troubles += told.records.compactMap { $0.failure.map(FailureText.sentence) }
                    troubles += told.findings.values.filter { $0.verdict == .unreadable }
                        .map { "\($0.detail) \(Self.remedy($0.verdict))" }
                }
                let seen = try await shop.ledger.managedIDFindings(shop.partner.id)[number]
                return .init(
                    troubles: troubles, isGood: seen?.verdict == .correct && troubles.isEmpty)
            }.walk(turn, atLeast: 1)
        }
    }

    @Test func `an open repair of one customer keeps nobody else's from being made`() async throws {
        var tenant = Tenant.setUp
        for index in 0...1 { tenant.companies[index] = tenant.companies[index].with(.switched) }
        let shop = try await Workshop(tenant: tenant)
        let plans = await shop.run(.planManagedIDs([19_652, 20_417])).plans
        try #require(plans.count == 2)
        shop.sandbox.setFaults(
            FaultPlan(rules: [.init(.refused(status: 403), method: "DELETE", when: .nth(2))]))
        let stopped = await shop.run(.repair([plans[0]]))
        shop.sandbox.setFaults(.none)

        let told = await shop.run(.repair(plans))

        #expect(stopped.records.map(\.state) == [.stopped])
        #expect(told.records.map(\.plan.customerNumber) == [20_417])
        #expect(told.records.map(\.state) == [.finished])
        #expect(told.trouble?.contains("is not over; go on with it (R") == true)
        let resumed = try await shop.resumeRepairs()
        #expect(resumed.records.map(\.state) == [.finished])
        let found = await shop.run(.checkManagedIDs(nil)).findings
        #expect(found.values.allSatisfy { $0.verdict == .correct })
    }

    @Test func `adding both entries of a company`() async throws {
        var tenant = Tenant.setUp
        tenant.companies[0] = tenant.companies[0].with(.missingBoth)
        let shop = try await Workshop(tenant: tenant)
        let rows = Self.rows(shop.sandbox)
        try await RefusalWalk(
            shop: shop, name: "add", arrange: { Self.putBack(rows, shop.sandbox) }
        ) {
            var troubles = [try await shop.resumeRepairs().trouble].compactMap(\.self)
            for isSecond in [false, true] where troubles.isEmpty {
                let told = await shop.run(.addManagedID(19_652, isSecond: isSecond))
                troubles += [told.trouble].compactMap(\.self)
                troubles += told.findings.values.filter { $0.verdict == .unreadable }
                    .map { "\($0.detail) \(Self.remedy($0.verdict))" }
            }
            let seen = try await shop.ledger.managedIDFindings(shop.partner.id)[19_652]
            return .init(
                troubles: troubles, isGood: seen?.verdict == .correct && troubles.isEmpty)
        }.walk()
    }

    @Test func `the check and the repair of cross-references`() async throws {
        let shop = try await Workshop(tenant: Workshop.small) { all, sandbox in
            Workshop.billOne(&all, sandbox)
            all[2].bills = true
            all[2].product = all[0].product
        }
        let rows = "/company/managedDevicesIntegrations/{parentId}/crossReferences"
        try await RefusalWalk(
            shop: shop, name: "cross-references",
            arrange: {
                // One is missing, the other one is nearly right.
                for row in shop.sandbox.records(rows).dropFirst() {
                    shop.sandbox.remove(rows, Int(row["id"]?.integer ?? 0))
                }
                let first = shop.sandbox.records(rows).first?["id"]?.integer ?? 0
                shop.sandbox.change(rows, Int(first), ["vendorLevel": "select "])
            }
        ) {
            var troubles = [try await shop.resumeRepairs().trouble].compactMap(\.self)
            let checked = await shop.run(.checkReferences)
            troubles += [checked.trouble].compactMap(\.self)
            var seen = checked
            if let plan = checked.report?.repair {
                let told = await shop.run(.repair([plan]))
                troubles += [told.trouble].compactMap(\.self)
                troubles += told.records.compactMap { $0.failure.map(FailureText.sentence) }
                #expect(told.records.map(\.plan) == [plan], "the end is told")
                seen = await shop.run(.checkReferences)
                troubles += [seen.trouble].compactMap(\.self)
            }
            let isRight = seen.report?.findings.allSatisfy {
                [.matched, .notBilled].contains($0.verdict)
            }
            return .init(troubles: troubles, isGood: isRight == true && troubles.isEmpty)
        }.walk()
    }

    @Test func `the test ticket of a rule`() async throws {
        let shop = try await Workshop(tenant: .setUp)
        let rule = try await shop.ticketRule()
        try await RefusalWalk(shop: shop, name: "test ticket") {
            let before = shop.sandbox.tickets.count
            let told = await shop.run(.testTicket(rule))
            let tickets = shop.sandbox.tickets.dropFirst(before)
            #expect(tickets.count <= 1)
            // One that stays open is named.
            for ticket in tickets where ticket["closedFlag"] != true {
                let number = ticket["id"]?.integer ?? 0
                #expect(told.trouble?.contains("Ticket \(number) stays open") == true)
            }
            return .init(
                troubles: [told.trouble].compactMap(\.self),
                isGood: told.trouble == nil && told.ticket.count == 3)
        }.walk()
    }

    @Test func `proposals of companies, and companies by a part of their name`() async throws {
        let shop = try await Workshop(tenant: .setUp)
        try await RefusalWalk(shop: shop, name: "match") {
            let told = await shop.run(.matchCompanies)
            return .init(
                troubles: [told.trouble].compactMap(\.self), isGood: told.matches?.count == 3)
        }.walk()
        try await RefusalWalk(shop: shop, name: "list") {
            do {
                let client = try await shop.context.client(shop.partner.id)
                return .init(isGood: try await !client.companies(matching: "").isEmpty)
            } catch {
                return .init(troubles: [FailureText.sentence(error)], isGood: false)
            }
        }.walk()
    }

    @Test func `the connection test`() async throws {
        let shop = try await Workshop(tenant: .setUp)
        let site = try await shop.ledger.site(shop.partner.id).value
        let transport = CurlTransport(loop: CurlLoop(), site: site)
        try await RefusalWalk(shop: shop, name: "connection test") {
            let test = ConnectionTest(
                site: site, privateKey: Secret(shop.sandbox.privateKey), transport: transport,
                time: HastyTime())
            var troubles: [String] = []
            var steps = 0
            for await step in test.steps() {
                steps += 1
                if case .failed(let failure) = step.outcome {
                    troubles.append(FailureText.sentence(failure))
                }
            }
            #expect(steps == ConnectionTest.Stage.allCases.count && troubles.count <= 1)
            return .init(troubles: troubles, isGood: troubles.isEmpty)
        }.walk()
    }

    // MARK: - Entries

    /// The entries of each company.
    private static func rows(_ sandbox: ConnectWiseSandbox) -> [(company: Int, rows: [JSONValue])] {
        sandbox.records("/company/companies").compactMap { $0["id"]?.integer }.map {
            (Int($0), sandbox.records(entries, parent: Int($0)))
        }
    }

    /// Puts the entries of all companies back as they were, in their order.
    private static func putBack(
        _ all: [(company: Int, rows: [JSONValue])], _ sandbox: ConnectWiseSandbox
    ) {
        for row in sandbox.records(entries) {
            if let id = row["id"]?.integer { sandbox.remove(entries, Int(id)) }
        }
        for (company, rows) in all {
            for row in rows {
                var fields = row.object ?? [:]
                (fields["id"], fields["_info"]) = (nil, nil)
                sandbox.add(fields, to: entries, parent: company)
            }
        }
    }
}
