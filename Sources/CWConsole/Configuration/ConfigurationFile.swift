import IntegrationCore

/// What a file says: the sections that stand in it.
struct ConfigurationFile: Equatable, Sendable {
    /// The partner's name; the site, whose host nobody confirmed yet.
    var name: String?, site: ConnectWiseSite?
    /// The settings, the rules without numbers, and the cross-references.
    var settings: IntegrationSettings?, rules: [NotificationRule]?
    var references: [CrossReference]?
    /// The customers in the order of the file.
    var customers: [PartnerConfiguration.CustomerPart]?
    /// What was changed in the values of the site, to be told.
    var notes: [String] = []

    /// A configuration with the sections of the file in the place of its own.
    ///
    /// A customer with events cannot go: one that the file does not name stays as a number and a
    /// name.
    func applied(to current: PartnerConfiguration) -> PartnerConfiguration {
        var configuration = current
        if let name { configuration.name = name }
        if let site { configuration.site = site }
        if let settings { configuration.settings = settings }
        if let rules { configuration.rules = rules }
        if let references { configuration.crossReferences = references }
        guard let customers else { return configuration }
        let named = Set(customers.map(\.number))
        configuration.customers =
            customers
            + current.customers.filter { !named.contains($0.number) }
            .map { .init(number: $0.number, name: $0.name) }
        return configuration
    }
}
