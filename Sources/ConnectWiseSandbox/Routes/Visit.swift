import IntegrationCore

/// What the routes know about the request at hand once it is signed in and matched.
struct Visit {
    let operation: Operation
    let resource: Resource
    /// The ids in the path, outermost first.
    let ids: [Int]
    let query: [String: String]
    let call: Call
    let member: KeyPair
    let behaviour: Behaviour
    let schemas: SchemaTable
    /// `https://host:port/codebase/apis/3.0/...` of this request, for Link headers.
    let address: String

    var now: Timestamp { call.handled }
    /// Who is written down as the author of changes.
    var author: String { member.publicKey }
    /// The id of the record above, for records below another.
    var parentID: Int? { resource.parent == nil ? nil : ids.first }
    /// The schema of one record as this operation shows it.
    var shape: String { operation.response ?? "" }

    /// The schema that conditions speak of: for a count, that of the list beside it.
    var conditionShape: String {
        guard shape == "Count" else { return shape }
        let list = "GET " + operation.template.dropLast("/count".count)
        return schemas.operation(named: list)?.response
            ?? schemas.operation(named: list + "/")?.response ?? ""
    }

    /// Whether records of a board are hidden from the member that asks.
    func hides(board: Int?) -> Bool {
        board.map { behaviour.hiddenBoards.contains($0) || member.hiddenBoards.contains($0) }
            ?? false
    }

    /// Whether the member may see a record at all.
    func sees(_ record: Record) -> Bool {
        switch resource {
        case .tickets: !hides(board: record.reference("board"))
        case .boards: !hides(board: record.id)
        case .boardStatuses: !hides(board: record.parent)
        default: true
        }
    }

    /// An API member with every board that is hidden from it.
    private func member(_ record: Record) -> JSONValue {
        guard case .object(var fields) = record.json, let shown = fields["excludedServiceBoardIds"]
        else { return record.json }
        guard let list = shown.array else { return record.json }
        var boards = Set(list.compactMap { $0.integer })
        boards.formUnion(behaviour.hiddenBoards.map(Int64.init))
        if fields["identifier"]?.string == member.memberIdentifier {
            boards.formUnion(member.hiddenBoards.map(Int64.init))
        }
        fields["excludedServiceBoardIds"] = .array(boards.sorted().map { .integer($0) })
        return .object(fields)
    }

    /// The record as this operation shows it, limited to `fields` when they are named.
    func shown(_ record: Record) -> JSONValue {
        var json = resource == .apiMembers ? member(record) : record.json
        if let known = shape == "Count" ? nil : Optional(schemas.fields(of: shape)), !known.isEmpty,
            let members = json.object
        {
            json = .object(members.filter { known[$0.key] != nil })
        }
        if behaviour.addsUnknownFields, case .object(var members) = json {
            members["fieldOfANewerVersion"] = ["enabledFlag": true]
            json = .object(members)
        }
        return query["fields"].map { FieldSelection($0).applied(to: json) } ?? json
    }
}
