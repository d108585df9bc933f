/// Reads the Managed ID entries of many companies and judges them (product.md 8).
///
/// All companies are read 1,000 at a time, then one request for each mapped company, several at
/// once behind the client's gate. One company's error never stops the others; a refused sign-in
/// stops all. Cancelling the task ends it at once.
public struct ManagedIDInspector: Sendable {
    /// What is said on the way.
    public enum News: Sendable {
        /// How many companies of how many have been read.
        case progress(done: Int, total: Int)
        /// Findings by customer number; a later one of the same customer replaces the earlier.
        case findings([Int64: ManagedIDFinding])
    }

    /// How many findings are told, and so saved, at once.
    static let portion = 50

    let client: ConnectWiseClient, prefix: String, solution: String
    let time: any TimeSource

    /// Makes an inspector.
    public init(
        client: ConnectWiseClient, prefix: String, solution: String, time: any TimeSource
    ) {
        self.client = client
        self.prefix = prefix
        self.solution = solution
        self.time = time
    }

    /// Inspects customers; `also` are companies to look at for the same Managed IDs besides.
    ///
    /// - Throws: `ConnectWiseError` when the companies cannot be read or the sign-in is refused,
    ///   `CancellationError`, or what `tell` throws.
    public func inspect(
        _ customers: [Customer], also: Set<Int64> = [],
        tell: @Sendable (News) async throws -> Void = { _ in }
    ) async throws -> [Int64: ManagedIDFinding] {
        var pass = Pass(inspector: self, customers: customers)
        guard !pass.byCompany.isEmpty else {
            try await tell(.findings(pass.findings))
            return pass.findings
        }
        let total = pass.byCompany.count
        try await tell(.progress(done: 0, total: total))
        pass.companies = Dictionary(
            try await Patience(time: time).with { () async throws(ConnectWiseError) in
                try await client.allCompanies(includesDeleted: true)
            }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var told: Set<Int64> = []
        var done = 0
        try await BulkReader(time: time).read(
            pass.byCompany.keys.sorted() + also.subtracting(pass.byCompany.keys).sorted()
        ) { [client] id throws(ConnectWiseError) in
            try await client.managementSummaryReports(company: id)
        } take: { id, reading in
            pass.take(id, reading)
            done += 1
            try await tell(.progress(done: min(done, total), total: total))
            guard pass.findings.count - told.count >= Self.portion else { return }
            let fresh = pass.findings.filter { !told.contains($0.key) }
            told.formUnion(fresh.keys)
            try await tell(.findings(fresh))
        }
        try await tell(.findings(pass.conclude(telling: told)))
        return pass.findings
    }
}
