import IntegrationCore

/// Who uses a management solution or devices integration; asked before deleting (contract 8.6).
enum Usages {
    static func list(_ visit: Visit, in state: State) -> JSONValue {
        guard let id = visit.ids.last else { return [] }
        return .array(
            users(of: id, visit.resource, in: state).map { resource, record in
                [
                    "id": .integer(Int64(record.id)), "type": .string(resource.noun), "count": 1,
                    "description": record["name"] ?? record["groupIdentifier"] ?? .null,
                ]
            })
    }

    /// The records that name `id` and would lose it.
    static func users(
        of id: Int, _ resource: Resource, in state: State
    ) -> [(Resource, Record)] {
        switch resource {
        case .itSolutions:
            state[.managedIDs].all.filter { $0.reference("managementSolution") == id }
                .map { (.managedIDs, $0) }
        case .configurationTypes:
            state[.configurations].all.filter { $0.reference("type") == id }
                .map { (.configurations, $0) }
        default: []
        }
    }
}
