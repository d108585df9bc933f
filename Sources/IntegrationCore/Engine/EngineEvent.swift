/// Something the engine did; ids only, so that whoever hears it reads the store again.
public enum EngineEvent: Hashable, Sendable {
    /// A push began, or ended with an outcome that stands in the store.
    case started(RowID<Effect>, customer: RowID<Customer>)
    case finished(RowID<Effect>, customer: RowID<Customer>)
    /// The pushes of a partner are held.
    case circuitOpened(RowID<Partner>)
    /// Nothing is due at the moment.
    case idle
}

/// What the engine is doing, for the console's first pane.
public struct EngineStatus: Hashable, Sendable {
    /// A push in hand.
    public struct Push: Hashable, Sendable {
        /// The effect, its kind, and whose it is.
        public var effect: RowID<Effect>, kind: EffectKind, partner: RowID<Partner>
        public var customer: RowID<Customer>
        /// Since when.
        public var since: Timestamp
    }

    /// Whether the engine takes new work.
    public var isRunning: Bool
    /// The pushes in hand, oldest first.
    public var inFlight: [Push]
    /// How many pushes may be in hand at once at the moment.
    public var parallelism: Int
    /// Requests that may leave at once, by partner; only partners pushed to since the start.
    public var budgetLeft: [RowID<Partner>: Int]
    /// When the next push is due; nil when nothing waits.
    public var nextDue: Timestamp?
    /// Why the store could not be used at the last try; nil when it could.
    public var storeTrouble: String?
}

/// What a run until idle has done.
public struct RunSummary: Hashable, Sendable {
    /// Pushes by what became of them, in the words of `EffectState`; `released` ones are left out.
    public var outcomes: [EffectState: Int] = [:]
    /// Requests sent.
    public var requests = 0

    /// Makes the summary of a run that did nothing.
    public init() {}

    /// All pushes that ended.
    public var pushes: Int { outcomes.values.reduce(0, +) }
}

/// How the engine works; the defaults are the constants of reliability guide 2.5.
public struct EngineOptions: Sendable {
    /// Who holds the lanes: host and process, unique among engines of a store.
    public var owner: String
    /// The lease of a lane, and how often it is renewed.
    public var lease = Duration.seconds(60), renewal = Duration.seconds(10)
    /// Pushes in hand at once: at first, and at most; for each partner.
    public var parallelism = 4...16
    /// When failed effects are tried again.
    public var retries = RetryPolicy()
    /// A number from 0 up to 1 for each call.
    public var jitter: @Sendable () -> Double = { Double.random(in: 0..<1) }
    /// Repeats creates without looking: makes duplicates, to prove that a test sees them.
    package var repeatsBlindly = false

    /// Makes the options of an engine.
    public init(owner: String) { self.owner = owner }
}
