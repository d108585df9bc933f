/// The number of a row, typed by what the row is, so that no id can stand for another.
public struct RowID<Record>: RawRepresentable, Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible
{
    /// The row number, from 1.
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Names the row with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    public var description: String { String(rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// `EFS-` and the customer number: how ConnectWise knows a customer (product.md 2 and 8).
public struct ManagedID: Hashable, Sendable, CustomStringConvertible {
    /// The prefix, like `EFS-`, and the customer number, like 19652.
    public let prefix: String, number: Int64

    /// Joins a partner's prefix and a customer number.
    public init(prefix: String, number: Int64) {
        self.prefix = prefix
        self.number = number
    }

    /// Reads `19652`, `EFS-19652` or ` efs-19652 `; nil for anything else (B40).
    public init?(_ text: String, prefix: String) {
        var rest = text[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        if rest.lowercased().hasPrefix(prefix.lowercased()) {
            rest = rest.dropFirst(prefix.count)
        }
        guard !rest.isEmpty, rest.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int64(rest), number > 0
        else { return nil }
        self.init(prefix: prefix, number: number)
    }

    public var description: String { "\(prefix)\(number)" }
}
