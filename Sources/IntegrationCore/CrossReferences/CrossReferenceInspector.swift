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
        progress(0, 0, "managed devices integration")
        let integrations = try await client.managedDevicesIntegrations()
        let found =
            integrations.first { $0.solution == solution }
            ?? integrations.first { $0.name == solution }
        let mapped = customers.filter { $0.companyID != nil }.sorted { $0.number < $1.number }
        guard let found else {
            let names = integrations.map { "'\($0.solution.oneLine(limit: 40))'" }
            let reason =
                "no managed devices integration is for solution '\(solution.oneLine(limit: 40))'"
                + (names.isEmpty ? "" : " (there is \(names.joined(separator: ", ")))")
            return CrossReferenceReport(
                integration: nil,
                findings: CrossReferenceComparison.withoutIntegration(references, reason: reason),
                checkedAt: time.now(), companiesMapped: mapped.count)
        }
        let integration = NamedReference(id: found.id, name: found.name)
        var facts = CrossReferenceComparison.Facts(integration: integration)
        progress(0, 0, "cross-references")
        facts.rows = try await client.crossReferences(integration: found.id)
        facts.configurationTypes = try await client.configurationTypes()
        facts.agreementTypes = try await client.agreementTypes()
        let wanted = Set(references.filter(\.bills).compactMap(\.product?.id))
        for (index, id) in wanted.sorted().enumerated() {
            try Task.checkCancellation()
            progress(index, wanted.count, "product \(id)")
            facts.products[id] = try await product(id)
        }
        let companies = wanted.isEmpty ? [] : mapped.prefix(extent.limit)
        for (index, customer) in companies.enumerated() {
            try Task.checkCancellation()
            progress(index, companies.count, "agreements of \(prefix)\(customer.number)")
            let lines = try await flatLines(customer, prefix: prefix, products: wanted)
            facts.flatLines.merge(lines) { first, _ in first }
        }
        let comparison = CrossReferenceComparison(references, facts)
        return CrossReferenceReport(
            integration: integration, findings: comparison.findings, checkedAt: time.now(),
            foreign: comparison.foreign, companiesRead: companies.count,
            companiesMapped: mapped.count)
    }

    private func product(
        _ id: Int64
    ) async throws(ConnectWiseError) -> ConnectWise.CatalogItem? {
        do {
            return try await client.catalogItem(id)
        } catch  where error.verdict == .notFound {
            return nil
        }
    }

    /// Where products stand on a company's agreements without its Managed ID, in words.
    private func flatLines(
        _ customer: Customer, prefix: String, products: Set<Int64>
    ) async throws -> [Int64: String] {
        guard let company = customer.companyID else { return [:] }
        let managedID = ManagedID(prefix: prefix, number: customer.number)
        let now = time.now()
        var found: [Int64: String] = [:]
        for agreement in try await client.activeAgreements(company: company) {
            for addition in try await client.additions(agreement: agreement.id) {
                guard let product = addition.product?.id, products.contains(product),
                    addition.isInForce(at: now),
                    ManagedID(addition.serialNumber, prefix: prefix) != managedID
                else { continue }
                found[product] =
                    "agreement \(agreement.name.oneLine(limit: 60)) of "
                    + "\((customer.companyName ?? customer.name).oneLine(limit: 60)) "
                    + "without the serial number \(managedID)"
            }
        }
        return found
    }
}
