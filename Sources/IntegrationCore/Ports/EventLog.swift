/// The reading side: what console and commands show.
///
/// Lists are keyset-paged, newest first.
public protocol EventLog: Sendable {
    /// A page of the log; `after` reads the events newer than an id, oldest of them first kept.
    func events(
        _ partner: RowID<Partner>, matching filter: EventFilter, page: PageRequest<StoredEvent>
    ) async throws -> [EventRow]
    /// One event with its notifications.
    func event(_ id: RowID<StoredEvent>) async throws -> EventDetail?
    /// A page of notifications.
    func notifications(
        _ partner: RowID<Partner>, matching filter: NotificationFilter,
        page: PageRequest<Notification>
    ) async throws -> [NotificationRow]
    /// One notification with its attempts and requests.
    func notification(_ id: RowID<Notification>) async throws -> NotificationDetail?
    /// Failed notifications by cause, the largest group first.
    func failureGroups(_ partner: RowID<Partner>) async throws -> [FailureGroup]
    /// The figures of the overview.
    func overview(_ partner: RowID<Partner>, now: Timestamp) async throws -> Overview
}

/// Marks an event in the store; never made.
public enum StoredEvent {}

/// Marks a notification in the store: one event x one rule.
public enum Notification {}

/// Which page of a list.
public struct PageRequest<Record>: Hashable, Sendable {
    /// Rows older than, or newer than, a row; neither means the newest rows.
    public var before: RowID<Record>?, after: RowID<Record>?
    /// 1 to 1,000 rows.
    public var limit: Int

    /// Makes a request; rows always come newest first.
    public init(before: RowID<Record>? = nil, after: RowID<Record>? = nil, limit: Int = 100) {
        self.before = before
        self.after = after
        self.limit = limit
    }
}

/// Which events of the log.
public struct EventFilter: Hashable, Sendable {
    /// Only events with a failed notification.
    public var failedOnly = false
    /// Quick search: contained in any shown column, without regard to case.
    public var text = ""
    /// Only this customer, account, or at least this severity.
    public var customer: RowID<Customer>?, account: String?, severity: Severity?
    /// Advanced search (product.md 10).
    public var condition: SearchCondition?

    /// Makes a filter that lets everything through.
    public init() {}
}

/// Advanced search: field, operator, term with `*` and `?`.
public struct SearchCondition: Hashable, Sendable {
    /// The fields that can be searched, in the portal's words.
    public enum Field: String, Sendable, CaseIterable {
        /// Columns of the log; the error list is the joined failures of the notifications.
        case time = "Time"
        case customer = "Customer"
        case account = "Account"
        case information = "Event Information"
        case severity = "Severity"
        case errorList = "Notification Processed Error List"
    }

    /// The operators.
    public enum Operator: String, Sendable, CaseIterable {
        /// Contains a pattern, is like a pattern, equals, is less, is greater.
        case contains = "Contains"
        case like = "LIKE"
        case equals = "="
        case less = "<"
        case greater = ">"
    }

    /// The parts of the condition.
    public var field: Field, comparison: Operator, term: String

    /// Makes a condition.
    public init(field: Field, comparison: Operator, term: String) {
        self.field = field
        self.comparison = comparison
        self.term = term
    }
}

/// The states of a notification as people see them (product.md 10).
public enum NotificationState: String, Sendable, Codable, CaseIterable {
    /// Work to do, in hand, carried out, inside the window, to be tried again, failed,
    /// held by the circuit, taken back.
    case pending, running, done, skipped, waiting, failed, held, cancelled
}

/// A line of the event log.
public struct EventRow: Hashable, Sendable, Identifiable {
    public var id: RowID<StoredEvent>
    /// When it was accepted, and the moment it speaks of.
    public var receivedAt: Timestamp, moment: Timestamp
    /// The customer number with its name, or the source's own id while nobody linked it.
    public var customerNumber: Int64?, customerName: String
    /// The customer's row, for filters.
    public var customer: RowID<Customer>?
    /// The account, or the device when there is none.
    public var account: String
    /// The event in one sentence, its type and severity.
    public var information: String, eventClass: EventClass, severity: Severity
    /// Its notifications, in order of their rules.
    public var notifications: [Mark]

    /// A notification in brief.
    public struct Mark: Hashable, Sendable {
        /// The action (`ticket` or `sync`), the state, and the ticket's remote id.
        public var action: String, state: NotificationState, ticket: Int64?

        /// Makes a mark.
        public init(action: String, state: NotificationState, ticket: Int64? = nil) {
            self.action = action
            self.state = state
            self.ticket = ticket
        }
    }

    /// Makes a line.
    public init(
        id: RowID<StoredEvent>, receivedAt: Timestamp, moment: Timestamp, customerNumber: Int64?,
        customerName: String, customer: RowID<Customer>?, account: String, information: String,
        eventClass: EventClass, severity: Severity, notifications: [Mark]
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.moment = moment
        self.customerNumber = customerNumber
        self.customerName = customerName
        self.customer = customer
        self.account = account
        self.information = information
        self.eventClass = eventClass
        self.severity = severity
        self.notifications = notifications
    }
}

/// An event with everything known of it.
public struct EventDetail: Hashable, Sendable {
    /// The line, the event itself, whether it was stale, and its notifications.
    public var row: EventRow, event: BackupEvent, isStale: Bool, notifications: [NotificationRow]

    /// Makes a detail.
    public init(
        row: EventRow, event: BackupEvent, isStale: Bool, notifications: [NotificationRow]
    ) {
        self.row = row
        self.event = event
        self.isStale = isStale
        self.notifications = notifications
    }
}

/// Which notifications.
public struct NotificationFilter: Hashable, Sendable {
    /// Only these states; empty means all.
    public var states: Set<NotificationState> = []
    /// Only this cause, customer, or text in any shown column.
    public var cause: FailureCode?, customer: RowID<Customer>?, text = ""

    /// Makes a filter that lets everything through.
    public init() {}
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

/// The figures of the overview pane.
public struct Overview: Hashable, Sendable {
    /// Notifications by state, and all events.
    public var byState: [NotificationState: Int], events: Int
    /// Effects that are due now, and since when the oldest is.
    public var due: Int, oldestDueAt: Timestamp?
    /// Requests in each of the last 60 minutes, oldest first.
    public var requestsPerMinute: [Int]
    /// The worst time from acceptance to first request in the last hour.
    public var worstLateness: Duration?
    /// Unclear creates so far: waiting for a probe, found, and sent again.
    public var unknown: Int, adopted: Int, repeated: Int
    /// Customers whose window opens next, soonest first, at most ten.
    public var windows: [CustomerSummary]
    /// The newest event's acceptance; source customers that wait to be linked.
    public var newestEventAt: Timestamp?, waitingSourceCustomers: Int
    /// Customers without a company; rules; whether the last request was answered, and when.
    public var unmappedCustomers: Int, ticketRules: Int, synchronizeRules: Int
    public var lastRequest: RequestRecord?

    /// Makes the figures.
    public init(
        byState: [NotificationState: Int] = [:], events: Int = 0, due: Int = 0,
        oldestDueAt: Timestamp? = nil, requestsPerMinute: [Int] = [],
        worstLateness: Duration? = nil, unknown: Int = 0, adopted: Int = 0, repeated: Int = 0,
        windows: [CustomerSummary] = [], newestEventAt: Timestamp? = nil,
        waitingSourceCustomers: Int = 0, unmappedCustomers: Int = 0, ticketRules: Int = 0,
        synchronizeRules: Int = 0, lastRequest: RequestRecord? = nil
    ) {
        self.byState = byState
        self.events = events
        self.due = due
        self.oldestDueAt = oldestDueAt
        self.requestsPerMinute = requestsPerMinute
        self.worstLateness = worstLateness
        self.unknown = unknown
        self.adopted = adopted
        self.repeated = repeated
        self.windows = windows
        self.newestEventAt = newestEventAt
        self.waitingSourceCustomers = waitingSourceCustomers
        self.unmappedCustomers = unmappedCustomers
        self.ticketRules = ticketRules
        self.synchronizeRules = synchronizeRules
        self.lastRequest = lastRequest
    }
}
