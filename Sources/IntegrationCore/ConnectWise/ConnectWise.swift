/// ConnectWise's own things, as its API calls them.
public enum ConnectWise {
    /// A pointer to another record: ConnectWise sends id and a name or identifier.
    public struct Reference: Hashable, Sendable {
        /// The id; nil when only a name was sent.
        public var id: Int64?
        /// The name or identifier; empty when none was sent.
        public var name: String

        /// Makes a reference.
        public init(id: Int64?, name: String = "") {
            self.id = id
            self.name = name
        }

        init?(_ json: JSONValue?) {
            guard let json, json.object != nil else { return nil }
            self.init(
                id: json["id"].wholeNumber,
                name: json["name"].words ?? json["identifier"].words ?? json["setupName"].words
                    ?? "")
        }
    }
}

/// A record that is read from an answer: leniently, except that its id must be there.
protocol ConnectWiseRecord: Sendable {
    /// Reads the record; nil when the JSON cannot be one.
    init?(_ json: JSONValue)
}

/// Reading as ConnectWise writes: absent, null, and numbers as text all happen (contract 11).
extension Optional where Wrapped == JSONValue {
    /// The whole number, also out of a fraction without a fraction, or out of text.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// The number, also out of text.
    var decimal: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text)
        default: nil
        }
    }

    /// The text, also out of a number.
    var words: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let value): String(value)
        default: nil
        }
    }

    /// The truth value, also out of `"True"`, `"false"`, 0 and 1; absent means false.
    var flag: Bool {
        switch self {
        case .bool(let value): value
        case .string(let text): text.lowercased() == "true" || text == "1"
        case .integer(let value): value != 0
        default: false
        }
    }

    /// The moment; ConnectWise writes `yyyy-MM-ddTHH:mm:ssZ`.
    var moment: Timestamp? { words.flatMap { Timestamp(rfc3339: $0) } }
}
