import IntegrationCore

/// Long work in the background, with progress, that can be stopped.
enum Job: Equatable, Sendable {
    /// Proposes companies for customers; changes nothing.
    case matchCompanies
    /// Checks Managed IDs of these customers (nil: of every mapped one), plans their repair.
    case checkManagedIDs([Int64]?), planManagedIDs([Int64])
    /// Adds the first or the second Managed ID entry of a customer.
    case addManagedID(Int64, isSecond: Bool)
    /// Compares the cross-references with ConnectWise's.
    case checkReferences
    /// Carries repairs out, one after the other; takes up those that were interrupted.
    case repair([RepairPlan]), resumeRepairs([RowID<RepairRecord>])
    /// Works out what takes an interrupted repair back; takes it back.
    case planUndo(RepairRecord), undoRepair(RepairRecord)
    /// Runs the doctor's checks.
    case doctor(Set<DoctorCheck>)
    /// Opens, notes and closes a ticket by a rule.
    case testTicket(NotificationRule)

    /// What kind of work it is: one of each kind runs at a time.
    var kind: JobKind {
        switch self {
        case .matchCompanies: .match
        case .checkManagedIDs: .check
        case .planManagedIDs: .plan
        case .addManagedID: .add
        case .checkReferences: .references
        case .repair, .resumeRepairs, .planUndo, .undoRepair: .repair
        case .doctor: .doctor
        case .testTicket: .ticket
        }
    }
}

/// The kinds of long work.
enum JobKind: String, Hashable, Sendable, CaseIterable {
    case match, check, plan, add, references, repair, doctor, ticket
}

/// What a job says while it runs.
enum JobNews: Equatable, Sendable {
    /// How far it is, of how many (0: nobody knows), and what it is at.
    case progress(done: Int, total: Int, note: String)
    case matches([CompanyMatch]), findings([Int64: ManagedIDFinding]), plans([RepairPlan])
    case references(CrossReferenceReport), finding(DoctorFinding), ticket(TestTicketStep)
    case repaired(RepairRecord)
    /// The requests that would take a repair back.
    case takingBack(RepairRecord, [RepairStep])
    /// It is over; the trouble that ended it, or nil.
    case ended(trouble: String?)
}

/// The jobs of a console, by kind.
struct Jobs: Equatable, Sendable {
    /// One job.
    struct Run: Equatable, Sendable {
        /// Its number, what it does, and when it began.
        let number: Int, job: Job, startedAt: Timestamp
        /// How far it is.
        var done = 0, total = 0, note = ""
        /// What repairs of it have led to.
        var repaired: [RepairRecord] = []
        /// Whether it was asked to stop; when it was over, and why it ended early.
        var wasStopped = false, endedAt: Timestamp?, trouble: String?

        /// Whether it still works.
        var isRunning: Bool { endedAt == nil }
    }

    /// The newest job of each kind, running or over.
    private(set) var runs: [JobKind: Run] = [:]
    private var last = 0

    /// The newest job of a kind.
    subscript(kind: JobKind) -> Run? { runs[kind] }

    /// Whether anything works.
    var isBusy: Bool { runs.values.contains(where: \.isRunning) }

    /// Begins a job; nil while one of its kind works.
    mutating func begin(_ job: Job, now: Timestamp) -> ScreenEffect? {
        guard runs[job.kind]?.isRunning != true else { return nil }
        last += 1
        runs[job.kind] = Run(number: last, job: job, startedAt: now)
        return .start(job, run: last)
    }

    /// No job is known any more; the numbers go on, so that late news find nobody.
    func forgettingAll() -> Jobs {
        var other = self
        other.runs = [:]
        return other
    }

    /// Asks a job to stop.
    mutating func stop(_ kind: JobKind) -> ScreenEffect? {
        guard let run = runs[kind], run.isRunning, !run.wasStopped else { return nil }
        runs[kind]?.wasStopped = true
        return .stop(run: run.number)
    }

    /// Takes news over; nil when nobody waits for them any more.
    mutating func take(_ news: JobNews, run number: Int, now: Timestamp) -> Run? {
        guard let (kind, run) = runs.first(where: { $0.value.number == number }), run.isRunning
        else { return nil }
        switch news {
        case .progress(let done, let total, let note):
            runs[kind]?.done = done
            runs[kind]?.total = total
            runs[kind]?.note = note
        case .repaired(let record): runs[kind]?.repaired.append(record)
        case .ended(let trouble):
            runs[kind]?.endedAt = now
            runs[kind]?.trouble = trouble
        default: break
        }
        return runs[kind]
    }
}

extension AppState {
    /// Begins a job, or says that one of its kind works already.
    mutating func begin(_ job: Job) -> [ScreenEffect] {
        guard let effect = jobs.begin(job, now: now) else {
            remark("one at a time: this still works; Esc stops it")
            return []
        }
        return [effect]
    }

    /// Takes news of a job over: its progress here, its results in the pane that shows them.
    mutating func take(_ news: JobNews, run: Int) -> [ScreenEffect] {
        guard let job = jobs.take(news, run: run, now: now) else { return [] }
        switch job.job.kind {
        case .match: return takeMatching(news, job)
        case .check, .plan, .add: return takeManagedIDNews(news, job)
        case .repair: return takeRepairNews(news, job)
        case .references: return takeReferenceNews(news, job)
        case .doctor: return takeDoctorNews(news, job)
        case .ticket: return takeTicketNews(news, job)
        }
    }
}
