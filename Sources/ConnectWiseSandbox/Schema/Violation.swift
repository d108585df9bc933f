/// One way in which a request breaks the official description.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of violation.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Named after what is wrong.
        case unknownOperation, unknownParameter, unknownField, wrongType, missingField, tooLong
        case invalidEnum, subPath, invalidCondition, notJSON
    }

    /// What is wrong.
    public var kind: Kind
    /// Where: a field such as `board/id`, a parameter or a path.
    public var field: String
    /// One sentence about it, as ConnectWise words it where its wording is known.
    public var message: String

    /// The violation in one line.
    public var description: String { "\(kind.rawValue) \(field): \(message)" }
}
