import IntegrationCore

/// A parsed `conditions` expression (contract 4).
indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case compare(FieldPath, Comparison, Operand)
    case among(FieldPath, [Operand])

    enum Comparison: String, Sendable {
        case equal = "="
        case different = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case contains
        case like
    }
}

/// A field a condition names, with its type so that absent flags can count as false.
struct FieldPath: Sendable, Hashable {
    var segments: [String]
    var type: FieldType
}

/// A literal of a condition.
enum Operand: Sendable, Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case moment(Timestamp)
    /// Lower-cased, because the server compares without regard to case.
    case text(String)
}

/// Why a condition was refused; becomes the 400 `ApiFindCondition`.
struct ConditionError: Error, Hashable {
    var message: String
}
