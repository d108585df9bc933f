import IntegrationCore
import TUIWidgets

/// Holds the secrets while they are typed, outside the state: only the program owns it.
struct TypedSecrets: CustomStringConvertible, CustomReflectable {
    private var fields: [CredentialField: TextFieldState] = [:]

    var description: String { "typed secrets" }
    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// Makes an edit and says what may be known of the result.
    mutating func apply(_ edit: SecretEdit, to name: CredentialField) -> SecretFacts {
        var field = fields[name] ?? TextFieldState(limit: 500)
        switch edit {
        case .type(let key): field.take(key)
        case .paste(let text): field.paste(text)
        }
        fields[name] = field
        let isWrong = name == .privateKey && field.text.contains { $0.isWhitespace }
        return SecretFacts(
            count: field.text.count, caret: field.caret,
            note: field.notes.map(\.sentence).joined(separator: ", "),
            problem: isWrong ? "blanks inside a key are never right; type it by hand" : nil)
    }

    /// The secrets as typed; one that is missing or empty keeps the stored one.
    var secrets: [CredentialField: Secret] { fields.mapValues { Secret($0.text) } }
}
