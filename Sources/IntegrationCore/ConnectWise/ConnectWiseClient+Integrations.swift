extension ConnectWiseClient {
    private static let integrations = "/company/managedDevicesIntegrations"
    private static let solutions = "/company/managementItSolutions"

    /// The managed devices integrations, by id.
    public func managedDevicesIntegrations() async throws(ConnectWiseError)
        -> [ConnectWise.ManagedDevicesIntegration]
    {
        try await list(Self.integrations)
    }

    /// Makes an integration of a solution with the flags of the guide (contract 8.6).
    public func createManagedDevicesIntegration(
        name: String, solution: String
    ) async throws(ConnectWiseError) -> ConnectWise.ManagedDevicesIntegration {
        try await record(
            APICall(
                method: .post, path: Self.integrations,
                body: [
                    "name": .string(name.oneLine()), "solution": .string(solution.oneLine()),
                    "loginBy": "Global", "defaultBillingLevel": "Detail",
                    "matchOnSerialNumberFlag": true, "disableNewCrossReferencesFlag": true,
                ]))
    }

    /// Changes fields of an integration, and checks that they were taken.
    public func patchManagedDevicesIntegration(
        _ id: Int64, _ changes: [Change]
    ) async throws(ConnectWiseError) -> ConnectWise.ManagedDevicesIntegration {
        try await patch("\(Self.integrations)/\(id)", changes)
    }

    /// Makes a custom management IT solution; both names at most 30 characters (contract 8.5).
    public func createManagementSolution(
        name: String
    ) async throws(ConnectWiseError) -> ConnectWise.ManagementSolution {
        try await record(
            APICall(
                method: .post, path: Self.solutions,
                body: [
                    "name": .string(name.oneLine()), "managementItSolutionType": "Custom",
                    "managementSolutionName": .string(name.oneLine()),
                ]))
    }

    /// Changes fields of a management IT solution, and checks that they were taken.
    public func patchManagementSolution(
        _ id: Int64, _ changes: [Change]
    ) async throws(ConnectWiseError) -> ConnectWise.ManagementSolution {
        try await patch("\(Self.solutions)/\(id)", changes)
    }

    /// The cross-references of an integration, by id, inactive ones included.
    public func crossReferences(
        integration: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.IntegrationCrossReference] {
        try await list("\(Self.integrations)/\(integration)/crossReferences")
    }

    /// What a new cross-reference is made of.
    public struct CrossReferenceDraft: Sendable, Hashable {
        /// Level and Type, matched exactly and case-sensitively.
        public var level: String, type: String
        /// The catalog item.
        public var product: Int64
        /// The configuration type and the agreement type; nil means any.
        public var configurationType: Int64?, agreementType: Int64?

        /// Makes a draft.
        public init(
            level: String, type: String, product: Int64, configurationType: Int64? = nil,
            agreementType: Int64? = nil
        ) {
            self.level = level
            self.type = type
            self.product = product
            self.configurationType = configurationType
            self.agreementType = agreementType
        }

        /// What is sent.
        public var body: JSONValue {
            var members: [String: JSONValue] = [
                "vendorLevel": .string(level), "vendorType": .string(type),
                "product": ["id": .integer(product)], "inactiveFlag": false,
            ]
            if let configurationType {
                members["configurationType"] = ["id": .integer(configurationType)]
            }
            if let agreementType { members["agreementType"] = ["id": .integer(agreementType)] }
            return .object(members)
        }
    }

    /// Adds a cross-reference to an integration.
    public func createCrossReference(
        integration: Int64, _ draft: CrossReferenceDraft
    ) async throws(ConnectWiseError) -> ConnectWise.IntegrationCrossReference {
        try await record(
            APICall(
                method: .post, path: "\(Self.integrations)/\(integration)/crossReferences",
                body: draft.body))
    }

    /// Changes fields of a cross-reference, and checks that they were taken.
    public func patchCrossReference(
        integration: Int64, id: Int64, _ changes: [Change]
    ) async throws(ConnectWiseError) -> ConnectWise.IntegrationCrossReference {
        try await patch("\(Self.integrations)/\(integration)/crossReferences/\(id)", changes)
    }

    /// Removes a cross-reference.
    public func deleteCrossReference(
        integration: Int64, id: Int64
    ) async throws(ConnectWiseError) {
        _ = try await exchange(
            APICall(
                method: .delete,
                path: "\(Self.integrations)/\(integration)/crossReferences/\(id)"))
    }
}
