import IntegrationCore
import TUIWidgets

/// What a chosen row is for; a pane that opens a picker by itself adds a case here.
enum PickerPurpose: Equatable, Sendable {
    /// Fills an item of the form below.
    case formItem(String)
    /// Maps a customer to the chosen company.
    case mapCompany(RowID<Customer>)
    /// Gives a service its product.
    case product(String)
}

/// A list to choose from, narrowed by what is typed (B44).
struct PickerState: Equatable, Sendable {
    /// The title, and what the chosen row is for.
    let title: String, purpose: PickerPurpose
    /// What is asked, before anything was typed.
    private let start: ChoiceQuestion
    /// What is typed, and the index of the row with the marker.
    private(set) var line = TextFieldState("", limit: 60)
    private(set) var selected = 0
    /// The rows that came last, and for which question they came.
    private(set) var rows: [Choice] = [], answered: ChoiceQuestion?
    /// When the text last changed; nil once it was asked for.
    private(set) var editedAt: Timestamp?
    /// The row on which Enter was pressed before the answer was in; it is chosen when it is still
    /// under the marker then.
    private(set) var wanted: Choice?
    /// Why the question was not answered; nil while all is well.
    var trouble: String?

    /// For how long typing must rest before ConnectWise is asked.
    static let rest = Duration.milliseconds(150)

    /// Opens a picker.
    init(_ title: String, _ question: ChoiceQuestion, for purpose: PickerPurpose) {
        self.title = title
        self.purpose = purpose
        start = question
    }

    /// What has to be known to show what was typed.
    var question: ChoiceQuestion { start.narrowed(by: line.text.trimmingBlanks) }

    /// Whether the rows are those of the question.
    var isAnswered: Bool { answered == question }

    /// The rows that fit what was typed, best first.
    var matches: [Choice] {
        let wanted = line.text.trimmingBlanks.lowercased()
        guard !wanted.isEmpty else { return rows }
        let ranked = rows.enumerated().compactMap { index, row in
            Self.rank(wanted, in: row).map { (rank: $0, index: index, row: row) }
        }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.row)
    }

    /// The row with the marker.
    var choice: Choice? {
        let matches = matches
        return matches.indices.contains(selected) ? matches[selected] : nil
    }

    /// How well a row fits: its start, the start of a word, anywhere; nil when not at all.
    private static func rank(_ wanted: String, in row: Choice) -> Int? {
        let name = row.name.lowercased()
        if name == wanted { return 0 }
        if name.hasPrefix(wanted) { return 1 }
        if name.contains(" " + wanted) { return 2 }
        if name.contains(wanted) { return 3 }
        return row.note.lowercased().contains(wanted) ? 4 : nil
    }

    /// Takes a key that edits the line; false when it does not.
    mutating func take(_ key: Key, now: Timestamp) -> Bool {
        let before = line.text
        guard line.take(key) else { return false }
        if line.text != before { edited(now) }
        return true
    }

    /// Pastes into the line.
    mutating func paste(_ text: String, now: Timestamp) {
        line.paste(text)
        edited(now)
    }

    private mutating func edited(_ now: Timestamp) {
        selected = 0
        wanted = nil
        trouble = nil
        editedAt = now
    }

    /// What is to be asked now; nil when nothing is, or typing has not come to rest.
    func due(now: Timestamp) -> ChoiceQuestion? {
        guard !isAnswered, trouble == nil else { return nil }
        if let editedAt, now - editedAt < Self.rest { return nil }
        return question
    }

    /// Moves the marker by rows; stops at both ends.
    mutating func move(by rows: Int) {
        selected = max(0, min(selected + rows, matches.count - 1))
        wanted = nil
    }

    /// Enter before the answer: it is asked for at once.
    mutating func want() {
        wanted = choice
        editedAt = nil
    }

    /// Forgets the row that was wanted.
    mutating func stopWanting() { wanted = nil }

    /// Takes rows over; those of an older question are dropped.
    mutating func take(_ choices: [Choice], for asked: ChoiceQuestion) {
        guard asked == question else { return }
        rows = choices
        answered = asked
        editedAt = nil
        trouble = nil
        selected = min(selected, max(0, matches.count - 1))
    }

    /// Asks again after trouble.
    mutating func retry() {
        trouble = nil
        answered = nil
        editedAt = nil
    }
}

extension ChoiceQuestion {
    /// The question with what was typed, where ConnectWise searches; the others are asked whole.
    func narrowed(by text: String) -> ChoiceQuestion {
        switch self {
        case .companies: .companies(text)
        case .products: .products(text)
        default: self
        }
    }

    /// What is chosen, in one word.
    var noun: String {
        switch self {
        case .companies: "company"
        case .products: "product"
        case .boards: "board"
        case .statuses: "status"
        case .priorities: "priority"
        case .configurationTypes: "configuration type"
        case .agreementTypes: "agreement type"
        case .solutions: "management solution"
        case .parents: "account"
        }
    }
}
