/// A row of ConnectWise named by its id, with the name it had when it was chosen.
public struct NamedReference: Hashable, Sendable, Codable {
    /// The id and the name.
    public var id: Int64, name: String

    /// Makes a reference.
    public init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}

/// Which events cause which action.
public struct NotificationRule: Hashable, Sendable, Identifiable {
    /// What a rule does.
    public enum Action: Hashable, Sendable, Codable {
        /// *Open a ConnectWise ticket*, or *Synchronize with ConnectWise*.
        case ticket(TicketRule), synchronize
    }

    /// The row number; the lowest matching ticket rule wins.
    public let id: RowID<NotificationRule>
    /// What the rule does.
    public var action: Action
    /// The severities it listens to; resolving needs none.
    public var severities: Set<Severity>
    /// The event types it listens to; nil means *Subscribe to All Event Types*.
    public var eventClasses: Set<EventClass>?
    /// The numbers of the customers it is for; nil means every customer.
    public var customers: Set<Int64>?

    /// Makes a rule.
    public init(
        id: RowID<NotificationRule>, action: Action,
        severities: Set<Severity> = Set(Severity.allCases), eventClasses: Set<EventClass>? = nil,
        customers: Set<Int64>? = nil
    ) {
        self.id = id
        self.action = action
        self.severities = severities
        self.eventClasses = eventClasses
        self.customers = customers
    }
}

/// How tickets of a rule are opened and closed (product.md 5).
public struct TicketRule: Hashable, Sendable, Codable {
    /// The status a ticket gets when its failure is fixed.
    public enum Closing: Hashable, Sendable, Codable {
        /// The first closed status of the ticket's board, one by name, or never close.
        case firstClosedStatus, status(NamedReference), never
    }

    /// The board and the status of new tickets; nil means the board's NotResponded status.
    public var board: NamedReference, newStatus: NamedReference?
    /// The priority by severity; a severity that is not listed sends none.
    public var priorities: [Severity: NamedReference]
    /// The closing status.
    public var closing: Closing
    /// A failure within so many days of the close reopens the same ticket, 0 to 365.
    public var reopenDays: Int
    /// Whether repeats become notes on the open ticket.
    public var notesRepeats: Bool

    /// Makes a ticket rule with the defaults of product.md section 5.
    public init(
        board: NamedReference, newStatus: NamedReference? = nil,
        priorities: [Severity: NamedReference] = [:], closing: Closing = .firstClosedStatus,
        reopenDays: Int = 1, notesRepeats: Bool = true
    ) {
        self.board = board
        self.newStatus = newStatus
        self.priorities = priorities
        self.closing = closing
        self.reopenDays = reopenDays
        self.notesRepeats = notesRepeats
    }
}
