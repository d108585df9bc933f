import IntegrationCore

/// Carries out one matched request against the state.
enum Routes {
    static func perform(_ visit: Visit, on state: inout State) throws(Refusal) -> Reply {
        let operation = visit.operation
        switch (operation.method, operation.template) {
        case ("GET", "/system/info"):
            return .json(200, state[.info].all.first { _ in true }.map(visit.shown) ?? .null)
        case ("POST", "/service/tickets/search"): return try Listing.search(visit, in: state)
        case ("POST", "/service/tickets/{parentId}/merge"):
            return try TicketActions.merge(visit, on: &state)
        case ("POST", "/service/tickets/{parentId}/attachChildren"):
            return try TicketActions.attachChildren(visit, on: &state)
        default: break
        }
        try checkParent(visit, in: state)
        switch operation.method {
        case "GET" where operation.template.hasSuffix("/usages"),
            "GET" where operation.template.hasSuffix("/usages/list"):
            return .json(200, Usages.list(visit, in: state))
        case "GET" where operation.responseIsList, "GET" where operation.response == "Count":
            return try Listing.list(visit, in: state)
        case "GET": return .json(200, visit.shown(try record(visit, in: state)))
        case "POST": return try Writing.create(visit, in: &state)
        case "PATCH": return try Writing.patch(visit, in: &state)
        case "PUT": return try Writing.replace(visit, in: &state)
        case "DELETE": return try Writing.delete(visit, in: &state)
        default: throw .otherMethod
        }
    }

    /// The record that the last id of the path names.
    static func record(_ visit: Visit, in state: State) throws(Refusal) -> Record {
        guard let id = visit.ids.last else { throw .noRoute }
        guard let record = state[visit.resource, id], record.parent == visit.parentID,
            visit.sees(record)
        else { throw .notFound(visit.resource, id) }
        return record
    }

    private static func checkParent(_ visit: Visit, in state: State) throws(Refusal) {
        guard let parent = visit.resource.parent, let id = visit.parentID else { return }
        guard let record = state[parent, id],
            parent != .tickets || !visit.hides(board: record.reference("board"))
        else { throw .notFound(parent, id) }
    }
}
