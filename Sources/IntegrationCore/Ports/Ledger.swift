/// What the product needs from storage, as operations: one call is one transaction.
///
/// Every driver passes the conformance suite (`LedgerConformance`). Errors are `LedgerError`.
public protocol Ledger: ConfigurationLedger, SetupLedger, IngestLedger, OutboxLedger, EventLog {
    /// A number that changes whenever anybody, in any process, has changed the store.
    func changeCounter() async throws -> Int64

    /// Gives the store back in order, so that the next program opens it without repairs.
    ///
    /// Nothing may be asked of the ledger afterwards; closing twice is harmless.
    func close() async
}

/// A store that cannot do what was asked, in one sentence with path, reason and remedy.
public struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; commands turn `unusable` into exit 3, the others into exit 2.
    public enum Kind: String, Sendable {
        /// The store cannot be used; the named thing is not there; the values are refused;
        /// somebody else changed the record meanwhile.
        case unusable, notFound, refused, changedMeanwhile
    }

    /// The kind, and the sentence.
    public let kind: Kind, description: String

    /// Makes an error.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// Takes events in, durable before it returns.
public protocol IngestLedger: Sendable {
    /// Stores a batch of events and what they cause, in one transaction.
    ///
    /// The result has one entry for each event, in order. With `dryRun` nothing is kept.
    func record(
        _ events: [BackupEvent], partner: RowID<Partner>, planner: any EventPlanning,
        now: Timestamp, dryRun: Bool
    ) async throws -> [Acceptance]
}

/// What became of a received event.
public enum Acceptance: Hashable, Sendable {
    /// New; known already; known with other decision fields (the first is kept).
    case accepted(RowID<StoredEvent>), duplicate, conflict
    /// Refused by a limit of the store, with the reason.
    case rejected(reason: String)
}

/// The outbox, as the engine drives it.
public protocol OutboxLedger: Sendable {
    /// Claims the first due effect of as many free lanes as there is room for, tickets before
    /// statistics.
    ///
    /// A lane is (partner, customer). Its fence rises, its lease is set, the attempt is counted.
    /// Effects of one ticket go in order of their ids: one that is not `done` or `skipped` holds
    /// back the later ones of its ticket. Partners with an open circuit, or switched off,
    /// are left alone.
    func claimDue(
        owner: String, now: Timestamp, lease: Duration, room: ClaimRoom
    ) async throws -> [Claim]

    /// Commits the intent to send; nil key for work that may be repeated freely.
    ///
    /// Returns false when the lane was taken over: then nothing may be sent.
    func markIntent(_ claim: Claim, key: String?, now: Timestamp) async throws -> Bool

    /// Puts the end of a lease off; false when the lane was taken over.
    func renew(_ claim: Claim, until: Timestamp) async throws -> Bool

    /// Commits what became of a claim, with the requests it made, and frees the lane.
    ///
    /// Notifications, ticket, event log, window stamp and audit entry change in the same
    /// transaction. Returns false, and changes nothing, when the lane was taken over.
    func finish(
        _ claim: Claim, outcome: EffectOutcome, requests: [RequestRecord], now: Timestamp
    ) async throws -> Bool

    /// Turns what a dead engine left in hand back into work: `leased` to `planned`, `intent` with
    /// a key to `unknown`, without one to `planned`; the fifth death parks the effect.
    ///
    /// Only lanes of other owners, or whose lease ended before `now`, are touched.
    func rescue(owner: String, now: Timestamp) async throws -> Int

    /// The moment at which the next effect becomes due; nil when nothing is waiting.
    func nextDue() async throws -> Timestamp?

    /// When requests of the last minute were sent to a partner's site, oldest first.
    func recentRequests(partner: RowID<Partner>, since: Timestamp) async throws -> [Timestamp]

    /// Opens the circuit of a partner: nothing of it is claimed until it is closed.
    func openCircuit(
        partner: RowID<Partner>, failure: Failure, now: Timestamp
    ) async throws

    /// Closes the circuit; what was held is due at once.
    func closeCircuit(partner: RowID<Partner>, by who: Operator, now: Timestamp) async throws

    /// Does notifications again at once, each idempotently; the window is passed once.
    ///
    /// The result has one entry for each id, in order; written to the audit trail.
    func reprocess(
        _ notifications: [RowID<Notification>], by who: Operator, now: Timestamp
    ) async throws -> [ReprocessAnswer]

    /// The facts behind a customer's statistics in the month of `now` (UTC).
    func statistics(customer: RowID<Customer>, now: Timestamp) async throws -> StatisticsFacts
}

/// How many effects may be claimed: each partner has its own room, so that one whose site hangs
/// leaves the others theirs.
public struct ClaimRoom: Hashable, Sendable {
    /// Over all partners.
    public var total: Int
    /// Of each partner that is not named in `left`.
    public var each: Int
    /// Of partners that have something in hand, or bear more or less than the others.
    public var left: [RowID<Partner>: Int]

    /// Makes a room.
    public init(total: Int, each: Int = .max, left: [RowID<Partner>: Int] = [:]) {
        self.total = total
        self.each = each
        self.left = left
    }

    /// The room of one partner.
    public func of(_ partner: RowID<Partner>) -> Int { min(total, left[partner] ?? each) }
}

/// What reprocessing a notification led to.
public enum ReprocessAnswer: Hashable, Sendable {
    /// Due now; in a worker's hands already; there is no such notification; nothing to repeat.
    case queued, alreadyRunning, notFound, nothingToDo(reason: String)
}
