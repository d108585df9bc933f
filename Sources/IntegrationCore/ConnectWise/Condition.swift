/// A filter in ConnectWise's query language, built of typed parts only (contract 4).
///
/// There is no operand that takes arbitrary text into the language: a token has a fixed alphabet,
/// and a name only narrows the answer, which is compared in memory afterwards.
public struct Condition: Sendable, Hashable {
    /// The filter's text, before percent-encoding.
    public let text: String

    private init(_ text: String) { self.text = text }

    /// A field's name, from the program text only: `board/id`, `deletedFlag`.
    public struct Field: ExpressibleByStringLiteral, Sendable, Hashable {
        let name: String

        public init(stringLiteral name: StaticString) { self.name = "\(name)" }
    }

    /// Text of `A-Z a-z 0-9 : . _ -`, 1 to 100 characters: it needs no escaping anywhere.
    public struct Token: Sendable, Hashable, CustomStringConvertible {
        /// The text.
        public let description: String

        /// Takes the text; nil when it has another character, or is empty or too long.
        public init?(_ text: String) {
            let allowed = text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: byte == 58 || byte == 46 || byte == 95 || byte == 45
                }
            }
            guard allowed, (1...100).contains(text.utf8.count) else { return nil }
            description = text
        }
    }

    /// The field equals a whole number.
    public static func equals(_ field: Field, _ value: Int64) -> Condition {
        Condition("\(field.name)=\(value)")
    }

    /// The field equals a token.
    public static func equals(_ field: Field, _ token: Token) -> Condition {
        Condition("\(field.name)=\"\(token)\"")
    }

    /// The field has a truth value.
    public static func equals(_ field: Field, _ value: Bool) -> Condition {
        Condition("\(field.name)=\(value ? "True" : "False")")
    }

    /// The field is one of these whole numbers; nil for an empty list, which would match nothing.
    public static func isOne(_ field: Field, of values: [Int64]) -> Condition? {
        guard !values.isEmpty else { return nil }
        return Condition("\(field.name) in (\(values.map(String.init).joined(separator: ",")))")
    }

    /// The field is later than a moment; never rely on it alone (contract 4 on dates).
    public static func isLater(_ field: Field, than moment: Timestamp) -> Condition {
        Condition("\(field.name)>[\(moment.rfc3339Seconds)]")
    }

    /// Narrows to records whose field may be `name`; compare the answer in memory.
    ///
    /// Quotes, wildcards and brackets have no documented escape, so of a name that has any only the
    /// longest run without them is searched for. Nil when there is no such run.
    public static func mayBe(_ field: Field, named name: String) -> Condition? {
        let run = longestPlainRun(of: name)
        guard !run.isEmpty else { return nil }
        return run == name
            ? Condition("\(field.name)=\"\(run)\"") : Condition("\(field.name) contains \"\(run)\"")
    }

    /// Narrows to records whose field contains what somebody typed; nil when nothing usable is left.
    public static func contains(_ field: Field, _ text: String) -> Condition? {
        let run = longestPlainRun(of: text)
        return run.isEmpty ? nil : Condition("\(field.name) contains \"\(run)\"")
    }

    /// Both hold.
    public static func && (left: Condition, right: Condition) -> Condition {
        Condition("(\(left.text) and \(right.text))")
    }

    /// At least one holds.
    public static func || (left: Condition, right: Condition) -> Condition {
        Condition("(\(left.text) or \(right.text))")
    }

    private static func longestPlainRun(of text: String) -> String {
        let special: Set<Character> = ["\"", "'", "*", "%", "[", "]", "\\", "_", "?"]
        let runs = text.split { character in
            special.contains(character)
                || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return runs.max { $0.count < $1.count }.map { String($0.prefix(100)) } ?? ""
    }
}
