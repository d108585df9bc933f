import IntegrationCore

/// A parsed `fields` list such as `id,status/id,_info`.
struct FieldSelection {
    private var members: [String: FieldSelection] = [:]

    init(_ text: String) {
        for name in text.split(separator: ",") {
            insert(name.split(separator: "/").map { $0.trimmingBlanks }[...])
        }
    }

    private init() {}

    private mutating func insert(_ path: ArraySlice<String>) {
        guard let first = path.first, !first.isEmpty else { return }
        members[first, default: FieldSelection()].insert(path.dropFirst())
    }

    /// The value with only the named members; unknown names select nothing.
    func applied(to value: JSONValue) -> JSONValue {
        if members.isEmpty { return value }
        switch value {
        case .object(let object):
            var kept: [String: JSONValue] = [:]
            for (name, below) in members { kept[name] = object[name].map(below.applied) }
            return .object(kept)
        case .array(let elements): return .array(elements.map(applied))
        default: return value
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
