import IntegrationCore

/// A record on its way into the state.
struct Draft {
    var fields: [String: JSONValue]
    /// The record as it was; nil for a create.
    let old: Record?
    let visit: Visit
    /// The names of the fields that the request sets or removes.
    var touched: Set<String>

    init(fields: [String: JSONValue], old: Record?, visit: Visit) {
        self.fields = fields
        self.old = old
        self.visit = visit
        touched = old == nil ? Set(fields.keys) : []
    }

    /// Does one PATCH step; a sub-path does nothing while the false-200 trap is set.
    mutating func apply(_ step: PatchStep) {
        guard let name = step.path.first, name != "id", name != "_info" else { return }
        if step.path.count == 1 {
            fields[name] = step.verb == .remove ? .null : step.value
            touched.insert(name)
        } else if !visit.behaviour.ignoresSubPaths {
            // A reference changed through its id is found anew: its other members are old.
            fields[name] = .object([step.path[1]: step.verb == .remove ? .null : step.value])
            touched.insert(name)
        }
    }

    func reference(_ name: String) -> Int? { fields[name]?["id"]?.integer.flatMap { Int($0) } }

    /// Replaces each touched reference by the whole of what it names, as the server shows it.
    mutating func resolveReferences(in state: State) throws(Refusal) {
        let known = visit.schemas.fields(of: visit.shape)
        for name in touched.sorted() {
            guard let value = fields[name], value != .null,
                case .reference(let schema)? = known[name]?.type,
                let resource = Resource(referenceSchema: schema)
            else { continue }
            guard let record = Self.find(value, resource, state, parent: parent(for: resource))
            else {
                throw .invalid(
                    visit.resource, "InvalidReference",
                    "\(name) \(value.text) was not found.", field: name)
            }
            fields[name] = Self.shown(record, as: schema, visit.schemas)
        }
    }

    /// Names are unique only within a board or company; ids everywhere.
    private func parent(for resource: Resource) -> Int? {
        switch resource.parent {
        case .boards?: reference("board")
        case .companies?: reference("company")
        default: nil
        }
    }

    /// Finds what `{"id":250}`, `{"identifier":"ACME"}` or `{"name":"x"}` names.
    static func find(
        _ value: JSONValue, _ resource: Resource, _ state: State, parent: Int?
    ) -> Record? {
        if let id = value["id"]?.integer, id != 0 { return state[resource, Int(id)] }
        for key in ["identifier", "name"] {
            guard let wanted = value[key]?.string?.lowercased() else { continue }
            let found = state[resource].all.first {
                $0[key]?.string?.lowercased() == wanted && (parent == nil || $0.parent == parent)
            }
            if let found { return found }
        }
        return nil
    }

    /// The reference to a record in the shape of a reference schema.
    static func shown(_ record: Record, as schema: String, _ schemas: SchemaTable) -> JSONValue {
        var members: [String: JSONValue] = ["id": .integer(Int64(record.id))]
        for name in schemas.fields(of: schema).keys where name != "_info" {
            switch name {
            case "sort": members[name] = record["sortOrder"]
            case "setupName": members[name] = record["managementSolutionName"]
            default: members[name] = record[name]
            }
        }
        return .object(members)
    }
}
