import IntegrationCore

/// One record: its fields as JSON without `id` and `_info`, which are made when it is shown.
struct Record: Sendable, Hashable {
    var id: Int
    /// The id in the place of `{parentId}`, for records below another.
    var parent: Int?
    var fields: [String: JSONValue]
    var entered: Timestamp
    var updated: Timestamp
    var enteredBy: String
    var updatedBy: String
    /// When the search index learned the present `externalXRef`; moves only with that field.
    var indexed: Timestamp

    /// A field by its bare name.
    subscript(_ name: String) -> JSONValue? {
        get { name == "id" ? .integer(Int64(id)) : fields[name] }
        set { fields[name] = newValue }
    }

    /// The id inside a reference field such as `board`.
    func reference(_ name: String) -> Int? { fields[name]?["id"]?.integer.flatMap { Int($0) } }

    /// Whether a flag is set; an absent flag is not.
    func flag(_ name: String) -> Bool { fields[name]?.bool ?? false }

    /// The whole record as ConnectWise shows it.
    var json: JSONValue {
        var members = fields
        members["id"] = .integer(Int64(id))
        members["_info"] = info
        return .object(members)
    }

    private var info: JSONValue {
        [
            "lastUpdated": .string(updated.rfc3339Seconds), "updatedBy": .string(updatedBy),
            "dateEntered": .string(entered.rfc3339Seconds), "enteredBy": .string(enteredBy),
        ]
    }

    /// The values a condition path leads to; several when it passes through an array.
    func values(at path: FieldPath) -> [JSONValue] {
        guard let first = path.segments.first else { return [] }
        let root: JSONValue? =
            switch first {
            case "lastUpdated": .string(updated.rfc3339Seconds)
            case "dateEntered": .string(entered.rfc3339Seconds)
            case "_info": info
            default: self[first]
            }
        return root.map { $0.values(at: path.segments.dropFirst()) } ?? []
    }
}

extension JSONValue {
    /// The values below a path of member names, through arrays.
    func values(at path: ArraySlice<String>) -> [JSONValue] {
        if case .array(let elements) = self { return elements.flatMap { $0.values(at: path) } }
        guard let name = path.first else { return [self] }
        return self[name]?.values(at: path.dropFirst()) ?? []
    }
}
