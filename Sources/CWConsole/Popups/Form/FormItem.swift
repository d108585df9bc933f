import IntegrationCore
import TUIWidgets

/// One labelled value of a form, with what was there before and what is said beside it.
struct FormItem: Equatable, Sendable, Identifiable {
    /// What an item holds.
    enum Value: Equatable, Sendable {
        /// A line of text, yes or no, one of several words.
        case text(TextFieldState), check(Bool), choice([String], Int)
        /// A record of ConnectWise, chosen in a picker; nil while none is.
        case pick(ChoiceQuestion, NamedReference?)
        /// Any of several words.
        case set([String], chosen: Set<Int>)
        /// A secret, of which only this much may be known.
        case secret(SecretFacts)
        /// Something that is only said.
        case fixed(String)
    }

    /// The stable name, the label, and a sentence or two about it.
    let id: String, label: String, help: String
    /// The value, and what is stored.
    var value: Value
    private(set) var stored: Value
    /// What somebody else saved meanwhile, while this side holds a change of its own.
    private(set) var theirs: Value?
    /// What is wrong, and what was done to it or is worth knowing.
    var problem = "", note = ""
    /// What stands in a field without a text, in brackets so that nobody takes it for a value.
    var placeholder: String

    /// Makes an item that holds what is stored; `note` is said beside it until it is edited.
    init(
        _ id: String, _ label: String, _ value: Value, help: String = "", note: String = "",
        placeholder: String = ""
    ) {
        self.id = id
        self.label = label
        self.help = help
        self.value = value
        self.note = note
        self.placeholder = placeholder
        stored = value
    }

    /// Whether the value differs from what is stored.
    var isChanged: Bool { !Self.isSame(value, stored) }

    /// Whether the marker stops here.
    var isEditable: Bool {
        if case .fixed = value { return false }
        return true
    }

    /// The text without blanks at both ends; empty when nothing of it can be seen, and for
    /// another kind of value.
    var text: String {
        guard case .text(let field) = value, field.text.isVisible else { return "" }
        return field.text.trimmingBlanks
    }

    /// That the text was cut: it is not saved before somebody looked at what is left of it.
    var cut: String {
        guard case .text(let field) = value else { return "" }
        return field.notes.contains(.tooLong(limit: field.limit))
            ? "cut at \(field.limit) characters; End shows what is left" : ""
    }

    /// Whether the box is checked.
    var isOn: Bool { value == .check(true) }

    /// What may be known of a secret; nil for another kind of value.
    var secret: SecretFacts? {
        if case .secret(let facts) = value { return facts }
        return nil
    }

    /// The index of the chosen word.
    var index: Int {
        if case .choice(_, let index) = value { return index }
        return 0
    }

    /// The chosen record.
    var reference: NamedReference? {
        if case .pick(_, let reference) = value { return reference }
        return nil
    }

    /// The indices of the chosen words.
    var chosen: Set<Int> {
        if case .set(_, let chosen) = value { return chosen }
        return []
    }

    /// Takes over what the store says now: silently unless this side changed the item too (B43).
    mutating func take(stored other: Value) {
        guard !Self.isSame(other, stored) else { return }
        if !isChanged || Self.isSame(other, value) {
            if !isChanged { note = "changed by somebody else" }
            value = other
            theirs = nil
        } else {
            theirs = other
        }
        stored = other
    }

    /// Ends the choice between two values: keeps mine, or takes theirs.
    mutating func resolve(takesTheirs: Bool) {
        guard let theirs else { return }
        if takesTheirs { value = theirs }
        self.theirs = nil
        note = takesTheirs ? "theirs" : "yours, to be saved"
    }

    /// Puts back what is stored.
    mutating func reset() {
        value = stored
        theirs = nil
        problem = ""
        note = ""
    }

    /// Whether two values say the same; where a caret stands does not matter.
    static func isSame(_ one: Value, _ other: Value) -> Bool {
        switch (one, other) {
        case (.text(let one), .text(let other)):
            one.text.trimmingBlanks == other.text.trimmingBlanks
        case (.pick(_, let one), .pick(_, let other)): one == other
        case (.secret(let one), .secret(let other)): one.isEmpty && other.isEmpty || one == other
        default: one == other
        }
    }

    /// A value in words.
    static func words(_ value: Value) -> String {
        switch value {
        case .text(let field): field.text.isEmpty ? "nothing" : field.text
        case .check(let isOn): isOn ? "yes" : "no"
        case .choice(let words, let index): words.indices.contains(index) ? words[index] : ""
        case .pick(_, let reference): reference?.name ?? "none"
        case .set(let words, let chosen):
            chosen.count == words.count
                ? "all"
                : chosen.isEmpty
                    ? "none"
                    : words.indices.filter(chosen.contains).map { words[$0] }
                        .joined(separator: ", ")
        case .secret(let facts): facts.isEmpty ? "nothing" : "hidden"
        case .fixed(let text): text
        }
    }
}

/// What may be known of a secret while it is typed.
struct SecretFacts: Equatable, Sendable {
    /// How many characters, and where the caret stands.
    var count = 0, caret = 0
    /// What the last edit did, and what is wrong.
    var note = "", problem: String?

    /// Whether nothing was typed: then the stored one stays.
    var isEmpty: Bool { count == 0 }
}

extension String {
    /// Whether anything of it can be seen.
    fileprivate var isVisible: Bool {
        unicodeScalars.contains { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
