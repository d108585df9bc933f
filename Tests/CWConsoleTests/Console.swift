import IntegrationCore
import TUIWidgets

@testable import CWConsole

/// The console without a terminal: keys go in, effects are kept, questions are answered from
/// sample records when a test says so.
struct Console {
    var state: AppState
    /// Every effect so far, oldest first.
    var effects: [ScreenEffect] = []
    /// Questions without an answer.
    var open: [(load: Load, ticket: Int)] = []
    /// The sample store: newest first.
    var events: [EventRow] = [], failed: [NotificationRow] = []
    var counter: Int64 = 1
    var overview = Samples.overview()
    var customers: [CustomerSummary] = [], waiting: [WaitingSourceCustomer] = []
    var accounts: [Int64: [Account]] = [:], findings: [Int64: ManagedIDFinding] = [:]
    var openRepairs: [RepairRecord] = [], rules: [NotificationRule] = []
    var references = SavedReferences(Versioned(CrossReference.standard, version: 0))
    var settings = SavedSettings(Versioned(IntegrationSettings(), version: 0))
    var report: DoctorReport?, partners: [PartnerSummary] = []
    var audit: [AuditEntry] = [], auditBreak: AuditBreak?
    var choices: (ChoiceQuestion) -> [Choice] = { _ in [] }

    init(
        _ size: Size = Size(columns: 120, rows: 36), pane: Pane = .overview,
        place: Place = Samples.place(), events: Int = 0, failed: Int = 0
    ) {
        state = AppState(place: place, now: Samples.now, size: size)
        self.events = Samples.events(newest: Int64(events), count: events)
        self.failed = (0..<failed).map { Samples.failed(Int64(failed - $0)) }
        overview = Samples.overview(failed: failed, events: events)
        state.pane = pane
        // Most tests are about rows; those about causes press g.
        state.failed.isGrouped = false
    }

    /// A console that has read everything.
    static func ready(
        _ size: Size = Size(columns: 120, rows: 36), pane: Pane = .overview,
        place: Place = Samples.place(), events: Int = 300, failed: Int = 12
    ) -> Console {
        var console = Console(size, pane: pane, place: place, events: events, failed: failed)
        console.send(.tick(Samples.now))
        console.answerAll()
        return console
    }

    /// Feeds one event.
    @discardableResult
    mutating func send(_ event: AppEvent) -> [ScreenEffect] {
        let new = update(&state, event)
        effects += new
        for case .load(let load, let ticket) in new { open.append((load, ticket)) }
        return new
    }

    /// Presses keys by their spelling and answers what they ask for.
    @discardableResult
    mutating func press(_ keys: String...) -> [ScreenEffect] {
        var new: [ScreenEffect] = []
        for key in keys {
            new += send(.key(Key(spelling: key) ?? "x"))
            answerAll()
        }
        return new
    }

    /// Types text character by character.
    mutating func type(_ text: String) {
        for character in text { send(.key(Key(character))) }
        answerAll()
    }

    /// Lets time pass.
    @discardableResult
    mutating func pass(_ duration: Duration) -> [ScreenEffect] {
        let new = send(.tick(state.now + duration))
        answerAll()
        return new
    }

    /// Answers every open question until none is left.
    mutating func answerAll() {
        var rounds = 0
        while !open.isEmpty, rounds < 50 {
            rounds += 1
            let questions = open
            open = []
            for question in questions {
                send(
                    .loaded(
                        answer(question.load), question.load.slot, ticket: question.ticket))
            }
        }
    }

    private func answer(_ load: Load) -> Loaded {
        switch load {
        case .customers: return .customers(customers, waiting)
        case .accounts(let number): return .accounts(accounts[number] ?? [], customer: number)
        case .findings: return .findings(findings)
        case .repairs: return .repairs(openRepairs)
        case .references: return .references(references)
        case .rules: return .rules(rules)
        case .settings: return .settings(settings)
        case .report: return .report(report)
        case .partners: return .partners(partners)
        case .audit(let filter, let id):
            let fitting = audit.filter { entry in
                entry.who.contains(filter.who) || filter.who.isEmpty
            }
            let rest = fitting.filter { entry in id.map { entry.id < $0 } ?? true }
            return .audit(Array(rest.prefix(AuditState.pageSize)), filter, before: id)
        case .auditCheck: return .auditCheck(auditBreak)
        case .choices(let question): return .choices(choices(question), question)
        case .changes: return .changes(counter)
        case .overview: return .overview(overview)
        case .strip: return .strip(Array(events.prefix(StripSize.rows)))
        case .events(let filter, let page):
            let rows = events.filter { row in
                (filter.text.isEmpty
                    || row.customerName.lowercased().contains(filter.text.lowercased()))
                    && (filter.account.map { $0 == row.account } ?? true)
            }
            return .events(Self.page(rows, page), page)
        case .newEvents(_, let after):
            let rows = events.filter { $0.id > after }
            return .newEvents(count: rows.count, newest: rows.first?.id, isMore: false)
        case .eventDetail(let id):
            let row = events.first { $0.id == id }
            return .eventDetail(
                row.map { Samples.eventDetail($0) },
                row.map { [Samples.detail(Samples.failed($0.id.rawValue))] } ?? [])
        case .failed(let filter, let page):
            let rows = failed.filter { row in
                row.state == .failed && (filter.cause.map { $0 == row.failure?.code } ?? true)
                    && (filter.text.isEmpty || "EFS-\(row.customerNumber)".contains(filter.text))
            }
            return .failed(Self.page(rows, page), page)
        case .causes:
            return .causes(
                Samples.causes.compactMap { code in
                    let rows = failed.filter { $0.state == .failed && $0.failure?.code == code }
                    guard let first = rows.last, let last = rows.first else { return nil }
                    return FailureGroup(
                        code: code, count: rows.count, customers: rows.count,
                        first: first.updatedAt, last: last.updatedAt)
                })
        case .notification(let id):
            return .notification(failed.first { $0.id == id }.map { Samples.detail($0) })
        case .watched(let ids): return .watched(failed.filter { ids.contains($0.id) })
        case .targets(let filter):
            return .targets(
                failed.filter { $0.failure?.code == filter.cause }.map(\.id), isMore: false)
        case .credentials: return .credentials(Samples.credentials)
        }
    }

    private static func page<Row: Identifiable, Record>(
        _ rows: [Row], _ page: PageRequest<Record>
    ) -> [Row] where Row.ID == RowID<Record> {
        if let before = page.before {
            return Array(rows.filter { $0.id < before }.prefix(page.limit))
        }
        if let after = page.after {
            return Array(rows.filter { $0.id > after }.suffix(page.limit))
        }
        return Array(rows.prefix(page.limit))
    }

    /// New events arrive: the counter moves, and a second passes.
    mutating func arrive(_ count: Int) {
        let newest = events.first?.id.rawValue ?? 0
        events = Samples.events(newest: newest + Int64(count), count: count) + events
        counter += 1
        pass(.seconds(2))
        pass(.seconds(2))
    }

    /// The frame as text, without styles.
    func screen(_ glyphs: GlyphSet = .unicode) -> String {
        ConsoleView.draw(state, glyphs: glyphs).text
    }
}
