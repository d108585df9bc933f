import IntegrationCore

/// Reads the customers of the file, with their links and accounts.
enum CustomerReader {
    typealias Part = PartnerConfiguration.CustomerPart

    /// The customers that could be read; what is wrong among them is told at each.
    static func customers(_ tables: [ConfigurationTable]) -> [Part] {
        let read = tables.compactMap { table in customer(table).map { (table, $0) } }
        for (index, reason) in read.map(\.1).refusals where read.indices.contains(index) {
            read[index].0.refuse(reason)
        }
        return read.map(\.1)
    }

    private static func customer(_ table: ConfigurationTable) -> Part? {
        let links = table.tables("links") { _ in ConfigurationKey.link }?.map { link in
            PartnerConfiguration.Link(source: link.text("source"), id: link.text("id"))
        }
        let accounts = table.tables("accounts") { _ in ConfigurationKey.account } ?? []
        let part = Part(
            number: table.number("number"), name: table.text("name"),
            company: table.reference("company", or: "none"), links: links ?? [],
            accounts: self.accounts(accounts))
        return table.isGood ? part : nil
    }

    /// The settings of accounts of which something else is said than what is so by default.
    private static func accounts(_ tables: [ConfigurationTable]) -> [String: AccountSettings] {
        var accounts: [String: AccountSettings] = [:]
        let read = tables.map { ($0, id: $0.text("id"), settings: settings($0)) }
        for (table, id, settings) in read {
            if accounts.updateValue(settings, forKey: id) != nil, table.isGood {
                table.refuse("id", "The account \(id) stands twice.")
            }
        }
        for (table, _, settings) in read where table.isGood {
            if !settings.parent.isEmpty, accounts[settings.parent] == nil {
                table.refuse(
                    "parent",
                    "The customer has no account \(settings.parent); name one of its accounts, or"
                        + " add it.")
            }
        }
        return accounts.filter { $0.value != AccountSettings() }
    }

    private static func settings(_ table: ConfigurationTable) -> AccountSettings {
        var settings = AccountSettings()
        settings.parent = table.text("parent")
        settings.plan = table.text("plan")
        settings.notifiesNoBackup = table.flag("noBackup")
        settings.notifiesNoErrorFreeBackup = table.flag("noErrorFreeBackup")
        settings.enablesExternalAlerts = table.flag("externalAlerts")
        settings.contactEmail = table.text("contact")
        return settings
    }
}
