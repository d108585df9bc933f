import IntegrationCore

/// Managed ID entries of a company (contract 8.7).
enum ManagedIDRules {
    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        let solution = draft.reference("managementSolution").flatMap { state[.itSolutions, $0] }
        let isLegacy = solution?["managementItSolutionType"]?.string != "Custom"
        if solution != nil, isLegacy, draft.fields["deviceType"] ?? .null == .null {
            throw .invalid(
                .managedIDs, "MissingRequiredField",
                "deviceType is required when the management solution is Legacy.",
                field: "deviceType")
        }
    }
}

/// The management solution itself (contract 8.5).
enum ManagementSetupRules {
    static func prepareSolution(_ draft: inout Draft, in state: State) throws(Refusal) {
        let name = draft.fields["managementSolutionName"]?.string ?? ""
        if draft.fields["managementItSolutionType"] == "Custom", name.isEmpty {
            throw .invalid(
                .itSolutions, "MissingRequiredField",
                "managementSolutionName is required for a custom solution.",
                field: "managementSolutionName")
        }
        try draft.refuseTwin(of: "name", in: state)
    }
}

/// Configurations: a device identifier names one configuration of a company and type.
enum ConfigurationRules {
    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        if draft.reference("status") == nil {
            draft.fields["status"] = state[.configurationStatuses].all
                .first { $0.flag("defaultFlag") }
                .map { Draft.shown($0, as: "ConfigurationStatusReference", .official) }
        }
        draft.fields["activeFlag"] = draft.fields["activeFlag"] ?? true
    }
}
