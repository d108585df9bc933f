import IntegrationCore

/// A parsed `orderBy` such as `board/name desc, id`.
struct RecordOrder: Sendable {
    private var keys: [(path: FieldPath, isDescending: Bool)]

    /// Parses `text`; an unknown field is refused like in conditions.
    init(_ text: String, type: ([String]) -> FieldType?) throws(ConditionError) {
        keys = []
        for part in text.split(separator: ",") {
            let words = part.split(separator: " ")
            guard let name = words.first else { continue }
            let segments = name.split(separator: "/").map(String.init)
            guard let type = type(segments) else {
                throw ConditionError(message: "\(name) is not a recognized name.")
            }
            let direction = words.dropFirst().first?.lowercased() ?? "asc"
            guard words.count <= 2, ["asc", "desc"].contains(direction) else {
                throw ConditionError(message: "orderBy must be 'field asc' or 'field desc'.")
            }
            keys.append((FieldPath(segments: segments, type: type), direction == "desc"))
        }
    }

    /// Whether it is the order in which records are kept: thousands need no sorting then.
    var isByID: Bool {
        guard let only = keys.first, keys.count == 1 else { return keys.isEmpty }
        return only.path.segments == ["id"] && !only.isDescending
    }

    /// Whether `left` comes before `right`; records that tie stay in the order of their ids.
    func precedes(_ left: Record, _ right: Record) -> Bool {
        for key in keys {
            let order = Self.compare(
                left.values(at: key.path).first, right.values(at: key.path).first)
            if order != 0 { return key.isDescending ? order > 0 : order < 0 }
        }
        return left.id < right.id
    }

    private static func compare(_ left: JSONValue?, _ right: JSONValue?) -> Int {
        if let left = left?.double, let right = right?.double {
            return left < right ? -1 : left > right ? 1 : 0
        }
        let left = left?.sortText ?? ""
        let right = right?.sortText ?? ""
        return left < right ? -1 : left > right ? 1 : 0
    }
}

extension JSONValue {
    fileprivate var sortText: String {
        switch self {
        case .string(let text): text.lowercased()
        case .bool(let flag): flag ? "1" : "0"
        default: ""
        }
    }
}
