/// The text of a one-line field while it is edited: grapheme clusters, a caret, one undo history.
public struct TextFieldState: Equatable, Sendable {
    /// What an edit did that the operator should know.
    public enum Note: Hashable, Sendable {
        /// Blanks, tabs or newlines were taken off a pasted text.
        case trimmed(leading: Int, trailing: Int)
        /// Characters that cannot be part of a value were left out.
        case refused(count: Int)
        /// The rest did not fit into the limit.
        case tooLong(limit: Int)

        /// The note as a sentence for the place beside the field.
        public var sentence: String {
            switch self {
            case .trimmed(let leading, let trailing):
                let parts = [(leading, "leading"), (trailing, "trailing")].filter { $0.0 > 0 }
                let words = parts.map { "\($0.0) \($0.1) \($0.0 == 1 ? "space" : "spaces")" }
                return "trimmed " + words.joined(separator: " and ")
            case .refused(let count):
                return count == 1
                    ? "1 control character was left out"
                    : "\(count) control characters were left out"
            case .tooLong(let limit): return "cut at \(limit) characters"
            }
        }
    }

    /// The text.
    public private(set) var text: String
    /// Clusters left of the caret.
    public private(set) var caret: Int
    /// The most Unicode scalars the field takes, as stores and servers count: a letter with an
    /// accent of its own counts twice.
    public let limit: Int
    /// What the last edit did; cleared by the next one.
    public private(set) var notes: [Note] = []
    private let initial: String
    private var history: [Snapshot] = []
    private var lastEditWasTyping = false

    private struct Snapshot: Equatable, Sendable {
        var text: String
        var caret: Int
    }

    /// Undo steps that are kept.
    private static let historyLimit = 100

    /// Makes a field with the caret behind its text.
    public init(_ text: String = "", limit: Int = 1_000) {
        self.limit = max(1, limit)
        self.text = String(Self.fitting(Array(text), into: self.limit))
        initial = self.text
        caret = self.text.count
    }

    /// Whether the text differs from what the field was made with.
    public var isChanged: Bool { text != initial }

    /// Takes a key that edits; false when the key means nothing to a field.
    @discardableResult
    public mutating func take(_ key: Key) -> Bool {
        if let character = key.typed {
            type(character)
            return true
        }
        guard let edit = Self.edits[key] else { return false }
        notes = []
        edit(&self)
        return true
    }

    /// Takes a pasted text: trims both ends, leaves control characters out, obeys the limit.
    ///
    /// A newline inside becomes one blank and never submits. `notes` says what was done.
    public mutating func paste(_ pasted: String) {
        let start = pasted.drop(while: Self.isBlank)
        let core = start.reversed().drop(while: Self.isBlank).reversed()
        let leading = pasted.count - start.count
        let trailing = start.count - core.count
        var clean: [Character] = []
        var refused = 0
        for character in core {
            if character.isNewline || character == "\t" {
                clean.append(" ")
            } else if Self.isAllowed(character) {
                clean.append(character)
            } else {
                refused += 1
            }
        }
        notes = []
        if leading + trailing > 0 {
            notes.append(.trimmed(leading: leading, trailing: trailing))
        }
        if refused > 0 { notes.append(.refused(count: refused)) }
        insert(clean)
        lastEditWasTyping = false
    }

    private mutating func type(_ character: Character) {
        notes = []
        guard Self.isAllowed(character) else {
            notes = [.refused(count: 1)]
            return
        }
        let continues = lastEditWasTyping && character != " "
        insert([character], asNewStep: !continues)
        lastEditWasTyping = true
    }

    private mutating func insert(_ characters: [Character], asNewStep: Bool = true) {
        let before = text.prefix(caret)
        let after = text.dropFirst(caret)
        let fitting = Self.fitting(characters, into: limit - text.unicodeScalars.count)
        if fitting.count < characters.count { notes.append(.tooLong(limit: limit)) }
        guard !fitting.isEmpty else { return }
        if asNewStep { remember() }
        let head = before + String(fitting)
        caret = head.count  // counted, since a combining mark joins the character before it
        text = String(head + after)
        caret = min(caret, text.count)
    }

    /// The first characters that together have no more than so many scalars.
    private static func fitting(_ characters: [Character], into room: Int) -> [Character] {
        var left = room
        return Array(
            characters.prefix { character in
                left -= character.unicodeScalars.count
                return left >= 0
            })
    }

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace || character.isNewline
            || character.unicodeScalars.allSatisfy { [0xFEFF, 0x200B].contains($0.value) }
    }

    private static func isAllowed(_ character: Character) -> Bool {
        !character.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
            case .format: scalar.value != 0x200D && scalar.value != 0x200C
            default: false
            }
        }
    }

    // MARK: - Editing keys

    private static let edits: [Key: @Sendable (inout TextFieldState) -> Void] = [
        "left": { $0.move(to: $0.caret - 1) }, "right": { $0.move(to: $0.caret + 1) },
        "ctrl-b": { $0.move(to: $0.caret - 1) }, "ctrl-f": { $0.move(to: $0.caret + 1) },
        "home": { $0.move(to: 0) }, "ctrl-a": { $0.move(to: 0) },
        "end": { $0.move(to: $0.text.count) }, "ctrl-e": { $0.move(to: $0.text.count) },
        "backspace": { $0.delete($0.caret - 1, $0.caret) },
        "ctrl-h": { $0.delete($0.caret - 1, $0.caret) },
        "delete": { $0.delete($0.caret, $0.caret + 1) },
        "ctrl-d": { $0.delete($0.caret, $0.caret + 1) },
        "ctrl-u": { $0.delete(0, $0.caret) },
        "ctrl-k": { $0.delete($0.caret, $0.text.count) },
        "ctrl-w": { $0.delete($0.startOfWord(), $0.caret) },
        "alt-backspace": { $0.delete($0.startOfWord(), $0.caret) },
        "ctrl-_": { $0.undo() },
    ]

    private mutating func move(to place: Int) {
        caret = min(max(place, 0), text.count)
        lastEditWasTyping = false
    }

    private mutating func delete(_ from: Int, _ to: Int) {
        let start = max(0, from)
        let end = min(to, text.count)
        lastEditWasTyping = false
        guard start < end else { return }
        remember()
        text = String(text.prefix(start) + text.dropFirst(end))
        caret = min(start, text.count)
    }

    private func startOfWord() -> Int {
        let head = text.prefix(caret)
        let word = head.reversed().drop { $0 == " " }.drop { $0 != " " }
        return word.count
    }

    private mutating func remember() {
        history.append(Snapshot(text: text, caret: caret))
        if history.count > Self.historyLimit { history.removeFirst() }
    }

    private mutating func undo() {
        guard let last = history.popLast() else { return }
        text = last.text
        caret = last.caret
        lastEditWasTyping = false
    }
}
