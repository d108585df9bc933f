/// What the planner knows of the world when an event arrives; loaded in the event's transaction.
public struct PlanningContext: Sendable {
    /// The moment of acceptance.
    public var now: Timestamp
    /// Keeps test and live installations apart in `externalXRef`.
    public var installationID: String
    /// The customer the event's source customer is linked to.
    public var customer: Customer
    /// The partner's settings and rules, rules in order of their ids.
    public var settings: IntegrationSettings, rules: [NotificationRule]
    /// The event's series so far; nil for usage, heartbeats and the first event of a series.
    public var series: SeriesHistory?
    /// When the customer's last successful synchronisation ended.
    public var lastSynchronizedAt: Timestamp?
    /// A known run ended again: its earlier result no longer counts.
    public var replacesRun: Bool

    /// Makes a context.
    public init(
        now: Timestamp, installationID: String, customer: Customer, settings: IntegrationSettings,
        rules: [NotificationRule], series: SeriesHistory? = nil,
        lastSynchronizedAt: Timestamp? = nil, replacesRun: Bool = false
    ) {
        self.now = now
        self.installationID = installationID
        self.customer = customer
        self.settings = settings
        self.rules = rules
        self.series = series
        self.lastSynchronizedAt = lastSynchronizedAt
        self.replacesRun = replacesRun
    }
}

/// What is remembered of a series.
public struct SeriesHistory: Hashable, Sendable {
    /// The greatest moment applied, and the greatest moment of a success.
    public var watermark: Timestamp?, newestSuccess: Timestamp?
    /// The newest episode.
    public var ticket: Ticket?
    /// The newest episode's create was never sent and can still be taken back.
    public var openIsUnsent: Bool

    /// Makes a history.
    public init(
        watermark: Timestamp? = nil, newestSuccess: Timestamp? = nil, ticket: Ticket? = nil,
        openIsUnsent: Bool = false
    ) {
        self.watermark = watermark
        self.newestSuccess = newestSuccess
        self.ticket = ticket
        self.openIsUnsent = openIsUnsent
    }
}

/// What an event causes; applied by the ledger in the event's transaction.
public struct EventPlan: Hashable, Sendable {
    /// The event is older than what was already applied: it is stored and changes no ticket.
    public var isStale: Bool
    /// What the event says about its series.
    public var signal: SeriesSignal
    /// The work, one notification for each matching rule.
    public var notifications: [PlannedNotification]

    /// Makes a plan.
    public init(
        isStale: Bool = false, signal: SeriesSignal = .neutral,
        notifications: [PlannedNotification] = []
    ) {
        self.isStale = isStale
        self.signal = signal
        self.notifications = notifications
    }
}

/// One event x one rule.
public struct PlannedNotification: Hashable, Sendable {
    /// The rule, and what it makes the engine do.
    public var rule: RowID<NotificationRule>, work: Work

    /// The work of a notification.
    public enum Work: Hashable, Sendable {
        /// A new episode: ticket row and create.
        case openTicket(episode: Int, xref: String)
        /// A note on, the resolving of, or the reopening of a known episode.
        case note(RowID<Ticket>), resolve(RowID<Ticket>), reopen(RowID<Ticket>)
        /// The failure was fixed before its ticket left: the create is taken back.
        case withdraw(RowID<Ticket>)
        /// Synchronise the customer as soon as possible.
        case synchronize
        /// Inside the window: recorded as skipped with `reason`; the newest facts go at `due`.
        case synchronizeLater(due: Timestamp, reason: String)
        /// Nothing to do, and why.
        case skip(reason: String)
    }

    /// Makes a notification.
    public init(rule: RowID<NotificationRule>, work: Work) {
        self.rule = rule
        self.work = work
    }
}

/// Decides what an event causes; pure.
public protocol EventPlanning: Sendable {
    /// The plan for an event in a context.
    func plan(_ event: BackupEvent, in context: PlanningContext) -> EventPlan
}
