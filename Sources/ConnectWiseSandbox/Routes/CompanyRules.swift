import IntegrationCore

/// Companies: one per identifier, with at least one address field (contract 8.2).
enum CompanyRules {
    private static let address = [
        "addressLine1", "addressLine2", "city", "state", "zip", "country",
    ]

    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        if draft.old == nil {
            guard address.contains(where: { draft.fields[$0] ?? .null != .null }) else {
                throw .invalid(
                    .companies, "MissingRequiredField", "At least one address field is required.",
                    field: "addressLine1")
            }
            draft.fields["deletedFlag"] = false
        }
        try draft.refuseTwin(of: "identifier", in: state)
    }
}

extension Draft {
    /// Refuses a second record with the same text in `field`, in any case.
    func refuseTwin(of field: String, in state: State) throws(Refusal) {
        let text = fields[field]?.string?.lowercased()
        let twin = state[visit.resource].all.first {
            $0.id != old?.id && $0.parent == visit.parentID && text != nil
                && $0[field]?.string?.lowercased() == text
        }
        guard twin != nil else { return }
        throw .invalid(
            visit.resource, "ObjectExists", "A matching \(visit.resource.noun) already exists",
            field: field)
    }
}

/// Callbacks: one per URL, type, level and object (contract 8.10).
enum CallbackRules {
    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        let key = ["url", "type", "level", "objectId"]
        let twin = state[.callbacks].all.first { record in
            record.id != draft.old?.id && key.allSatisfy { record[$0] == draft.fields[$0] }
        }
        guard twin != nil else { return }
        throw .invalid(
            .callbacks, "ObjectExists", "A matching callback entry already exists",
            field: "objectId")
    }
}
