import IntegrationCore

/// Configurations for tests.
enum ConfigurationSamples {
    /// A partner of whom nothing is configured yet.
    static let empty = PartnerConfiguration(
        name: "Other", site: ConnectWiseSite(), settings: IntegrationSettings(), rules: [],
        crossReferences: CrossReference.standard, customers: [])

    /// One in which every kind of thing stands.
    static let full: PartnerConfiguration = {
        var site = ConnectWiseSite()
        site.url = "https://api-na.myconnectwise.net"
        (site.company, site.publicKey) = ("north", "pub")
        site.clientID = "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70"
        site.solution = "Axcient"
        site.certificateAuthorityPEM =
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
        var settings = IntegrationSettings()
        settings.windowHours = 6
        var references = CrossReference.standard
        references[2].bills = true
        references[2].product = NamedReference(id: 9, name: "Server")
        references.append(
            CrossReference(
                id: "saas-seats", service: "SaaS", unit: .devices, isOwn: true, level: "SaaS",
                type: "Servers"))
        let ticket = TicketRule(
            board: NamedReference(id: 1, name: "Backup"),
            newStatus: NamedReference(id: 2, name: "New"),
            priorities: [.error: NamedReference(id: 6, name: "High")], closing: .never,
            reopenDays: 3, notesRepeats: false)
        var child = AccountSettings()
        child.parent = "EFS1"
        var trial = AccountSettings()
        trial.plan = "Trial"
        return PartnerConfiguration(
            name: "Northwind", site: site, settings: settings,
            rules: [
                NotificationRule(
                    id: RowID(0), action: .ticket(ticket), severities: [.error],
                    eventClasses: [.backupFailure], customers: [7]),
                NotificationRule(id: RowID(0), action: .synchronize),
            ],
            crossReferences: references,
            customers: [
                .init(
                    number: 7, name: "Seven", company: NamedReference(id: 251, name: "Seven Ltd"),
                    links: [.init(source: "/a", id: "seven"), .init(source: "/b", id: "7")]),
                .init(
                    number: 19_652, name: "Contoso", accounts: ["EFS2": child, "EFS3": trial]),
            ])
    }()
}
