/// Checks every prerequisite of the integration, in the order of the guide (product.md 11).
///
/// It only reads, but for the probes of `RightsProbe`, which can make and change nothing. All
/// requests go through the client's gate. Cancelling the task stops it before the next request.
public struct Doctor: Sendable {
    /// What it says while it works.
    public enum News: Sendable, Hashable {
        /// How many checks are done, of how many, and what it is at.
        case progress(done: Int, total: Int, note: String)
        /// Something was found.
        case finding(DoctorFinding)
    }

    /// Signs in with the stored credentials.
    public typealias Connect = @Sendable () async throws -> ConnectWiseClient

    private let facts: DoctorFacts
    private let connect: Connect
    private let time: any TimeSource

    /// Makes a doctor.
    public init(facts: DoctorFacts, time: any TimeSource, connect: @escaping Connect) {
        self.facts = facts
        self.time = time
        self.connect = connect
    }

    /// Runs checks in the order of the guide; each finding arrives as soon as it is known.
    ///
    /// - Throws: `CancellationError` when it was stopped; what was found until then has arrived.
    public func run(
        _ checks: Set<DoctorCheck> = Set(DoctorCheck.allCases),
        tell: @escaping @Sendable (News) -> Void
    ) async throws(CancellationError) {
        var wanted = DoctorCheck.allCases.filter(checks.contains)
        var round = DoctorRound(facts: facts, time: time, tell: tell, total: wanted.count)
        if wanted.contains(where: \.needsConnection) { await round.signIn(connect) }
        // Why nothing can be asked is said, whether it was asked for or not.
        if round.trouble != nil, wanted.first != .connection {
            wanted.insert(.connection, at: 0)
            round.total += 1
        }
        for check in wanted {
            guard !Task.isCancelled else { throw CancellationError() }
            round.note(check.title)
            await round.look(at: check)
            // What was cut off in the middle is no finding, and `look` has told none.
            guard !Task.isCancelled else { throw CancellationError() }
            round.done += 1
        }
        round.note("")
    }
}

/// One run of the doctor: what it has learnt so far, for the checks that come later.
struct DoctorRound {
    let facts: DoctorFacts, time: any TimeSource
    /// The moment by which it is decided what is effective and what is cancelled.
    let now: Timestamp
    let tell: @Sendable (Doctor.News) -> Void
    var total: Int, done = 0
    /// The client, once signed in; else why there is none.
    var client: ConnectWiseClient?, trouble: Failure?
    /// What each customer uses, by its number.
    let used: [Int64: Used]
    /// What ConnectWise said, each read once.
    var boards: [ConnectWise.Board]?, references: CrossReferenceComparison.Facts?
    var additions: [CustomerAdditions]?

    init(
        facts: DoctorFacts, time: any TimeSource, tell: @escaping @Sendable (Doctor.News) -> Void,
        total: Int
    ) {
        self.facts = facts
        self.time = time
        now = time.now()
        used = Used.all(facts)
        self.tell = tell
        self.total = total
    }

    /// Says what it is at.
    func note(_ note: String) { tell(.progress(done: done, total: total, note: note)) }

    /// Tries whether ConnectWise answers and knows us; the other checks stand on that.
    mutating func signIn(_ connect: Doctor.Connect) async {
        note(DoctorCheck.connection.title)
        do {
            let client = try await connect()
            _ = try await client.companyInfo()
            boards = try await client.boards()
            self.client = client
        } catch {
            trouble = Failure(any: error)
        }
    }

    /// Makes one check and tells its findings, unless it was stopped meanwhile.
    mutating func look(at check: DoctorCheck) async {
        let findings: [DoctorFinding]
        do {
            findings = try await self.findings(of: check)
        } catch {
            findings = [Self.unchecked(check, error)]
        }
        guard !Task.isCancelled else { return }
        for finding in findings { tell(.finding(finding)) }
    }

    /// Why something could not be looked at, and what to do about that.
    static func unchecked(_ check: DoctorCheck, _ error: any Error) -> DoctorFinding {
        if let skip = error as? Unchecked {
            return DoctorFinding(
                check, .notChecked, found: skip.reason, expected: "It can be looked at.",
                remedy: skip.remedy)
        }
        let failure = Failure(any: error)
        return DoctorFinding(
            check, .notChecked, found: failure.message, expected: "ConnectWise answers.",
            remedy: failure.explanation.remedy)
    }

    private mutating func findings(of check: DoctorCheck) async throws -> [DoctorFinding] {
        switch check {
        case .connection: connection()
        case .version: try await version()
        case .rights: try await rights()
        case .boards: try await boardStatuses()
        case .solution: try await solution()
        case .integration: try await integration()
        case .crossReferences: try await crossReferences()
        case .products: try await products()
        case .flatFees: try await flatFees()
        case .agreements: try await agreements()
        case .managedIDs: try await managedIDs()
        case .rules: rules()
        case .alerts: try alerts()
        case .coverage: await coverage()
        }
    }

    /// Why a check is not made.
    struct Unchecked: Error {
        var reason: String, remedy: [String] = []
    }

    /// The client, or the reason why nothing can be asked.
    func signedIn() throws(Unchecked) -> ConnectWiseClient {
        guard let client else {
            throw Unchecked(
                reason: "ConnectWise cannot be asked while the connection fails.",
                remedy: ["Put the check Connection right first, then run the doctor again."])
        }
        return client
    }

    /// The billed services, or the reason why there is nothing to look at.
    func billed() throws(Unchecked) -> [CrossReference] {
        guard let billed = facts.billed else {
            throw Unchecked(reason: "The store could not tell the cross-references.")
        }
        guard !billed.isEmpty else {
            throw Unchecked(
                reason: "No service is billed.",
                remedy: ["Tick Bill this service in Cross-refs (6) for what you bill."])
        }
        return billed
    }

    /// The customers that have a company, or the reason why there is nothing to look at.
    func mapped() throws(Unchecked) -> [Customer] {
        let mapped = facts.customers.filter(\.isMapped)
        guard !mapped.isEmpty else {
            throw Unchecked(
                reason: "No customer is mapped to a company.",
                remedy: ["Map them with m, or all with M, in Customers (4)."])
        }
        return mapped
    }

    /// The first few of many, and how many more there are.
    static func names(_ all: [String], limit: Int = 5) -> String {
        let shown = all.prefix(limit).map { $0.oneLine(limit: 60) }.joined(separator: ", ")
        return all.count > limit ? "\(shown) and \(all.count - limit) more" : shown
    }
}
