import IntegrationCore

extension SchemaTable {
    /// Checks the operations of a PATCH; sub-paths such as `status/id` count as violations,
    /// because the real server may answer them with a 200 that changed nothing (contract 5).
    func patchViolations(of body: JSONValue, schema: String) -> [Violation] {
        guard let operations = body.array else {
            return [.conversion(body, .list(.reference("PatchOperation")), at: "")]
        }
        return operations.flatMap { operation -> [Violation] in
            let shape = violations(of: operation, schema: "PatchOperation")
                .filter { $0.kind != .invalidEnum }
            guard shape.isEmpty else { return shape }
            guard let patch = PatchStep(operation) else {
                return [
                    Violation(
                        kind: .missingField, field: "op",
                        message: "op must be add, replace or remove, and path is required.")
                ]
            }
            return violations(of: patch, schema: schema)
        }
    }

    private func violations(of patch: PatchStep, schema: String) -> [Violation] {
        let path = patch.path.joined(separator: "/")
        guard let name = patch.path.first, let field = fields(of: schema)[name] else {
            return [
                Violation(
                    kind: .unknownField, field: path, message: "\(path) is not a recognized name.")
            ]
        }
        if patch.path.count > 1 {
            return [
                Violation(
                    kind: .subPath, field: path,
                    message: "\(path) may answer 200 and change nothing; replace \(name) whole.")
            ]
        }
        if patch.verb == .remove || patch.value == .null {
            if field.isRequired {
                let message = "\(name) is required."
                return [Violation(kind: .missingField, field: name, message: message)]
            }
            if patch.verb == .remove { return [] }
        }
        return violations(of: patch.value, field: field, at: name)
    }
}

/// One step of a PATCH body.
struct PatchStep {
    enum Verb: String { case add, replace, remove }

    var verb: Verb
    /// The field name and, for a sub-path, what is below it; a leading slash is dropped.
    var path: [String]
    var value: JSONValue

    /// Reads `{op, path, value}`; the verb in any case, as a public client sends `Remove`.
    init?(_ json: JSONValue) {
        guard let verb = json["op"]?.string.flatMap({ Verb(rawValue: $0.lowercased()) }),
            let path = json["path"]?.string
        else { return nil }
        self.verb = verb
        self.path = path.split(separator: "/").map(String.init)
        value = json["value"] ?? .null
        if self.path.isEmpty { return nil }
    }
}
