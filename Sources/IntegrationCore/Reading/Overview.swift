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
    /// Events that were put aside: of a known source and id, but with other facts.
    public var conflicts: Int
    /// Since when no request was answered, and when the next one is due; nil while all is well.
    public var unansweredSince: Timestamp?, nextTryAt: Timestamp?

    /// Makes the figures.
    public init(
        byState: [NotificationState: Int] = [:], events: Int = 0, due: Int = 0,
        oldestDueAt: Timestamp? = nil, requestsPerMinute: [Int] = [],
        worstLateness: Duration? = nil, unknown: Int = 0, adopted: Int = 0, repeated: Int = 0,
        windows: [CustomerSummary] = [], newestEventAt: Timestamp? = nil,
        waitingSourceCustomers: Int = 0, unmappedCustomers: Int = 0, ticketRules: Int = 0,
        synchronizeRules: Int = 0, lastRequest: RequestRecord? = nil, conflicts: Int = 0,
        unansweredSince: Timestamp? = nil, nextTryAt: Timestamp? = nil
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
        self.conflicts = conflicts
        self.unansweredSince = unansweredSince
        self.nextTryAt = nextTryAt
    }
}
