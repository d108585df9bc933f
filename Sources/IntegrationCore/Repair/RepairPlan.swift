/// The requests of a repair, in order, shown before they are sent and journalled while they are.
public struct RepairPlan: Hashable, Sendable, Codable {
    /// What is repaired, in the operator's words, like `Managed IDs of EFS-19652 Contoso`.
    public var title: String
    /// The customer that it is about; nil when it is about the whole partner.
    public var customerNumber: Int64?
    /// The requests.
    public var steps: [RepairStep]

    /// Makes a plan.
    public init(title: String, customerNumber: Int64? = nil, steps: [RepairStep]) {
        self.title = title
        self.customerNumber = customerNumber
        self.steps = steps
    }
}

/// One request of a repair.
public struct RepairStep: Hashable, Sendable, Codable {
    /// The request, its path from the API's root, without host and code base.
    public var method: HTTPRequest.Method, path: String
    /// What is sent; nil for a DELETE.
    public var body: JSONValue?
    /// The record as it was: what an undo puts back, and how a PATCH or DELETE finds it changed.
    public var before: JSONValue?
    /// What the step is for, in a few words.
    public var purpose: String

    /// Makes a step.
    public init(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil,
        before: JSONValue? = nil, purpose: String
    ) {
        self.method = method
        self.path = path
        self.body = body
        self.before = before
        self.purpose = purpose
    }
}

/// A repair in the journal: what was asked for and how far it came.
public struct RepairRecord: Hashable, Sendable, Identifiable {
    /// How far a step came: `sent` is committed before the bytes leave, `done` after the answer.
    public enum Progress: Hashable, Sendable, Codable {
        /// Not begun; on its way, outcome unknown; done, with the id of what was made; taken back,
        /// or never begun and given up.
        case planned, sent, done(made: Int64?), undone
    }

    /// How a repair stands.
    public enum State: String, Sendable, Codable {
        /// Under way or interrupted; finished and read back; taken back; stopped, with a reason.
        case open, finished, undone, stopped
    }

    /// The row number, the partner, and when it was asked for by whom.
    public let id: RowID<RepairRecord>, partner: RowID<Partner>, startedAt: Timestamp, by: String
    /// What was asked for, and how far each step came.
    public var plan: RepairPlan, progress: [Progress]
    /// How it stands, and why it stopped.
    public var state: State, failure: Failure?

    /// Makes a record.
    public init(
        id: RowID<RepairRecord>, partner: RowID<Partner>, startedAt: Timestamp, by: String,
        plan: RepairPlan, progress: [Progress], state: State = .open, failure: Failure? = nil
    ) {
        self.id = id
        self.partner = partner
        self.startedAt = startedAt
        self.by = by
        self.plan = plan
        self.progress = progress
        self.state = state
        self.failure = failure
    }

    /// Whether it is certain that none of its requests changed anything.
    public var changedNothing: Bool { progress.allSatisfy { $0 == .planned } }
    /// How many requests were answered.
    public var answered: Int { progress.count { if case .done = $0 { true } else { false } } }

    /// Whether it was being taken back when it was interrupted: it goes on that way.
    public var isBeingTakenBack: Bool { progress.contains(.undone) }
}
