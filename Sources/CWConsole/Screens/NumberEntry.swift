import IntegrationCore
import TUIWidgets

/// A customer number being typed in the lower border of its pane.
struct NumberEntry: Equatable, Sendable {
    /// What the number is for.
    enum Purpose: Equatable, Sendable {
        /// The customer that a source's customer is linked to, or the one whose entries are added.
        case link(WaitingSourceCustomer), addManagedID
    }

    /// What it is for, the text, and what is wrong with it.
    let purpose: Purpose
    var line: TextFieldState, problem = ""

    init(for purpose: Purpose, _ text: String = "") {
        self.purpose = purpose
        line = TextFieldState(text, limit: 40)
    }
}

extension AppState {
    /// Edits the number; nil when none is being typed.
    @discardableResult
    mutating func editNumberEntry<Result>(
        _ edit: (inout TextFieldState) -> Result
    ) -> Result? {
        guard var entry = numberEntry else { return nil }
        entry.problem = ""
        let result = edit(&entry.line)
        numberEntry = entry
        return result
    }

    /// Carries a command out that belongs to the line.
    mutating func runInNumberEntry(_ id: CommandID) -> [ScreenEffect] {
        guard let entry = numberEntry else { return [] }
        guard id == .accept else {
            numberEntry = nil
            return []
        }
        guard let number = CustomerNumber.read(entry.line.text, prefix: prefix) else {
            let remedy = CustomerNumber.remedy(prefix)
            numberEntry?.problem = remedy
            return []
        }
        switch entry.purpose {
        case .addManagedID: askForFirstEntry(number)
        case .link(let waiting):
            let effects = change(
                .linkSource(source: waiting.source, id: waiting.id, number: number))
            if !effects.isEmpty { numberEntry = nil }
            return effects
        }
        return []
    }
}

/// Draws the number, and what is known of it.
enum NumberEntryView {
    static func draw(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        guard let entry = state.numberEntry, rect.columns > 12 else { return }
        let area = Rect(x: rect.x + 2, y: rect.bottom - 1, columns: rect.columns - 4, rows: 1)
        let label = StyledText(Self.label(entry.purpose), .accent.bold)
            .cut(to: area.columns - 14, grid.glyphs.ellipsis)
        let parts = area.splitColumns([.fixed(label.width), .fixed(14), .fill])
        let note = " " + Self.note(entry, state)
        grid.fill(area)
        grid.draw(label, in: parts[0])
        grid.draw(TextField(state: entry.line, placeholder: "19652"), in: parts[1])
        guard note.width > parts[2].columns, rect.rows > 3 else {
            grid.draw(note, in: parts[2])
            return
        }
        // A sentence that does not fit beside the number stands above it.
        let inside = Panel.content(of: rect)
        let rows = note.wrapped(to: max(1, inside.columns - 1))
        for (index, text) in rows.suffix(max(1, inside.rows - 2)).reversed().enumerated() {
            let line = inside.row(inside.rows - 1 - index)
            grid.fill(line)
            grid.draw(text, in: line)
        }
    }

    private static func label(_ purpose: NumberEntry.Purpose) -> String {
        switch purpose {
        case .link(let waiting): " \(waiting.id) is customer "
        case .addManagedID: " Add entries of "
        }
    }

    /// What is wrong, else what was done to a paste, else what is known of the number.
    private static func note(_ entry: NumberEntry, _ state: AppState) -> StyledText {
        if !entry.problem.isEmpty { return StyledText(entry.problem, .error) }
        let notes = entry.line.notes.map(\.sentence).joined(separator: ", ")
        if !notes.isEmpty { return StyledText(notes, .warning) }
        guard case .link = entry.purpose else { return StyledText("two steps, in order", .muted) }
        let name = CustomerNumber.read(entry.line.text, prefix: state.prefix)
            .map { state.customers.summary($0)?.customer.name ?? "a new customer" }
        return StyledText(name ?? "", .muted)
    }
}

/// A customer number as people write it: `19652`, `EFS-19652`, ` efs-19652 `.
enum CustomerNumber {
    /// The number; nil when it is none.
    static func read(_ text: String, prefix: String) -> Int64? {
        var digits = text.trimmingBlanks[...]
        if digits.lowercased().hasPrefix(prefix.lowercased()) {
            digits = digits.dropFirst(prefix.count)
        }
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int64(digits), number > 0
        else { return nil }
        return number
    }

    /// What to type instead.
    static func remedy(_ prefix: String) -> String {
        "not a customer number; type one like 19652 or \(prefix)19652"
    }
}
