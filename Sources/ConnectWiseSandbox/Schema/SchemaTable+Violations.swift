public import IntegrationCore

extension SchemaTable {
    /// Checks a request body against the official schema of an operation.
    ///
    /// - Parameters:
    ///   - body: the JSON that is sent.
    ///   - name: method and path template such as `PATCH /service/tickets/{id}`; a concrete
    ///     path is taken as well.
    /// - Returns: everything that is wrong, in a stable order; empty when the body is right.
    public func violations(of body: JSONValue, operation name: String) -> [Violation] {
        guard let operation = operation(named: name) ?? operation(atConcrete: name) else {
            return [
                Violation(
                    kind: .unknownOperation, field: name,
                    message: "the official description has no such operation")
            ]
        }
        return violations(of: body, operation: operation)
    }

    func violations(of body: JSONValue, operation: Operation) -> [Violation] {
        guard let request = operation.request else { return [] }
        if request == "PatchOperation" {
            return patchViolations(of: body, schema: operation.response ?? "")
        }
        return violations(
            of: body, schema: request, creating: operation.method == "POST",
            replacing: operation.method == "PUT")
    }

    private func operation(atConcrete name: String) -> Operation? {
        let words = name.split(separator: " ", maxSplits: 1)
        guard words.count == 2,
            case .operation(let operation, _) = match(
                method: String(words[0]), path: String(words[1]))
        else { return nil }
        return operation
    }

    /// Checks an object against a schema; required fields only when it is a whole record.
    func violations(
        of body: JSONValue, schema: String, creating: Bool = false, replacing: Bool = false,
        at prefix: String = ""
    ) -> [Violation] {
        guard let members = body.object else {
            return [.conversion(body, .reference(schema), at: prefix)]
        }
        let fields = fields(of: schema)
        var found: [Violation] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let field = fields[name] else {
                found.append(
                    Violation(
                        kind: .unknownField, field: prefix + name,
                        message: "\(prefix + name) is not a recognized name."))
                continue
            }
            found += violations(of: value, field: field, at: prefix + name)
        }
        for field in fields.values.sorted(by: { $0.name < $1.name })
        where (creating || replacing) && field.isRequired
            || replacing && field.isRequiredOnUpdate
        {
            let value = members[field.name] ?? .null
            guard value == .null || value == .string("") else { continue }
            found.append(
                Violation(
                    kind: .missingField, field: prefix + field.name,
                    message: "\(prefix + field.name) is required."))
        }
        return found
    }

    /// Checks one value against what is known of its field.
    func violations(of value: JSONValue, field: FieldFacts, at path: String) -> [Violation] {
        if value == .null {
            let mayBeNull = field.isNullable || !field.type.isPlainValue
            return mayBeNull ? [] : [.conversion(value, field.type, at: path)]
        }
        if !field.allowed.isEmpty, let text = value.string, !field.allowed.contains(text) {
            return [
                Violation(
                    kind: .invalidEnum, field: path,
                    message: "Enum value supplied was invalid: \(text).")
            ]
        }
        // ConnectWise counts .NET characters, which are UTF-16 units.
        if let limit = field.maxLength, let text = value.string, text.utf16.count > limit {
            return [
                Violation(
                    kind: .tooLong, field: path,
                    message: "The field \(path) must be a string with a maximum length of \(limit)."
                )
            ]
        }
        return violations(of: value, type: field.type, at: path)
    }

    private func violations(of value: JSONValue, type: FieldType, at path: String) -> [Violation] {
        switch (type, value) {
        case (.any, _), (.text, .string), (.integer, .integer), (.number, .integer),
            (.number, .number), (.boolean, .bool):
            return []
        case (.moment, .string(let text)) where Timestamp(rfc3339: text) != nil: return []
        case (.map, .object(let members)) where members.values.allSatisfy({ $0.string != nil }):
            return []
        case (.reference(let schema), .object):
            return violations(of: value, schema: schema, at: path + "/")
        case (.list(let element), .array(let elements)):
            return elements.flatMap { violations(of: $0, type: element, at: path) }
        default: return [.conversion(value, type, at: path)]
        }
    }
}

extension FieldType {
    /// Whether .NET holds it as a value that cannot be null.
    var isPlainValue: Bool {
        switch self {
        case .integer, .number, .boolean: true
        default: false
        }
    }
}

extension Violation {
    /// The permanent 500 of contract 6: a JSON type the deserializer cannot take.
    static func conversion(_ value: JSONValue, _ type: FieldType, at path: String) -> Violation {
        let shown = value.text.replacing("\"", with: "\\\"")
        return Violation(
            kind: .wrongType, field: path,
            message: "Error converting value \"\(shown)\" to type '\(type.serverName)'. "
                + "Path '\(path)', line 1, position 1.")
    }
}
