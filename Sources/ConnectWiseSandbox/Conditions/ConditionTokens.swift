import IntegrationCore

/// The words of a `conditions` expression.
enum ConditionToken: Hashable {
    case name(String)
    case symbol(String)
    case operand(Operand)
}

/// Cuts a `conditions` expression into words.
struct ConditionTokens {
    private var rest: Substring

    static func read(_ text: String) throws(ConditionError) -> [ConditionToken] {
        var reader = ConditionTokens(rest: text[...])
        var tokens: [ConditionToken] = []
        while let token = try reader.next() { tokens.append(token) }
        return tokens
    }

    private init(rest: Substring) { self.rest = rest }

    private mutating func next() throws(ConditionError) -> ConditionToken? {
        rest = rest.drop { $0.isWhitespace }
        guard let first = rest.first else { return nil }
        switch first {
        case "\"": return .operand(.text(try quoted().lowercased()))
        case "[": return .operand(try moment())
        case "(", ")", ",", "=":
            rest = rest.dropFirst()
            return .symbol(String(first))
        case "!", "<", ">": return try comparison()
        default: return try word()
        }
    }

    private mutating func comparison() throws(ConditionError) -> ConditionToken {
        for symbol in ["!=", "<=", ">=", "<", ">"] where rest.hasPrefix(symbol) {
            rest = rest.dropFirst(symbol.count)
            return .symbol(symbol)
        }
        throw ConditionError(message: "'\(rest.prefix(1))' is not a recognized operator.")
    }

    /// A string in double quotes; `\"` stands for a quote inside it (contract 4, unconfirmed).
    private mutating func quoted() throws(ConditionError) -> String {
        var text = ""
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            let character = rest[index]
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                rest = rest[rest.index(after: index)...]
                return text
            } else {
                text.append(character)
            }
        }
        throw ConditionError(message: "String value is not terminated.")
    }

    private mutating func moment() throws(ConditionError) -> Operand {
        guard let end = rest.firstIndex(of: "]") else {
            throw ConditionError(message: "Date value is not terminated.")
        }
        let text = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        // A time without an offset, and a bare date, are taken as UTC.
        let forms = [String(text), "\(text)Z", "\(text)T00:00:00Z"]
        guard let moment = forms.lazy.compactMap({ Timestamp(rfc3339: $0) }).first else {
            throw ConditionError(message: "Date value supplied was invalid: \(text)")
        }
        return .moment(moment)
    }

    private mutating func word() throws(ConditionError) -> ConditionToken {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "_/.-".contains($0) }
        guard !word.isEmpty else {
            throw ConditionError(message: "'\(rest.prefix(1))' is not a recognized name.")
        }
        rest = rest.dropFirst(word.count)
        switch word.lowercased() {
        case "true": return .operand(.flag(true))
        case "false": return .operand(.flag(false))
        case "null": return .operand(.null)
        case "and", "or", "not", "in", "like", "contains": return .symbol(word.lowercased())
        default: break
        }
        if let number = Double(word), number.isFinite { return .operand(.number(number)) }
        return .name(String(word))
    }
}
