import ConnectWiseSandbox
import Testing

@testable import IntegrationCore

@Suite struct CrossReferenceInspectorTests {
    private let integrations = "/company/managedDevicesIntegrations"

    private func billed(_ stand: SandboxedClient) throws -> CrossReference {
        let product = try #require(
            stand.sandbox.records("/procurement/catalog").first {
                $0["identifier"] == "OB-SERVER"
            }?["id"]?.integer)
        var reference = CrossReference.standard[2]
        reference.bills = true
        reference.product = NamedReference(id: product, name: "OB-SERVER")
        return reference
    }

    private func customers(_ stand: SandboxedClient) -> [Customer] {
        stand.sandbox.records("/company/companies").enumerated().map { index, company in
            Customer(
                id: RowID(Int64(index + 1)), number: Int64(90_000 + index), name: "C\(index)",
                companyID: company["id"]?.integer, companyName: company["name"]?.string)
        }
    }

    @Test func `the steps that a check proposes make ConnectWise right`() async throws {
        let stand = try SandboxedClient()
        let inspector = CrossReferenceInspector(client: stand.client, time: SystemTime())
        let reference = try billed(stand)
        let integration = try #require(
            stand.sandbox.records(integrations).first?["id"]?.integer)
        let collection = integrations + "/{parentId}/crossReferences"
        for row in stand.sandbox.records(collection, parent: Int(integration)) {
            stand.sandbox.remove(collection, Int(row["id"]?.integer ?? 0))
        }
        func check() async throws -> CrossReferenceReport {
            try await inspector.check(
                [reference], solution: "Axcient", customers: [], prefix: "EFS-")
        }
        func repair(_ report: CrossReferenceReport) async throws {
            for step in report.findings.flatMap(\.steps) {
                _ = try await stand.client.perform(step.method, step.path, body: step.body)
            }
        }

        let missing = try await check()
        try await repair(missing)
        let matched = try await check()
        let row = try #require(
            stand.sandbox.records(collection, parent: Int(integration)).first?["id"]?.integer)
        stand.sandbox.change(collection, Int(row), ["vendorLevel": "online backup "])
        let near = try await check()
        try await repair(near)
        let mended = try await check()

        #expect(missing.integration?.name == "Axcient")
        #expect(missing.findings.map(\.verdict) == [.missing])
        #expect(matched.findings.map(\.verdict) == [.matched])
        #expect(near.findings.map(\.verdict) == [.nearMiss])
        #expect(mended.findings.map(\.verdict) == [.matched])
        #expect(stand.sandbox.journal.violations.isEmpty)
    }

    @Test func `a product on an agreement without the Managed ID is warned of`() async throws {
        let stand = try SandboxedClient()
        let inspector = CrossReferenceInspector(client: stand.client, time: SystemTime())
        let customers = customers(stand)
        let additions = "/finance/agreements/{parentId}/additions"

        // A line of another Managed ID is a neighbour's and no flat fee.
        let neighbours = try await inspector.check(
            [try billed(stand)], solution: "Axcient", customers: customers, prefix: "EFS-")
        #expect(neighbours.findings.first?.flatFeeWarning == nil)
        for row in stand.sandbox.records(additions) {
            stand.sandbox.change(additions, Int(row["id"]?.integer ?? 0), ["serialNumber": ""])
        }
        let report = try await inspector.check(
            [try billed(stand)], solution: "Axcient", customers: customers, prefix: "EFS-")
        let sample = try await inspector.check(
            [try billed(stand)], solution: "Axcient", customers: customers, prefix: "EFS-",
            extent: .sample(1))

        #expect(report.findings.first?.flatFeeWarning?.contains("EFS-90000") == true)
        #expect(report.companiesRead == customers.count)
        #expect(sample.companiesRead == 1)
        #expect(sample.companiesMapped == customers.count)
    }

    @Test func `without an integration of the solution the check says so and proposes nothing`()
        async throws
    {
        let stand = try SandboxedClient()
        let inspector = CrossReferenceInspector(client: stand.client, time: SystemTime())

        let report = try await inspector.check(
            [try billed(stand)], solution: "Nobody's", customers: [], prefix: "EFS-")

        #expect(report.integration == nil)
        #expect(report.repair == nil)
        #expect(report.findings.first?.detail.contains("'Nobody's'") == true)
    }
}
