/// Reads what stands on the active agreements of many companies.
///
/// The agreements of 50 companies cost one request, the additions one for each agreement, several
/// at once. An agreement that cannot be read stops nobody else's.
public struct AdditionReader: Sendable {
    private let client: ConnectWiseClient
    private let time: any TimeSource

    /// Makes a reader.
    public init(client: ConnectWiseClient, time: any TimeSource) {
        self.client = client
        self.time = time
    }

    /// Reads the lines of products at the companies of customers.
    ///
    /// - Parameters:
    ///   - customers: whose companies are read.
    ///   - products: the products that matter; without any no additions are read.
    ///   - tell: hears how many agreements of how many are read.
    /// - Returns: an entry for each customer that has a company, in their order.
    /// - Throws: `ConnectWiseError` when agreements cannot be read at all or the sign-in is
    ///   refused, `CancellationError`.
    public func read(
        _ customers: [Customer], products: Set<Int64>,
        tell: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> [CustomerAdditions] {
        let companies = Set(customers.compactMap(\.companyID))
        let agreements = try await Patience(time: time).with { () async throws(ConnectWiseError) in
            try await client.activeAgreements(companies: companies)
        }
        var lines: [Int64: Result<[ConnectWise.Addition], Failure>] = [:]
        try await BulkReader(time: time).read(products.isEmpty ? [] : agreements) {
            [client] agreement throws(ConnectWiseError) in
            try await client.additions(agreement: agreement.id)
        } take: { agreement, answer in
            lines[agreement.id] = answer
            tell(lines.count, agreements.count)
        }
        let byCompany = Dictionary(grouping: agreements) { $0.company?.id }
        return customers.filter { $0.companyID != nil }.map { customer in
            var found = CustomerAdditions(
                customer: customer, agreements: byCompany[customer.companyID] ?? [])
            for agreement in found.agreements {
                switch lines[agreement.id] {
                case .success(let additions):
                    found.lines += additions.filter {
                        products.contains($0.product?.id ?? 0)
                    }.map { CustomerAdditions.Line(agreement: agreement, addition: $0) }
                case .failure(let failure): found.trouble = failure
                case nil: break
                }
            }
            return found
        }
    }
}
