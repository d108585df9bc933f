import IntegrationCore

/// Merge and bundle, the two calls on tickets that are no field changes (contract 8.4).
enum TicketActions {
    static func merge(_ visit: Visit, on state: inout State) throws(Refusal) -> Reply {
        let parent = try Routes.record(visit, in: state)
        let body = try visit.checkedBody()
        let children = try tickets(body["mergeTicketIds"], besides: parent, visit, in: state)
        let status = body["status"].flatMap { Draft.find($0, .boardStatuses, state, parent: nil) }
        guard !children.isEmpty, let status else {
            throw .invalid(
                .tickets, "MissingRequiredField", "mergeTicketIds and status are required.",
                field: "mergeTicketIds")
        }
        for child in children where child.reference("board") != status.parent {
            throw .invalid(
                .tickets, "InvalidReference",
                "The status is not a status of ticket \(child.id)'s service board.", field: "status"
            )
        }
        for child in children {
            merge(child, into: parent, status: status, by: visit.author, at: visit.now, on: &state)
        }
        return .json(200, ["success": true, "message": "Tickets merged."])
    }

    static func attachChildren(_ visit: Visit, on state: inout State) throws(Refusal) -> Reply {
        let parent = try Routes.record(visit, in: state)
        let body = try visit.checkedBody()
        let children = try tickets(body["childTicketIds"], besides: parent, visit, in: state)
        for child in children {
            attach(child, to: parent, by: visit.author, at: visit.now, on: &state)
        }
        return .json(200, ["success": true, "message": "Tickets attached."])
    }

    static func merge(
        _ child: Record, into parent: Record, status: Record?, by author: String,
        at now: Timestamp, on state: inout State
    ) {
        var (child, parent) = (child, state[.tickets, parent.id] ?? parent)
        let old = child
        child["mergedParentTicket"] = [
            "id": .integer(Int64(parent.id)), "summary": parent["summary"] ?? .null,
        ]
        if let status {
            child["status"] = Draft.shown(status, as: "ServiceStatusReference", .official)
            child["closedFlag"] = .bool(status.flag("closedStatus"))
        }
        parent["hasMergedChildTicketFlag"] = true
        state.update(child, in: .tickets, by: author, at: now)
        state.update(parent, in: .tickets, by: author, at: now)
        TicketTrail.write(child, was: old, by: author, at: now, in: &state)
    }

    static func attach(
        _ child: Record, to parent: Record, by author: String, at now: Timestamp,
        on state: inout State
    ) {
        var (child, parent) = (child, state[.tickets, parent.id] ?? parent)
        let old = child
        child["parentTicketId"] = .integer(Int64(parent.id))
        parent["hasChildTicket"] = true
        state.update(child, in: .tickets, by: author, at: now)
        state.update(parent, in: .tickets, by: author, at: now)
        TicketTrail.write(child, was: old, by: author, at: now, in: &state)
    }

    private static func tickets(
        _ ids: JSONValue?, besides parent: Record, _ visit: Visit, in state: State
    ) throws(Refusal) -> [Record] {
        var found: [Record] = []
        for id in (ids?.array ?? []).compactMap({ $0.integer.flatMap { Int($0) } }) {
            guard id != parent.id, let record = state[.tickets, id], visit.sees(record) else {
                throw .notFound(.tickets, id)
            }
            found.append(record)
        }
        return found
    }
}
