extension ConnectWise {
    /// A managed devices integration with the flags that the guide asks for (contract 8.6).
    public struct ManagedDevicesIntegration: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id, the name, and the name of the management solution.
        public var id: Int64, name: String, solution: String
        /// `Global` or `Member`, and `Detail` or `Summary`; empty when not sent.
        public var loginBy: String, defaultBillingLevel: String
        /// *Match on Serial Number*, and *Disable Newly Discovered Cross-References*.
        public var matchesOnSerialNumber: Bool, disablesNewCrossReferences: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            solution = json["solution"].words ?? ""
            loginBy = json["loginBy"].words ?? ""
            defaultBillingLevel = json["defaultBillingLevel"].words ?? ""
            matchesOnSerialNumber = json["matchOnSerialNumberFlag"].flag
            disablesNewCrossReferences = json["disableNewCrossReferencesFlag"].flag
        }
    }

    /// A cross-reference of an integration: Level and Type to a product (contract 8.6).
    public struct IntegrationCrossReference: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id.
        public var id: Int64
        /// Level and Type, exactly as ConnectWise keeps them, blanks included.
        public var vendorLevel: String, vendorType: String
        /// The catalog item, the configuration type and the agreement type; nil for none.
        public var product: Reference?, configurationType: Reference?, agreementType: Reference?
        /// Whether it is switched off.
        public var isInactive: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            vendorLevel = json["vendorLevel"].words ?? ""
            vendorType = json["vendorType"].words ?? ""
            product = Reference(json["product"])
            configurationType = Reference(json["configurationType"])
            agreementType = Reference(json["agreementType"])
            isInactive = json["inactiveFlag"].flag
        }
    }
}

extension [ConnectWise.ManagedDevicesIntegration] {
    /// The integration of a management solution; one that only bears its name comes second.
    func of(solution: String) -> ConnectWise.ManagedDevicesIntegration? {
        first { $0.solution == solution } ?? first { $0.name == solution }
    }
}
