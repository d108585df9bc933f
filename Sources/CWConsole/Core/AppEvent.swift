import IntegrationCore
import TUIWidgets

/// A key that is typed into the field of a secret.
typealias TypedKey = Key

/// Everything that can happen to the state.
enum AppEvent: Equatable, Sendable {
    /// From the terminal.
    case key(Key), paste(String), resize(Size)
    /// The clock moved.
    case tick(Timestamp)
    /// Something in the store changed, says the engine of this process.
    case changed
    /// An answer; `update` drops it unless the ticket is still awaited.
    case loaded(Loaded, Slot, ticket: Int)
    /// Reading, reviewing or saving did not work.
    case refused(String, Slot, ticket: Int)
    /// A portion of a bulk run was handed to the engine, and the run is over.
    case reprocessed([Reprocessed], run: Int), reprocessEnded(run: Int, trouble: String?)
    /// A secret was edited: what may be known of it.
    case secretEdited(CredentialField, SecretFacts)
    /// A stage of *Test connection*, and its end.
    case stage(ConnectionStage, run: Int), testEnded(run: Int)
    /// News of a job in the background.
    case job(JobNews, run: Int)
    /// A signal asks to end.
    case end
}

/// What a bulk run's portion led to for one notification.
struct Reprocessed: Equatable, Sendable {
    var id: RowID<Notification>, answer: ReprocessAnswer
}

/// An answer.
enum Loaded: Equatable, Sendable {
    case changes(Int64), overview(OverviewReading), strip([EventRow])
    case events([EventRow], PageRequest<StoredEvent>), newEvents(
        count: Int, newest: RowID<StoredEvent>?, isMore: Bool)
    case eventDetail(EventDetail?, [NotificationDetail])
    case failed([NotificationRow], PageRequest<Notification>), causes([FailureGroup])
    case notification(NotificationDetail?), watched([NotificationRow])
    case targets([RowID<Notification>], isMore: Bool)
    case credentials(SavedCredentials), reviewed(FormReview), saved
    case customers([CustomerSummary], [WaitingSourceCustomer]), accounts([Account], customer: Int64)
    case findings([Int64: ManagedIDFinding]), repairs([RepairRecord])
    case references(SavedReferences), rules([NotificationRule]), settings(SavedSettings)
    case report(DoctorReport?), partners([PartnerSummary])
    case choices([Choice], ChoiceQuestion)
    case audit([AuditEntry], AuditFilter, before: Int64?), auditCheck(AuditBreak?)
    /// A change was made; what takes it back, when that is offered.
    case changed(Change, undo: Change?)
}

/// The questions that were asked and not yet answered.
struct Pending: Equatable, Sendable {
    /// One question.
    struct Question: Equatable, Sendable {
        var ticket: Int, since: Timestamp
    }

    private(set) var questions: [Slot: Question] = [:]
    private var last = 0

    /// Opens a question; an older one about the same is forgotten.
    mutating func ask(_ slot: Slot, now: Timestamp) -> Int {
        last &+= 1
        questions[slot] = Question(ticket: last, since: now)
        return last
    }

    /// Closes a question; false when nobody waits for this answer any more.
    mutating func answer(_ slot: Slot, ticket: Int) -> Bool {
        guard questions[slot]?.ticket == ticket else { return false }
        questions[slot] = nil
        return true
    }

    /// Forgets a question.
    mutating func forget(_ slot: Slot) { questions[slot] = nil }

    /// No question is open any more; the tickets go on, so that late answers find nobody.
    func forgettingAll() -> Pending {
        var other = self
        other.questions = [:]
        return other
    }

    /// Whether an answer is awaited.
    func isWaiting(_ slot: Slot) -> Bool { questions[slot] != nil }

    /// Whether an answer is awaited for so long that the screen should say so (B24: 150 ms).
    func isSlow(_ slot: Slot, now: Timestamp) -> Bool {
        questions[slot].map { now - $0.since >= .milliseconds(150) } ?? false
    }
}
