extension ConnectWiseClient {
    private static let integrations = "/company/managedDevicesIntegrations"

    /// The managed devices integrations, by id.
    public func managedDevicesIntegrations() async throws(ConnectWiseError)
        -> [ConnectWise.ManagedDevicesIntegration]
    {
        try await list(Self.integrations)
    }

    /// The cross-references of an integration, by id, inactive ones included.
    public func crossReferences(
        integration: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.IntegrationCrossReference] {
        try await list("\(Self.integrations)/\(integration)/crossReferences")
    }
}
