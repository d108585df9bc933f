import ConnectWiseSandbox
@testable import IntegrationCore
import Testing

@Suite struct SetupOperationTests {
    @Test func `all companies are read, deleted ones only when asked for`() async throws {
        let world = try SandboxedClient(tenant: .named((1...1_203).map { "Company \($0)" }))
        world.sandbox.change("/company/companies", 251, ["deletedFlag": true])

        let living = try await world.client.allCompanies()
        let all = try await world.client.allCompanies(includesDeleted: true)

        #expect(living.count == 1_202 && !living.contains { $0.id == 251 })
        #expect(all.count == 1_203 && all.first { $0.id == 251 }?.isDeleted == true)
        #expect(living.allSatisfy { $0.types == ["Client"] && $0.status?.name == "Active" })
        #expect(world.requests.filter { $0.path.contains("/company/companies") }.count == 4)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `cross-references are read as they stand, blanks and inactive ones too`()
        async throws
    {
        let world = try SandboxedClient()
        let integration = try #require(await world.client.managedDevicesIntegrations().first)
        let product = try #require(await world.client.catalogItems(matching: "").first)
        #expect(integration.loginBy == "Global" && integration.defaultBillingLevel == "Detail")
        #expect(integration.matchesOnSerialNumber && integration.disablesNewCrossReferences)
        world.sandbox.add(
            [
                "vendorLevel": "select ", "vendorType": "Storage", "inactiveFlag": true,
                "product": ["id": .integer(product.id)],
            ], to: "/company/managedDevicesIntegrations/{parentId}/crossReferences",
            parent: Int(integration.id))

        let listed = try await world.client.crossReferences(integration: integration.id)

        #expect(listed.map(\.vendorLevel) == ["select "] && listed.first?.isInactive == true)
        #expect(listed.first?.vendorType == "Storage" && listed.first?.product?.id == product.id)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test(arguments: [("mail", 1), ("OB-", 2), ("nothing like it", 0), ("", 4), ("%", 4)])
    func `products are found by identifier or description`(text: String, count: Int) async throws {
        let world = try SandboxedClient()

        let found = try await world.client.catalogItems(matching: text)

        #expect(found.count == count)
        #expect(try await world.client.catalogItems(matching: "", limit: 2).count == 2)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `an inactive product is only found by its id`() async throws {
        let world = try SandboxedClient()
        world.sandbox.change("/procurement/catalog", 1_201, ["inactiveFlag": true])

        #expect(try await world.client.catalogItems(matching: "SEL").isEmpty)
        let items = try await world.client.catalogItems(ids: [1_201, 99])
        let item = try #require(items.first)
        #expect(items.count == 1 && item.isInactive)
        #expect(item.identifier == "SEL-STORAGE" && item.price == 0.5 && item.unit?.name == "GB")
        #expect(item.productClass == "Service")
    }

    @Test func `active agreements of companies and their additions are read`() async throws {
        let world = try SandboxedClient()
        let client = world.client
        world.sandbox.add(
            [
                "name": "Old", "company": ["id": 250], "agreementStatus": "Cancelled",
                "cancelledFlag": true,
            ], to: "/finance/agreements")

        let agreements = try await client.activeAgreements(companies: [250])
        let additions = try await client.additions(agreement: try #require(agreements.first).id)
        world.sandbox.change(
            "/finance/agreements/{parentId}/additions", Int(try #require(additions.first).id),
            ["cancelledDate": "2026-01-01T00:00:00Z"])
        let after = try await client.additions(agreement: try #require(agreements.first).id)

        #expect(agreements.map(\.company?.id) == [250])
        #expect(agreements.first?.type?.name == "Managed Service")
        #expect(additions.count == 4 && additions.allSatisfy { $0.serialNumber == "EFS-19652" })
        #expect(additions.first?.product?.name == "SEL-STORAGE")
        #expect(additions.first?.billCustomer == "Billable" && additions.first?.quantity == 0)
        let now = SystemTime().now()
        #expect(additions.allSatisfy { $0.isInForce(at: now) })
        #expect(after.filter { !$0.isInForce(at: Timestamp(seconds: 1_795_262_400)) }.count == 1)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `an API member is found by its identifier, in any case`() async throws {
        let world = try SandboxedClient()

        let member = try await world.client.apiMember(identifier: "cwconsole")

        #expect(member?.securityRole?.name == "API" && member?.excludedBoards == [])
        #expect(try await world.client.apiMember(identifier: "CWCONSOL") == nil)
        #expect(world.sandbox.journal.violations.isEmpty)
    }
}
