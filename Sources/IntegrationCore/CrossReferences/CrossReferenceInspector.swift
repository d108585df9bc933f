/// Reads what a comparison of the cross-references needs; changes nothing.
public struct CrossReferenceInspector: Sendable {
    /// Of how many mapped companies the additions are read to find flat fees.
    public enum Extent: Hashable, Sendable {
        /// The first so many by customer number; each costs about two requests.
        case sample(Int), all

        /// What a check without more words reads.
        public static let usual = Extent.sample(25)

        var limit: Int { if case .sample(let count) = self { max(0, count) } else { .max } }
    }

    /// Hears how far it is, of how many, and what it is at.
    public typealias Progress = @Sendable (_ done: Int, _ total: Int, _ note: String) -> Void

    private let client: ConnectWiseClient
    private let time: any TimeSource

    /// Makes an inspector of a partner's ConnectWise.
    public init(client: ConnectWiseClient, time: any TimeSource) {
        self.client = client
        self.time = time
    }

    /// Compares cross-references with the integration of a solution.
    ///
    /// - Parameters:
    ///   - references: ours.
    ///   - solution: the management solution name of the credentials.
    ///   - customers: the partner's customers; those with a company are looked at for flat fees.
    ///   - prefix: the prefix of Managed IDs.
    ///   - extent: how many companies are read.
    ///   - progress: hears how far it is.
    /// - Returns: One finding for each of ours.
    /// - Throws: `ConnectWiseError`, `CancellationError`.
    public func check(
        _ references: [CrossReference], solution: String, customers: [Customer], prefix: String,
        extent: Extent = .usual, progress: Progress = { _, _, _ in }
    ) async throws -> CrossReferenceReport {
        var facts = try await facts(references, solution: solution, progress: progress)
        let mapped = customers.filter { $0.companyID != nil }.sorted { $0.number < $1.number }
        let wanted = Set(facts.products.keys)
        let isComparable = facts.integration != nil && !wanted.isEmpty
        let additions = try await AdditionReader(client: client, time: time).read(
            isComparable ? Array(mapped.prefix(extent.limit)) : [], products: wanted
        ) { done, total in
            progress(done, total, "agreements")
        }
        let read = additions.filter { $0.trouble == nil }
        if read.isEmpty, let trouble = additions.first?.trouble { throw trouble }
        facts.note(read, prefix: prefix, at: time.now())
        let comparison = CrossReferenceComparison(references, facts)
        return CrossReferenceReport(
            integration: facts.integration, findings: comparison.findings,
            checkedAt: time.now(), foreign: comparison.foreign, companiesRead: read.count,
            companiesMapped: mapped.count)
    }

    /// What a comparison needs to know, without flat fees: six requests, or one more for each 50
    /// products.
    func facts(
        _ references: [CrossReference], solution: String, progress: Progress = { _, _, _ in }
    ) async throws -> CrossReferenceComparison.Facts {
        let patience = Patience(time: time)
        var facts = CrossReferenceComparison.Facts()
        progress(0, 0, "managed devices integration")
        let integrations = try await patience.with(client.managedDevicesIntegrations)
        if let found = integrations.of(solution: solution) {
            facts.integration = NamedReference(id: found.id, name: found.name)
            progress(0, 0, "cross-references")
            facts.rows = try await patience.with { () async throws(ConnectWiseError) in
                try await client.crossReferences(integration: found.id)
            }
            facts.configurationTypes = try await patience.with(client.configurationTypes)
            facts.agreementTypes = try await patience.with(client.agreementTypes)
        } else {
            let names = integrations.map { "'\($0.solution.oneLine(limit: 40))'" }
            facts.absence =
                "no managed devices integration is for solution '\(solution.oneLine(limit: 40))'"
                + (names.isEmpty ? "" : " (there is \(names.joined(separator: ", ")))")
        }
        progress(0, 0, "products")
        let products = try await patience.with { () async throws(ConnectWiseError) in
            try await client.catalogItems(
                ids: Set(references.filter(\.bills).compactMap(\.product?.id)))
        }
        facts.products = Dictionary(
            products.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return facts
    }
}
