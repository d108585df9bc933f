/// Reads a `conditions` expression by recursive descent; `and` binds tighter than `or`.
struct ConditionParser {
    /// More levels than a person writes, few enough for any thread's stack.
    private static let deepest = 50

    private var tokens: ArraySlice<ConditionToken>
    private let type: ([String]) -> FieldType?
    private var depth = 0

    /// Parses `text` against the fields that `type` knows.
    static func parse(
        _ text: String, type: @escaping ([String]) -> FieldType?
    ) throws(ConditionError) -> Condition {
        let tokens = try ConditionTokens.read(text)
        var parser = ConditionParser(tokens: tokens[...], type: type)
        let condition = try parser.alternatives()
        if let token = parser.tokens.first {
            throw ConditionError(message: "Unexpected \(token.shown) in conditions.")
        }
        return condition
    }

    private init(tokens: ArraySlice<ConditionToken>, type: @escaping ([String]) -> FieldType?) {
        self.tokens = tokens
        self.type = type
    }

    private mutating func alternatives() throws(ConditionError) -> Condition {
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(ConditionError) -> Condition {
        var parts = [try factor()]
        while take("and") { parts.append(try factor()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func factor() throws(ConditionError) -> Condition {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw ConditionError(message: "Conditions are nested too deep.") }
        if take("not") { return .not(try factor()) }
        guard take("(") else { return try comparison() }
        let inner = try alternatives()
        try expect(")")
        return inner
    }

    private mutating func comparison() throws(ConditionError) -> Condition {
        guard case .name(let name)? = tokens.popFirst() else {
            throw ConditionError(message: "A field name was expected in conditions.")
        }
        let segments = name.split(separator: "/").map(String.init)
        guard let type = type(segments) else {
            throw ConditionError(message: "\(name) is not a recognized name.")
        }
        let path = FieldPath(segments: segments, type: type)
        let isNegated = take("not")
        let condition = try comparison(of: path)
        return isNegated ? .not(condition) : condition
    }

    private mutating func comparison(of path: FieldPath) throws(ConditionError) -> Condition {
        if take("in") {
            try expect("(")
            var operands = [try operand()]
            while take(",") { operands.append(try operand()) }
            try expect(")")
            return .among(path, operands)
        }
        guard case .symbol(let symbol)? = tokens.popFirst(),
            let comparison = Condition.Comparison(rawValue: symbol)
        else { throw ConditionError(message: "An operator was expected in conditions.") }
        return .compare(path, comparison, try operand())
    }

    private mutating func operand() throws(ConditionError) -> Operand {
        guard case .operand(let operand)? = tokens.popFirst() else {
            throw ConditionError(message: "A value was expected; strings need double quotes.")
        }
        return operand
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard tokens.first == .symbol(symbol) else { return false }
        tokens = tokens.dropFirst()
        return true
    }

    private mutating func expect(_ symbol: String) throws(ConditionError) {
        guard take(symbol) else {
            throw ConditionError(message: "'\(symbol)' was expected in conditions.")
        }
    }
}

extension ConditionToken {
    fileprivate var shown: String {
        switch self {
        case .name(let name): name
        case .symbol(let symbol): "'\(symbol)'"
        case .operand: "value"
        }
    }
}
