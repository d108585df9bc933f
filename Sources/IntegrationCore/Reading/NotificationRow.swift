/// Marks a notification in the store: one event x one rule.
public enum Notification {}

/// The states of a notification as people see them (product.md 10).
public enum NotificationState: String, Sendable, Codable, CaseIterable {
    /// Work to do, in hand, carried out, inside the window, to be tried again, failed,
    /// held by the circuit, taken back.
    case pending, running, done, skipped, waiting, failed, held, cancelled
}

/// A line of the notification lists.
public struct NotificationRow: Hashable, Sendable, Identifiable {
    public var id: RowID<Notification>
    /// The event it comes from, and that event's sentence and moment.
    public var event: RowID<StoredEvent>, information: String, moment: Timestamp
    /// The customer and the account.
    public var customerNumber: Int64, customerName: String, customer: RowID<Customer>
    public var account: String
    /// `ticket` or `sync`; the kind of effect, once there is one.
    public var action: String, kind: EffectKind?
    /// The state, how often it was tried, and when it is tried next.
    public var state: NotificationState, attempts: Int, nextAttemptAt: Timestamp?
    /// When the state last changed.
    public var updatedAt: Timestamp
    /// Why it failed, waits, or was skipped.
    public var failure: Failure?, skipReason: String?
    /// The remote ticket.
    public var ticket: Int64?

    /// Makes a line.
    public init(
        id: RowID<Notification>, event: RowID<StoredEvent>, information: String,
        moment: Timestamp, customerNumber: Int64, customerName: String,
        customer: RowID<Customer>, account: String, action: String, kind: EffectKind?,
        state: NotificationState, attempts: Int, nextAttemptAt: Timestamp?, updatedAt: Timestamp,
        failure: Failure?, skipReason: String?, ticket: Int64?
    ) {
        self.id = id
        self.event = event
        self.information = information
        self.moment = moment
        self.customerNumber = customerNumber
        self.customerName = customerName
        self.customer = customer
        self.account = account
        self.action = action
        self.kind = kind
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.updatedAt = updatedAt
        self.failure = failure
        self.skipReason = skipReason
        self.ticket = ticket
    }
}

/// A notification with its attempts.
public struct NotificationDetail: Hashable, Sendable {
    /// The line and its attempts, oldest first.
    public var row: NotificationRow, attempts: [Attempt]

    /// One attempt.
    public struct Attempt: Hashable, Sendable {
        /// When it ended, how (an outcome in words), why it failed, and the requests it made.
        public var at: Timestamp, outcome: String, failure: Failure?, requests: [RequestRecord]

        /// Makes an attempt.
        public init(
            at: Timestamp, outcome: String, failure: Failure?, requests: [RequestRecord]
        ) {
            self.at = at
            self.outcome = outcome
            self.failure = failure
            self.requests = requests
        }
    }

    /// Makes a detail.
    public init(row: NotificationRow, attempts: [Attempt]) {
        self.row = row
        self.attempts = attempts
    }
}

/// Failed notifications with one cause.
public struct FailureGroup: Hashable, Sendable {
    /// The cause, how many, of how many customers, first and last time.
    public var code: FailureCode, count: Int, customers: Int, first: Timestamp, last: Timestamp

    /// Makes a group.
    public init(
        code: FailureCode, count: Int, customers: Int, first: Timestamp, last: Timestamp
    ) {
        self.code = code
        self.count = count
        self.customers = customers
        self.first = first
        self.last = last
    }
}
