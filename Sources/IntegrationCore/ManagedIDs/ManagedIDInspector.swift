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
    /// How often a read is tried while ConnectWise has too much to do.
    static let attempts = 4

    let client: ConnectWiseClient, prefix: String, solution: String
    let time: any TimeSource, parallel: Int

    /// Makes an inspector.
    public init(
        client: ConnectWiseClient, prefix: String, solution: String, time: any TimeSource,
        parallel: Int = 8
    ) {
        self.client = client
        self.prefix = prefix
        self.solution = solution
        self.time = time
        self.parallel = max(1, parallel)
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
            try await patiently { () async throws(ConnectWiseError) in
                try await client.allCompanies(includesDeleted: true)
            }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var told: Set<Int64> = []
        let ids = pass.byCompany.keys.sorted() + also.subtracting(pass.byCompany.keys).sorted()
        try await withThrowingTaskGroup(of: (Int64, Reading).self) { group in
            var rest = ids[...]
            for id in rest.prefix(parallel) { group.addTask { try await (id, read(id)) } }
            rest = rest.dropFirst(parallel)
            var done = 0
            while let (id, reading) = try await group.next() {
                if let id = rest.popFirst() { group.addTask { try await (id, read(id)) } }
                pass.take(id, reading)
                done += 1
                try await tell(.progress(done: min(done, total), total: total))
                guard pass.findings.count - told.count >= Self.portion || rest.isEmpty else {
                    continue
                }
                let fresh = pass.findings.filter { !told.contains($0.key) }
                told.formUnion(fresh.keys)
                if !fresh.isEmpty { try await tell(.findings(fresh)) }
            }
        }
        try await tell(.findings(pass.conclude(telling: told)))
        return pass.findings
    }

    // MARK: - Reading

    /// What a company's entries are, or why they could not be read.
    enum Reading: Sendable {
        case entries([ConnectWise.ManagementSummaryReport]), trouble(Failure)
    }

    private func read(_ company: Int64) async throws -> Reading {
        do {
            return .entries(
                try await patiently { () async throws(ConnectWiseError) in
                    try await client.managementSummaryReports(company: company)
                })
        } catch let error as ConnectWiseError {
            if error.verdict == .badCredentials { throw error }
            return .trouble(error.failure)
        }
    }

    /// Repeats a read while ConnectWise asks for patience.
    private func patiently<Value: Sendable>(
        _ read: () async throws(ConnectWiseError) -> Value
    ) async throws -> Value {
        for attempt in 1... {
            try Task.checkCancellation()
            do {
                return try await read()
            } catch {
                try Task.checkCancellation()
                let pause: Duration
                switch error.verdict {
                case .rateLimited(let retryAfter): pause = retryAfter ?? .seconds(30)
                case .transient: pause = error.pause ?? .milliseconds(500 * attempt)
                default: throw error
                }
                guard attempt < Self.attempts else { throw error }
                try await time.sleep(until: time.now() + pause)
            }
        }
        throw CancellationError()
    }
}
