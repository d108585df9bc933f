import ConnectWiseSandbox
import IntegrationCore
import Locking
import TestSupport
import Testing

/// Many companies, each anomaly among them, read over https.
@Suite struct ManagedIDInspectorTests {
    private static let list = "/company/companies/{parentId}/managementSummaryReports"

    private func installation(_ count: Int) throws -> (SandboxedClient, [Customer]) {
        let names = (1...count).map { "Client \($0)" }
        let site = try SandboxedClient(tenant: .named(names))
        let customers = site.sandbox.records("/company/companies").prefix(count).enumerated().map {
            Customer(
                id: RowID(Int64($0 + 1)), number: Int64(19_652 + $0), name: "Client \($0 + 1)",
                companyID: $1["id"]?.integer, companyName: "Client")
        }
        return (site, Array(customers))
    }

    private func inspector(_ client: ConnectWiseClient) -> ManagedIDInspector {
        ManagedIDInspector(
            client: client, prefix: "EFS-", solution: "Axcient", time: SystemTime())
    }

    private func runner(_ client: ConnectWiseClient) -> RepairRunner {
        RepairRunner(
            site: client, journal: MemoryJournal(), partner: RowID(1), by: Operator("kim"),
            time: SystemTime())
    }

    @Test func `300 companies with each anomaly cost about one request each`() async throws {
        var (site, customers) = try installation(300)
        let sandbox = site.sandbox
        func entries(_ index: Int) -> [(id: Int, row: JSONValue)] {
            sandbox.records(Self.list, parent: Int(customers[index].companyID ?? 0)).map {
                (Int($0["id"]?.integer ?? 0), $0)
            }
        }
        func add(_ row: JSONValue, to index: Int) {
            var fields = row.object ?? [:]
            fields["id"] = nil
            sandbox.add(fields, to: Self.list, parent: Int(customers[index].companyID ?? 0))
        }
        var wanted: [Int: ManagedIDVerdict] = [:]
        for entry in entries(1) { sandbox.remove(Self.list, entry.id) }
        wanted[1] = .missingBoth
        sandbox.remove(Self.list, entries(2)[1].id)
        wanted[2] = .missingSecond
        sandbox.remove(Self.list, entries(3)[0].id)
        wanted[3] = .missingFirst
        let first = entries(4)[0]
        sandbox.remove(Self.list, first.id)
        add(first.row, to: 4)
        wanted[4] = .switched
        sandbox.change(Self.list, entries(5)[1].id, ["agreement": ["id": 1, "name": "x"]])
        wanted[5] = .agreementNotBlank
        sandbox.change(Self.list, entries(6)[1].id, ["groupIdentifier": "EFS-1"])
        wanted[6] = .idsDiffer
        sandbox.change(
            Self.list, entries(7)[1].id, ["managementSolution": ["id": 99, "name": "Other"]])
        wanted[7] = .wrongSolution
        add(entries(8)[1].row, to: 8)
        wanted[8] = .duplicate
        sandbox.change(Self.list, entries(9)[1].id, ["groupIdentifier": "efs-19661 "])
        wanted[9] = .nearMiss
        add(entries(10)[0].row, to: 299)
        wanted[10] = .sameIDOnTwoCompanies
        sandbox.change(
            "/company/companies", Int(customers[11].companyID ?? 0),
            ["status": ["id": 2, "name": "Inactive"]])
        wanted[11] = .companyInactive
        customers[12].companyID = nil
        wanted[12] = .notMapped
        sandbox.change(
            "/company/companies", Int(customers[13].companyID ?? 0), ["deletedFlag": true])
        wanted[13] = .companyInactive
        let before = site.requests.count
        let portions = Locked<[Int]>([])

        let findings = try await inspector(site.client).inspect(customers) { news in
            if case .findings(let some) = news { portions.withLock { $0.append(some.count) } }
        }

        for (index, customer) in customers.enumerated() {
            #expect(
                findings[customer.number]?.verdict == wanted[index] ?? .correct,
                "customer \(index): \(findings[customer.number]?.detail ?? "")")
        }
        #expect(findings.count == 300)
        let requests = site.requests.count - before
        #expect(requests <= 299 + 5, "\(requests) requests")
        #expect(portions.withLock { $0.count } > 4)
    }

    @Test func `a company that cannot be read stops nobody else`() async throws {
        let (site, customers) = try installation(12)
        let company = try #require(customers[3].companyID)
        site.sandbox.setFaults(
            FaultPlan(rules: [
                .init(
                    .permanentError,
                    path: "/company/companies/\(company)/managementSummaryReports")
            ]))

        let findings = try await inspector(site.client).inspect(customers)

        #expect(findings[customers[3].number]?.verdict == .unreadable)
        #expect(findings.count { $0.value.verdict == .correct } == 11)
    }

    @Test func `a refused sign-in stops all with the reason`() async throws {
        let site = try SandboxedClient(tenant: .named(["Client 1"])) { _, _ in "wrongKey" }
        let customer = Customer(
            id: RowID(1), number: 19_652, name: "Client 1", companyID: 1, companyName: "Client 1")

        await #expect {
            _ = try await inspector(site.client).inspect([customer])
        } throws: { error in
            (error as? ConnectWiseError)?.verdict == .badCredentials
        }
    }

    @Test func `the second entry is offered only after the first is confirmed`() async throws {
        let (site, customers) = try installation(1)
        let company = try #require(customers.first?.companyID)
        for row in site.sandbox.records(Self.list, parent: Int(company)) {
            site.sandbox.remove(Self.list, Int(row["id"]?.integer ?? 0))
        }
        let solution = try #require(try await site.client.managementSolutions().first)
        let adder = ManagedIDAdder(
            client: site.client, runner: runner(site.client), company: company,
            managedID: try #require(ManagedID(" efs-19652 ", prefix: "EFS-")),
            solution: NamedReference(id: solution.id, name: "Axcient"))
        #expect(try await adder.confirmed() == nil)

        let confirmation = try await adder.addFirst()
        #expect(try await adder.addFirst() == confirmation)
        #expect(try await adder.addSecond(confirmation))
        #expect(try await !adder.addSecond(confirmation))

        let rows = site.sandbox.records(Self.list, parent: Int(company))
        #expect(
            rows.map { $0["deviceType"]?.string } == ["WorkstationsAndServers", "BackupStats"])
        #expect(rows.allSatisfy { $0["groupIdentifier"] == "EFS-19652" })
    }

    @Test func `the entries of another customer of the company are not in the way`() async throws {
        let (site, customers) = try installation(1)
        let company = try #require(customers.first?.companyID)
        let solution = try #require(try await site.client.managementSolutions().first)
        let adder = ManagedIDAdder(
            client: site.client, runner: runner(site.client), company: company,
            managedID: ManagedID(prefix: "EFS-", number: 7),
            solution: NamedReference(id: solution.id, name: "Axcient"))

        let confirmation = try await adder.addFirst()
        #expect(try await adder.addSecond(confirmation))

        let rows = site.sandbox.records(Self.list, parent: Int(company))
        #expect(
            rows.compactMap { $0["groupIdentifier"]?.string } == [
                "EFS-19652", "EFS-19652", "EFS-7", "EFS-7",
            ])
    }
}
