import IntegrationCore

/// Create, PATCH, PUT and DELETE of any resource.
enum Writing {
    static func create(_ visit: Visit, in state: inout State) throws(Refusal) -> Reply {
        let body = try visit.checkedBody()
        guard case .object(var fields) = body else { throw .noRoute }
        fields["id"] = nil
        fields["_info"] = nil
        var draft = Draft(fields: fields, old: nil, visit: visit)
        try draft.resolveReferences(in: state)
        try Rules.prepare(&draft, in: state)
        let record = state.insert(
            draft.fields, into: visit.resource, parent: visit.parentID, by: visit.author,
            at: visit.now)
        Rules.follow(draft, record, in: &state)
        return .json(
            visit.operation.success, visit.shown(state[visit.resource, record.id] ?? record))
    }

    static func patch(_ visit: Visit, in state: inout State) throws(Refusal) -> Reply {
        let steps = try visit.checkedBody().array?.compactMap(PatchStep.init) ?? []
        let old = try Routes.record(visit, in: state)
        var draft = Draft(fields: old.fields, old: old, visit: visit)
        for step in steps { draft.apply(step) }
        return try commit(&draft, over: old, in: &state)
    }

    /// PUT resets what is not named (contract 5).
    static func replace(_ visit: Visit, in state: inout State) throws(Refusal) -> Reply {
        guard case .object(var fields) = try visit.checkedBody() else { throw .noRoute }
        fields["id"] = nil
        fields["_info"] = nil
        let old = try Routes.record(visit, in: state)
        var draft = Draft(fields: fields, old: old, visit: visit)
        draft.touched = Set(fields.keys)
        return try commit(&draft, over: old, in: &state)
    }

    static func delete(_ visit: Visit, in state: inout State) throws(Refusal) -> Reply {
        let record = try Routes.record(visit, in: state)
        guard let id = visit.ids.last,
            Usages.users(of: id, visit.resource, in: state).isEmpty
        else {
            throw Refusal(
                status: 409, code: "ObjectInUse",
                message: "The \(visit.resource.noun) is in use and cannot be deleted.")
        }
        state.delete(record, from: visit.resource)
        // Some children answer 200 with the record that is gone (contract 6).
        return visit.operation.success == 204
            ? Reply(status: 204) : .json(visit.operation.success, visit.shown(record))
    }

    private static func commit(
        _ draft: inout Draft, over old: Record, in state: inout State
    ) throws(Refusal) -> Reply {
        let visit = draft.visit
        try draft.resolveReferences(in: state)
        try Rules.prepare(&draft, in: state)
        var record = old
        record.fields = draft.fields
        if record.fields != old.fields {
            state.update(record, in: visit.resource, by: visit.author, at: visit.now)
        }
        Rules.follow(draft, record, in: &state)
        return .json(200, visit.shown(state[visit.resource, record.id] ?? record))
    }
}

extension Visit {
    /// The body, read and checked against the official schema.
    func checkedBody() throws(Refusal) -> JSONValue {
        guard let body = try? JSONValue(parsing: call.body) else {
            throw Refusal(
                status: 400, code: "InvalidObject", message: "The request body is not valid JSON.")
        }
        let violations = schemas.violations(of: body, operation: operation)
        if let refusal = Refusal(violations, resource: resource) { throw refusal }
        return body
    }
}
