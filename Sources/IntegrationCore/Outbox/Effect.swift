/// What an outbox row does to ConnectWise.
public enum EffectKind: String, Sendable, Codable, CaseIterable {
    /// Tickets: create, note a repeat, resolve with a note, reopen with a note.
    case ticketOpen = "ticket.open"
    case ticketNote = "ticket.note"
    case ticketResolve = "ticket.resolve"
    case ticketReopen = "ticket.reopen"
    /// Backup statistics of one customer: counters and configurations, only what changed.
    case statistics

    /// Tickets go before statistics (product.md 9); lower is sooner.
    public var priority: Int { self == .statistics ? 1 : 0 }
}

/// The states of an effect (reliability guide 2.4); the transitions stand in `OutboxStates.md`.
public enum EffectState: String, Sendable, Codable, CaseIterable {
    /// Waiting for its time; in a worker's hands, before any byte; intent committed, bytes may
    /// have left; outcome unclear, to be probed.
    case planned, leased, intent, unknown
    /// To be tried again by itself.
    case retryWait = "retry_wait"
    /// Ended: carried out; waiting for a person; several remote records; nothing to do.
    case done, parked, conflict, skipped

    /// Whether the engine will still do something by itself.
    public var isLive: Bool {
        switch self {
        case .planned, .leased, .intent, .unknown, .retryWait: true
        case .done, .parked, .conflict, .skipped: false
        }
    }

    /// The states that may follow; everything else is refused by the store.
    public var successors: Set<EffectState> {
        switch self {
        case .planned: [.leased, .skipped, .parked]
        case .leased:
            [.planned, .intent, .retryWait, .parked, .done, .skipped, .unknown, .conflict]
        case .intent: [.done, .planned, .retryWait, .parked, .unknown, .conflict, .skipped]
        case .unknown: [.leased, .parked]
        case .retryWait: [.planned, .leased, .skipped, .parked]
        case .parked, .conflict: [.planned, .unknown, .done, .skipped]
        case .done, .skipped: [.planned]
        }
    }
}

/// One row of the outbox.
public struct Effect: Hashable, Sendable, Identifiable {
    /// The row number; the order within a ticket.
    public let id: RowID<Effect>
    /// What it does, and where it stands.
    public var kind: EffectKind, state: EffectState
    /// How often it was claimed, and how many probes followed the last unclear create.
    public var attempt: Int, probe: Int
    /// The key of a create whose outcome is unclear.
    ///
    /// It is an `externalXRef`, a note token or a `deviceIdentifier`; while it is set, that
    /// create is looked up before it is repeated.
    public var uncertainKey: String?
    /// Not to be claimed before this moment.
    public var notBefore: Timestamp
    /// When the fact behind it was accepted; the 60-second promise counts from here.
    public var acceptedAt: Timestamp
    /// When the first request left.
    public var firstSentAt: Timestamp?
    /// The last failure.
    public var failure: Failure?
    /// An operator asked for it: the twelve-hour window is passed once.
    public var bypassesWindow: Bool

    /// Makes a row.
    public init(
        id: RowID<Effect>, kind: EffectKind, state: EffectState, attempt: Int = 0, probe: Int = 0,
        uncertainKey: String? = nil, notBefore: Timestamp, acceptedAt: Timestamp,
        firstSentAt: Timestamp? = nil, failure: Failure? = nil, bypassesWindow: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.attempt = attempt
        self.probe = probe
        self.uncertainKey = uncertainKey
        self.notBefore = notBefore
        self.acceptedAt = acceptedAt
        self.firstSentAt = firstSentAt
        self.failure = failure
        self.bypassesWindow = bypassesWindow
    }
}

/// An effect in a worker's hands, with all that carrying it out needs.
public struct Claim: Sendable {
    /// The effect as claimed: `leased`, its attempt already counted, `uncertainKey` and `probe`
    /// as they were.
    public var effect: Effect
    /// Whether it was `unknown` before: then a probe is due, not a create.
    public var isProbe: Bool
    /// Whether an operator asked for it since its last attempt.
    public var isReprocess: Bool
    /// The fence of its lane; every later write of this worker carries it.
    public var fence: Int64
    /// When the lease ends unless renewed.
    public var leaseUntil: Timestamp
    /// Whose effect it is.
    public var partner: RowID<Partner>, customer: Customer
    /// The ticket, for ticket effects.
    public var ticket: Ticket?
    /// The ticket's rule, unless it was removed.
    public var rule: NotificationRule?
    /// The event that caused it; for a note or resolve, the event to be told about.
    public var event: BackupEvent?

    /// Makes a claim.
    public init(
        effect: Effect, isProbe: Bool, isReprocess: Bool, fence: Int64, leaseUntil: Timestamp,
        partner: RowID<Partner>, customer: Customer, ticket: Ticket? = nil,
        rule: NotificationRule? = nil, event: BackupEvent? = nil
    ) {
        self.effect = effect
        self.isProbe = isProbe
        self.isReprocess = isReprocess
        self.fence = fence
        self.leaseUntil = leaseUntil
        self.partner = partner
        self.customer = customer
        self.ticket = ticket
        self.rule = rule
        self.event = event
    }
}

/// What became of a claimed effect; committed with its requests in one transaction.
public enum EffectOutcome: Sendable, Hashable {
    /// Carried out; `adopted` says that a record was found after an unclear answer.
    case done(TicketChange?, adopted: Bool)
    /// The ticket turned out closed by people: its episode ends here and the failure goes on in a
    /// new ticket, planned in the same transaction with this key and episode.
    case superseded(closedAt: Timestamp, xref: String)
    /// Nothing to do any more, and why.
    case skipped(String)
    /// To be tried again at a moment; the partner's circuit or the site's limit may be the reason.
    case retry(at: Timestamp, Failure)
    /// The create with this key may have happened: probe at a moment.
    case unknown(key: String, probe: Int, at: Timestamp, Failure)
    /// The probes are over and found nothing: the create may be repeated.
    case disproved
    /// Waits for a person.
    case parked(Failure)
    /// Several remote records carry the key; the lowest id is adopted, a person must look.
    case conflict(TicketChange?, Failure)
    /// The engine stops or the circuit opened before any byte: back to `planned`, not an attempt.
    case released
}

/// What an effect learned about its ticket.
public struct TicketChange: Sendable, Hashable {
    /// The new phase; ConnectWise's id; when it was closed.
    public var phase: Ticket.Phase, remoteID: Int64?, closedAt: Timestamp?

    /// Makes a change.
    public init(phase: Ticket.Phase, remoteID: Int64? = nil, closedAt: Timestamp? = nil) {
        self.phase = phase
        self.remoteID = remoteID
        self.closedAt = closedAt
    }
}
