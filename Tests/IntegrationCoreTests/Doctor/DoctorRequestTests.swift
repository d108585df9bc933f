import ConnectWiseSandbox
import IntegrationCore
import TestSupport
import Testing

/// What the doctor costs ConnectWise.
@Suite struct DoctorRequestTests {
    /// A doctor's facts about a large tenant: every company mapped, one service billed.
    private func facts(_ stand: SandboxedClient) throws -> DoctorFacts {
        let board = try #require(stand.sandbox.records("/service/boards").first)
        let product = try #require(stand.sandbox.records("/procurement/catalog").first)
        var service = try #require(CrossReference.standard.first)
        service.bills = true
        service.product = NamedReference(id: product["id"]?.integer ?? 0, name: "SEL-STORAGE")
        var site = SandboxedClient.site(of: stand.sandbox)
        site.solution = "Axcient"
        let rule = TicketRule(
            board: NamedReference(id: board["id"]?.integer ?? 0, name: "Integration"))
        return DoctorFacts(
            site: site,
            rules: [
                NotificationRule(id: RowID(1), action: .ticket(rule)),
                NotificationRule(id: RowID(2), action: .synchronize),
            ], crossReferences: [service],
            customers: stand.sandbox.records("/company/companies").enumerated().map {
                Customer(
                    id: RowID(Int64($0 + 1)), number: Int64(100_001 + $0), name: "Client \($0)",
                    companyID: $1["id"]?.integer, companyName: $1["name"]?.string)
            }, accounts: [])
    }

    @Test(arguments: [1, 120])
    func `a company costs two requests: one for its entries, one for its additions`(
        companies: Int
    ) async throws {
        let stand = try SandboxedClient(tenant: .large(companies: companies, products: 4))
        let facts = try facts(stand)
        let client = stand.client

        try await Doctor(facts: facts, time: ManualTime()) { client }.run { _ in }

        let requests = stand.requests.map(\.path)
        func count(_ part: String) -> Int { requests.count { $0.contains(part) } }
        // The rights are asked for at a company and an agreement that cannot exist: 4 and 1.
        #expect(count("/managementSummaryReports") == companies + 4)
        #expect(count("/additions") == companies + 1)
        // All companies in one request, agreements for 50 at a time.
        let shared = 1 + (companies + 49) / 50
        #expect(requests.count == 33 + shared + 2 * companies, "\(requests.count)")
    }
}
