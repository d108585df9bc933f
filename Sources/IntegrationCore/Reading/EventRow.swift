/// Marks an event in the store; never made.
public enum StoredEvent {}

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
