/// The facts of the official ConnectWise description: operations, field names, types, lengths.
///
/// Read once from the table that `scripts/generate-schema-table.py` writes.
public struct SchemaTable: Sendable {
    /// The table of the operations this product uses.
    public static let official = SchemaTable(facts: officialFacts)

    let operations: [Operation]
    private let schemas: [String: [String: FieldFacts]]
    private let tree: PathTree

    init(facts: String) {
        var operations: [Operation] = []
        var schemas: [String: [String: FieldFacts]] = [:]
        var schema = ""
        for line in facts.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 6)
            if let operation = Operation(words: words), words.first == "op" {
                operations.append(operation)
            } else if words.count == 2, words[0] == "schema" {
                schema = String(words[1])
                schemas[schema] = [:]
            } else if words.count >= 2, let field = FieldFacts(name: words[0], code: words[1]) {
                schemas[schema]?[field.name] = field
            }
        }
        self.operations = operations
        self.schemas = schemas
        tree = operations.reduce(into: PathTree()) { $0.insert($1) }
    }

    /// The fields of a schema by name; empty for a schema the table does not hold.
    func fields(of schema: String) -> [String: FieldFacts] { schemas[schema] ?? [:] }

    /// The operation named like `POST /service/tickets`.
    func operation(named name: String) -> Operation? {
        operations.first { $0.name == name }
    }

    /// Finds the operation of a concrete path below `/apis/3.0`, case-sensitively.
    func match(method: String, path: String) -> RouteMatch {
        tree.match(method: method, segments: path.split(separator: "/")[...], ids: [])
    }

    /// The type of a condition or order path such as `board/name`; nil when it is unknown.
    func type(of path: [String], in schema: String) -> FieldType? {
        guard let first = path.first else { return nil }
        if path.count == 1, ["lastUpdated", "dateEntered"].contains(first) { return .moment }
        guard let field = fields(of: schema)[first] else { return nil }
        return type(of: path.dropFirst(), below: field.type)
    }

    private func type(of rest: ArraySlice<String>, below type: FieldType) -> FieldType? {
        guard let next = rest.first else { return type }
        switch type {
        case .reference(let name):
            guard let field = fields(of: name)[next] else { return nil }
            return self.type(of: rest.dropFirst(), below: field.type)
        case .list(let element): return self.type(of: rest, below: element)
        case .map where rest.count == 1:
            return ["lastUpdated", "dateEntered"].contains(next) ? .moment : .text
        default: return nil
        }
    }
}

extension FieldFacts {
    /// Reads `name` and a code such as `s*<100=Low|High`.
    fileprivate init?(name: Substring, code: Substring) {
        let typeEnd = code.firstIndex { "*+?<=".contains($0) } ?? code.endIndex
        guard let type = FieldType(code: code[..<typeEnd]) else { return nil }
        self.init(name: String(name), type: type)
        let rest = code[typeEnd...]
        let marks = rest.prefix { "*+?".contains($0) }
        isRequired = marks.contains("*")
        isRequiredOnUpdate = marks.contains("+")
        isNullable = marks.contains("?")
        let limits = rest.dropFirst(marks.count).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if let length = limits.first, length.hasPrefix("<") { maxLength = Int(length.dropFirst()) }
        if limits.count == 2 { allowed = limits[1].split(separator: "|").map(String.init) }
    }
}
