import IntegrationCore

/// A value of a configuration as its file, a difference and `--json` say it.
enum ConfigurationValue: Hashable, Sendable {
    /// The kinds of value; the members of a table have an order.
    case text(String), number(Int64), flag(Bool), list([Self]), table([Member])

    /// A value and its name.
    struct Member: Hashable, Sendable {
        /// The name in the file, and the value.
        let name: String, value: ConfigurationValue

        init(_ name: String, _ value: ConfigurationValue) {
            self.name = name
            self.value = value
        }
    }

    /// A row of ConnectWise: `{ id = 250, name = "Contoso" }`.
    static func reference(_ reference: NamedReference) -> Self {
        .table([Member("id", .number(reference.id)), Member("name", .text(reference.name))])
    }

    /// A list of words.
    static func words(_ words: some Sequence<String>) -> Self { .list(words.map(Self.text)) }

    /// The value in TOML, on one line.
    var toml: String {
        switch self {
        case .text(let text): TOMLText.literal(text)
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .list(let values): "[\(values.map(\.toml).joined(separator: ", "))]"
        case .table(let members) where members.isEmpty: "{}"
        case .table(let members):
            "{ \(members.map { "\($0.name) = \($0.value.toml)" }.joined(separator: ", ")) }"
        }
    }

    /// The value as `--json` says it.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        case .list(let values): .list(values, \.json)
        case .table(let members): members.json
        }
    }

    /// The value in the line of a difference.
    var words: String {
        guard case .text(let text) = self, text.utf8.contains(.lineFeed) else { return toml }
        return "a text of \(text.split(whereSeparator: \.isNewline).count) lines"
    }
}

extension [ConfigurationValue.Member] {
    /// The members as `--json` says them.
    var json: JSONValue {
        .object(Dictionary(map { ($0.name, $0.value.json) }, uniquingKeysWith: { _, last in last }))
    }
}
