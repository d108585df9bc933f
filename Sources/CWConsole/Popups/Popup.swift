import IntegrationCore
import TUIWidgets

/// What lies in front of the panes.
enum Popup: Equatable, Sendable {
    /// The keys of a scope, scrolled; all commands; a question; advanced search; messages.
    case help(Scope, offset: Int), palette(PaletteState), confirm(Confirmation)
    case search(SearchState), messages(offset: Int)
    /// Values to be edited; rows to choose from.
    case form(FormState), picker(PickerState)
    /// The partners of the store, one with the marker.
    case partners(selected: Int)
    /// The audit trail, which keeps its place while it is closed.
    case audit

    /// Where its keys are looked up.
    var scope: Scope {
        switch self {
        case .help: .help
        case .palette: .palette
        case .confirm: .dialog
        case .search: .search
        case .messages: .messages
        case .form: .form
        case .picker: .picker
        case .partners: .partners
        case .audit: .audit
        }
    }
}

/// A question before something happens; the safe choice has the marker first.
struct Confirmation: Equatable, Sendable {
    /// One answer.
    struct Choice: Equatable, Sendable {
        /// The key that takes it, what it does, what happens, and whether it needs care.
        var key: String, label: String, action: Action, isDangerous = false
    }

    /// What an answer leads to.
    enum Action: Equatable, Sendable {
        /// Nothing; reprocess these; save the form, or forget its changes, and go on.
        case cancel, reprocess([RowID<Notification>])
        case saveAndLeave, discardAndLeave
        /// Trust a host outside the cloud and go on with what was asked.
        case confirmHost(String, SetupState.Intent)
        /// Send the requests of these repairs, then let the doctor look at a check again.
        case repair([RepairPlan], then: DoctorCheck)
        /// Save the form in front, or forget its changes.
        case saveForm, discardForm
        /// Begin long work; make a change.
        case start(Job), change(Change)
        /// Leave the review of proposed companies and forget what was said about them.
        case closeReview
        /// End the program.
        case quit
    }

    /// The name of the action, what will happen, and the answers.
    var title: String, message: [String], choices: [Choice]
    /// Index of the answer with the marker, and rows of the message scrolled away.
    var selected = 0, offset = 0
}

/// The palette: what was typed, and the line with the marker.
struct PaletteState: Equatable, Sendable {
    var line = TextFieldState("", limit: 60), selected = 0
    /// How far back in the history of commands Up has gone; nil when not in it.
    var recalled: Int?

    /// The commands that fit what was typed, best first.
    var matches: [Command] { Self.matches(line.text) }

    /// The commands whose name or help fit a text, letter by letter in order, best first.
    static func matches(_ text: String) -> [Command] {
        let wanted = text.lowercased().filter { !$0.isWhitespace }
        guard !wanted.isEmpty else { return Command.offered }
        return Command.offered.enumerated().compactMap { index, command in
            let name = "\(command.label) \(command.id.rawValue)".lowercased()
            let rank = place(wanted, in: name) ?? scatter(wanted, in: name)
            return (rank ?? place(wanted, in: command.help.lowercased()).map { $0 + 1_000 })
                .map { (rank: $0, index: index, command: command) }
        }
        .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        .map(\.command)
    }

    /// Where a text stands in another, blanks aside.
    private static func place(_ wanted: String, in text: String) -> Int? {
        let packed = text.filter { !$0.isWhitespace }
        return packed.firstRange(of: wanted).map {
            packed.distance(from: packed.startIndex, to: $0.lowerBound)
        }
    }

    /// How far the letters stand apart; nil when they do not all occur in order.
    private static func scatter(_ wanted: String, in text: String) -> Int? {
        var rest = text[...]
        var gaps = 100
        for letter in wanted {
            guard let place = rest.firstIndex(of: letter) else { return nil }
            gaps += rest.distance(from: rest.startIndex, to: place)
            rest = rest[rest.index(after: place)...]
        }
        return gaps
    }
}

/// Advanced search: field, operator, term (product.md 10).
struct SearchState: Equatable, Sendable {
    /// The parts, top to bottom.
    enum Part: Int, CaseIterable, Sendable {
        case field, comparison, term
    }

    var part = Part.term
    var field = SearchCondition.Field.information
    var comparison = SearchCondition.Operator.contains
    var term = TextFieldState("", limit: 200)
    /// What is wrong with it; empty for nothing.
    var problem = ""

    /// Opens with a condition that is set already.
    init(_ condition: SearchCondition?) {
        guard let condition else { return }
        field = condition.field
        comparison = condition.comparison
        term = TextFieldState(condition.term, limit: 200)
    }

    /// Moves to the next or previous part.
    mutating func move(backwards: Bool) { part = Self.step(part, backwards) }

    /// Steps through the choices of the part with the marker.
    mutating func choose(backwards: Bool) {
        switch part {
        case .field: field = Self.step(field, backwards)
        case .comparison: comparison = Self.step(comparison, backwards)
        case .term: break
        }
    }

    private static func step<Value: CaseIterable & Equatable>(
        _ value: Value, _ backwards: Bool
    ) -> Value {
        let all = Array(Value.allCases)
        guard let index = all.firstIndex(of: value) else { return value }
        return all[(index + (backwards ? all.count - 1 : 1)) % all.count]
    }
}
