extension ConnectWiseClient {
    /// One field of a record and the value it shall have.
    public struct Change: Sendable, Hashable {
        /// The field's bare name, from the program text only: sub-paths answer a false 200.
        public let field: Condition.Field
        /// The whole value; a reference is `["id": 7]`.
        public let value: JSONValue

        /// Makes a change.
        public init(_ field: Condition.Field, _ value: JSONValue) {
            self.field = field
            self.value = value
        }
    }

    /// Changes fields of a record and checks in the answer that each was taken (contract 5).
    ///
    /// - Throws: `notApplied` with `change-not-taken` when ConnectWise answers 200 without the
    ///   change.
    func patch<Record: ConnectWiseRecord>(
        _ path: String, _ changes: [Change], as type: Record.Type = Record.self
    ) async throws(ConnectWiseError) -> Record {
        // Nothing to change is no reason for a write; the record is read as it is.
        guard !changes.isEmpty else { return try await record(APICall(path: path)) }
        let operations = changes.map { change -> JSONValue in
            ["op": "replace", "path": .string(change.field.name), "value": change.value]
        }
        let answer = try await json(
            APICall(method: .patch, path: path, body: .array(operations)))
        for change in changes {
            try requireTaken(change.field.name, change.value, in: answer)
        }
        guard let record = Record(answer) else { throw unreadable(.patch, "no id in it") }
        return record
    }

    /// Compares one field of an answer with what was asked for.
    ///
    /// - Throws: `notApplied` with `change-not-taken` when it holds something else.
    func requireTaken(
        _ field: String, _ asked: JSONValue, in answer: JSONValue
    ) throws(ConnectWiseError) {
        guard !answer[field].carries(asked) else { return }
        let found = answer[field]?.text ?? "nothing"
        throw ConnectWiseError(
            .notApplied,
            Failure(
                .changeNotTaken,
                "ConnectWise accepted \(field.oneLine(limit: 100)) = \(asked.text) but kept"
                    + " \(found.oneLine(limit: 200))."))
    }
}

extension Optional where Wrapped == JSONValue {
    /// Whether this answer holds what was asked for, however ConnectWise writes it.
    func carries(_ asked: JSONValue) -> Bool {
        switch asked {
        case .null: self == nil || self == .null || self == .string("")
        case .object(let members): members.allSatisfy { (self?[$0.key]).carries($0.value) }
        case .integer, .number: decimal != nil && decimal == asked.double
        case .bool(let value): self != nil && self != .null && flag == value
        case .string(let text):
            words == text || (moment != nil && moment == Timestamp(rfc3339: text))
                || (text.isEmpty && (self == nil || self == .null))
        case .array: self == asked
        }
    }
}
