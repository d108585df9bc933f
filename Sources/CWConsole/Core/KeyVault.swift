import IntegrationCore
import TUIWidgets

/// Holds the private key while it is typed, outside the state: only the program owns it.
struct KeyVault: CustomStringConvertible, CustomReflectable {
    private var field = TextFieldState(limit: 500)

    var description: String { "private key" }
    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// Makes an edit and says what may be known of the result.
    mutating func apply(_ edit: KeyEdit) -> KeyFacts {
        switch edit {
        case .type(let key): field.take(key)
        case .paste(let text): field.paste(text)
        case .clear: field = TextFieldState(limit: 500)
        }
        let blanks = field.text.contains { $0.isWhitespace }
        return KeyFacts(
            count: field.text.count, caret: field.caret,
            note: field.notes.map(\.sentence).joined(separator: ", "),
            problem: blanks ? "blanks inside a key are never right; type it by hand" : nil)
    }

    /// The key as typed; empty keeps the stored one.
    var secret: Secret { Secret(field.text) }
}
