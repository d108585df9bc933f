import IntegrationCore

/// Writes a configuration as a file that people read and change.
struct ConfigurationWriter {
    private var lines: [String] = []

    /// The file of a configuration.
    static func text(of configuration: PartnerConfiguration) -> String {
        var writer = ConfigurationWriter()
        writer.write(configuration)
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ configuration: PartnerConfiguration) {
        let parts = configuration.customers.map(\.withParents).sorted { $0.number < $1.number }
        lines = [
            "# The configuration of \(TOMLText.literal(configuration.name)) in cwconsole, as TOML.",
            "# No secret is in it: neither the private API key nor a legacy password.",
            "#",
            "# cwconsole settings diff FILE     shows what an import would change",
            "# cwconsole settings import FILE   checks the file whole, shows that, asks, imports",
            "#",
            "# A section that is left out stays as it is; one that is here replaces all of it, and",
            "# says every name of its list. Lists are numbered from 1 in what the program tells.",
            "", "format = \(ConfigurationKey.format)",
        ]
        // A list without elements has no header; it must stand before the first one.
        if configuration.rules.isEmpty { lines += ["rules = []  # Remove this line to add one."] }
        if parts.isEmpty { lines += ["customers = []  # Remove this line to add one."] }

        begin("The partner. The name is unique in a store.", ConfigurationKey.partner)
        table("[partner]", [.init("name", .text(configuration.name))])
        begin(
            "Where ConnectWise is, without the private key. A host outside ConnectWise's cloud is"
                + " confirmed where it is imported: --on-premises. A stored private key stays with"
                + " the host that it was saved for.", ConfigurationKey.credentials)
        table("[credentials]", configuration.site.members)
        begin("The integration setup, as settings show tells it.", ConfigurationKey.settings)
        table("[settings]", configuration.settings.members)
        begin(
            "Which events cause which action. Of several ticket rules that fit, the first opens"
                + " the ticket. A sync rule says nothing from board on.",
            ConfigurationKey.rule + ConfigurationKey.ticket)
        for rule in configuration.rules { table("[[rules]]", rule.entry(place: "").members) }
        begin(
            "What is billed and by which product. The twelve services stay, in their order, before"
                + " the partner's own; the pair of level and type is the key.",
            ConfigurationKey.service)
        for reference in configuration.crossReferences {
            table("[[services]]", reference.entry.members)
        }
        begin(
            "Customers and their companies. One that is not named stays with its events, and loses"
                + " company, links and what was said about its accounts. Accounts that are not"
                + " named are as they are by default.", ConfigurationKey.customer)
        note(
            "[[customers.accounts]], below their customer; a parent is named too:",
            ConfigurationKey.account)
        for part in parts { write(part.entry) }
    }

    private mutating func write(_ customer: ConfigurationEntry) {
        table("[[customers]]", customer.members)
        for account in customer.accounts { table("[[customers.accounts]]", account.members) }
    }

    // MARK: - Lines

    /// What a section is, and what its names take.
    private mutating func begin(_ sentence: String, _ keys: [ConfigurationKey]) {
        lines.append("")
        note(sentence, keys)
    }

    private mutating func note(_ sentence: String, _ keys: [ConfigurationKey]) {
        comment(sentence, indent: 1)
        let width = keys.map(\.name.count).max() ?? 0
        for key in keys {
            let gap = String(repeating: " ", count: width - key.name.count)
            let accepts = key.accepts + (key.isOptional ? "; may be left out" : "")
            comment("\(key.name)\(gap)  \(accepts)", indent: 3, hanging: width + 2)
        }
    }

    /// A comment in lines of at most 100 columns.
    private mutating func comment(_ text: String, indent: Int, hanging: Int = 0) {
        var line = "#" + String(repeating: " ", count: indent)
        let start = "#" + String(repeating: " ", count: indent + hanging)
        var isFirst = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !isFirst, line.count + 1 + word.count > 100 {
                lines.append(line)
                line = start + word
            } else {
                line += (isFirst ? "" : " ") + word
            }
            isFirst = false
        }
        lines.append(line)
    }

    private mutating func table(_ header: String, _ members: [ConfigurationValue.Member]) {
        lines += ["", header]
        for member in members {
            if case .text(let text) = member.value, text.utf8.contains(.lineFeed) {
                lines.append("\(member.name) = \(TOMLText.block(text))")
            } else {
                lines.append("\(member.name) = \(member.value.toml)")
            }
        }
    }
}

extension PartnerConfiguration.CustomerPart {
    /// The customer with every parent among its accounts, also those of which nothing is said.
    fileprivate var withParents: Self {
        var part = self
        for settings in accounts.values
        where !settings.parent.isEmpty && part.accounts[settings.parent] == nil {
            part.accounts[settings.parent] = AccountSettings()
        }
        return part
    }
}
