import TUIWidgets

/// The `/` line of a pane: kept with its pane, cleared by Esc.
struct FilterState: Equatable, Sendable {
    /// The text that is filtered by.
    private(set) var text = ""
    /// The line while it is typed; nil when it is not.
    private(set) var line: TextFieldState?

    /// Whether keys go to the line.
    var isEditing: Bool { line != nil }

    /// Opens the line with the present text.
    mutating func open() { line = TextFieldState(text, limit: 100) }

    /// Closes the line and keeps what was typed.
    mutating func close() { line = nil }

    /// Takes the filter away.
    mutating func clear() {
        text = ""
        line = nil
    }

    /// Takes a key; true when the text changed.
    mutating func take(_ key: Key) -> Bool { edit { $0.take(key) } }

    /// Takes a pasted text; true when the text changed.
    mutating func paste(_ pasted: String) -> Bool { edit { $0.paste(pasted) } }

    private mutating func edit(_ change: (inout TextFieldState) -> Void) -> Bool {
        guard var field = line else { return false }
        change(&field)
        line = field
        let changed = field.text != text
        text = field.text
        return changed
    }
}
