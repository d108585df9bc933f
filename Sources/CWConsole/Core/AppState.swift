import IntegrationCore
import TUIWidgets

/// Everything the screens know, as a value; only `update` changes it.
///
/// It holds no secret: those are typed into `TypedSecrets` that never enter this value.
struct AppState: Equatable, Sendable {
    /// What stays the same while a partner is open.
    private(set) var place: Place
    /// The moment of the last event, and the size of the screen.
    var now: Timestamp, size: Size
    /// The open pane and the height of the live log.
    var pane = Pane.overview, logSize = LogSize.normal
    /// The panes.
    var overview = OverviewState(), events = EventsState(), failed = FailedState()
    var customers = CustomersState(), managedIDs = ManagedIDsState()
    var crossReferences = CrossReferencesState(), rules = RulesState()
    var setup = SetupState(), doctor = DoctorState()
    /// Repairs that are not over.
    var openRepairs: [RepairRecord] = []
    /// The audit trail, which opens in front of any pane.
    var audit = AuditState()
    /// The customer number being typed in the open pane.
    var numberEntry: NumberEntry?
    /// Long work in the background, and what the last act can be taken back by.
    var jobs = Jobs(), undo: UndoOffer?
    /// The partners of the store, and what pickers were told while a form is open.
    var partners: [PartnerSummary] = [], choiceMemory: [ChoiceQuestion: [Choice]] = [:]
    /// The live log strip: the newest events, newest first.
    var strip: [EventRow] = []
    /// What lies in front of the panes, the front layer last.
    var popups: [Popup] = []
    /// Messages, and the commands that were run from the palette, newest last.
    var messages = Messages(), paletteHistory: [String] = []
    /// A reprocess that was started and not yet put away.
    var bulk: BulkRun?, lastRun = 0
    /// Questions that were asked and not yet answered.
    var pending = Pending()
    /// What was read of the store, and when it last changed.
    var reading = Reading()
    /// Why the program ends; nil while it runs.
    var ending: Ending?
    /// When ctrl-c was pressed first.
    var interruptedAt: Timestamp?
    /// When the cursor of a list last moved; nil once it rests and its detail may be read.
    var movedAt: Timestamp?
    /// Counts up while something is being waited for.
    var spinnerStep = 0

    /// Makes the state of a program that has just started.
    init(place: Place, now: Timestamp, size: Size) {
        self.place = place
        self.now = now
        self.size = size
    }

    /// Where keys are looked up now.
    var scope: Scope {
        if popups.last == .audit, audit.filter.isEditing { return .filter }
        if let popup = popups.last { return popup.scope }
        if numberEntry != nil { return .entry }
        if isFiltering { return .filter }
        switch pane {
        case .customers where customers.review != nil: return .matching
        case _ where planReview != nil: return .plan
        case .setup where setup.isEditing: return .field
        default: return paneScope
        }
    }

    /// Where keys of the open pane, or of the open part of it, are looked up.
    var paneScope: Scope { pane == .setup ? setup.part.scope : pane.scope }

    /// For how long a cursor must stay before its detail follows: a held key costs two rows a
    /// step and not the whole screen (B56).
    static let rest = Duration.milliseconds(150)

    /// Whether the detail on the screen may still be the one of the row before.
    func isDetailLate(_ slot: Slot) -> Bool {
        movedAt != nil || (pending.isWaiting(slot) && !pending.isSlow(slot, now: now))
    }

    /// The open partner has another name.
    mutating func rename(_ name: String) { place.partner = name }

    /// Where everything stands on the screen.
    var layout: FrameLayout { FrameLayout(size: size, pane: pane, logSize: logSize) }

    /// The prefix of Managed IDs.
    var prefix: String { overview.reading?.prefix ?? IntegrationSettings().managedIDPrefix }

    /// Whether the detail stands beside the list.
    var isWide: Bool { layout.isWide }
}

/// What stays the same for a whole run.
struct Place: Equatable, Sendable {
    /// The partner, `LIVE` or `SANDBOX`, and who sits here.
    var partner: String, modeLabel: String, isSandbox: Bool, user: String
    /// Where the engine runs.
    var engine: EngineWhereabouts
    /// What the operator may do, and how the screen is drawn.
    var options: ConsoleOptions
}

/// Where the engine runs, as the context line says it.
enum EngineWhereabouts: Equatable, Sendable {
    case here, elsewhere(host: String, pid: Int), nowhere(reason: String)
}

/// How the console was started.
struct ConsoleOptions: Equatable, Sendable {
    /// ASCII only; started to look only, whatever the operator may do.
    var isASCII = false, isReadOnly = false
    /// What the operator may do in this store.
    var role = OperatorRole.manager
    /// Seconds without colour or motion are the palette's business; this is its name.
    var theme = "auto"

    /// What can be done here: the word behind the operator's name.
    var effectiveRole: OperatorRole { isReadOnly ? .auditor : role }
}

/// The height of the live log.
enum LogSize: Int, Sendable, CaseIterable {
    case normal, large, hidden

    /// The next height.
    var next: LogSize { LogSize(rawValue: (rawValue + 1) % Self.allCases.count) ?? .normal }
}

/// Why the program ends.
enum Ending: Equatable, Sendable {
    case quit, interrupted
}

/// What has been read of the store.
struct Reading: Equatable, Sendable {
    /// The change counter as last seen, and when it was asked for.
    var counter: Int64?, askedAt: Timestamp?
    /// What must be read again, and when each was last read.
    var stale: Set<Slot> = [], readAt: [Slot: Timestamp] = [:]
    /// Why the store could not be read, since when; nil while all is well.
    var trouble: Trouble?
    /// Not to be asked again before this moment, after it did not answer.
    var retryAt: Timestamp?

    /// A store that does not answer.
    struct Trouble: Equatable, Sendable {
        var sentence: String, since: Timestamp
    }
}
