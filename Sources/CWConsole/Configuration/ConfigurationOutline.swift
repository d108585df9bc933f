import IntegrationCore

/// One thing that a configuration says, like a rule or a customer, under its place.
struct ConfigurationEntry {
    /// The place in a difference, like `settings` or `services.online-servers`.
    let place: String
    /// What it says, in the order of the file.
    let members: [ConfigurationValue.Member]
    /// The whole in one line, for one that is added or removed.
    var summary = ""
    /// The accounts of a customer.
    var accounts: [ConfigurationEntry] = []

    /// The entry as `--json` says it.
    var json: JSONValue {
        guard !accounts.isEmpty else { return members.json }
        var object = members.json.object ?? [:]
        object["accounts"] = .list(accounts, \.json)
        return .object(object)
    }
}

extension PartnerConfiguration {
    /// Everything that it says, section by section, in the order of the file.
    var entries: [ConfigurationEntry] {
        [
            ConfigurationEntry(
                place: "partner", members: [ConfigurationValue.Member("name", .text(name))]),
            ConfigurationEntry(place: "credentials", members: site.members),
            ConfigurationEntry(place: "settings", members: settings.members),
        ] + rules.enumerated().map { $1.entry(place: "rules[\($0 + 1)]") }
            + crossReferences.map(\.entry)
            + customers.sorted { $0.number < $1.number }.map(\.entry)
    }

    /// The configuration as `--json` says it.
    var document: JSONValue {
        [
            "format": .integer(ConfigurationKey.format), "partner": ["name": .string(name)],
            "credentials": site.members.json, "settings": settings.members.json,
            "rules": .list(rules) { $0.entry(place: "").json },
            "services": .list(crossReferences, \.entry.json),
            "customers": .list(customers.sorted { $0.number < $1.number }, \.entry.json),
        ]
    }
}

extension ConnectWiseSite {
    /// The site without the confirmation of its host, which every store asks for itself.
    var members: [ConfigurationValue.Member] {
        [
            .init("isOn", .flag(isOn)), .init("siteUrl", .text(url)),
            .init("company", .text(company)), .init("publicKey", .text(publicKey)),
            .init("clientId", .text(clientID)), .init("solution", .text(solution)),
            .init("apiVersion", .text(apiVersion)),
            .init("caCertificate", .text(certificateAuthorityPEM)),
        ] + (legacyUsername.isEmpty ? [] : [.init("legacyUsername", .text(legacyUsername))])
    }
}

extension IntegrationSettings {
    /// The settings by the names of `settings set`.
    var members: [ConfigurationValue.Member] {
        SettingField.all.map { field in
            switch field.show(self) {
            case .bool(let flag): .init(field.name, .flag(flag))
            case .integer(let number): .init(field.name, .number(number))
            case let value: .init(field.name, .text(value.string ?? value.text))
            }
        }
    }
}

extension NotificationRule {
    /// The rule under a place.
    func entry(place: String) -> ConfigurationEntry {
        let numbers = customers.map { $0.sorted().map(ConfigurationValue.number) }
        var members: [ConfigurationValue.Member] = [
            .init("action", .text(actionWord)), .init("severities", .words(severityWords)),
            .init("events", eventWords.map { .words($0) } ?? .text("all")),
            .init("customers", numbers.map(ConfigurationValue.list) ?? .text("all")),
        ]
        if case .ticket(let rule) = action { members += rule.members }
        let what = [actionWord, severityWords.joined(separator: ","), how]
        return ConfigurationEntry(
            place: place, members: members,
            summary: what.filter { !$0.isEmpty }.joined(separator: ", "))
    }
}

extension TicketRule {
    fileprivate var members: [ConfigurationValue.Member] {
        let close: ConfigurationValue =
            switch closing {
            case .firstClosedStatus: .text("firstClosed")
            case .never: .text("never")
            case .status(let status): .reference(status)
            }
        return [
            .init("board", .reference(board)),
            .init("status", newStatus.map { .reference($0) } ?? .text("notResponded")),
            .init(
                "priority",
                .table(
                    priorities.sorted { $0.key < $1.key }
                        .map { .init($0.key.rawValue, .reference($0.value)) })),
            .init("close", close), .init("reopenDays", .number(Int64(reopenDays))),
            .init("noteRepeats", .flag(notesRepeats)),
        ]
    }
}

extension CrossReference {
    var entry: ConfigurationEntry {
        ConfigurationEntry(
            place: "services.\(id)",
            members: [
                .init("service", .text(id)), .init("wording", .text(service)),
                .init("unit", .text(unit.rawValue)), .init("bill", .flag(bills)),
                .init("level", .text(level)), .init("type", .text(type)),
                .init("configurationType", .text(configurationType)),
                .init("agreementType", .text(agreementType)),
                .init("product", product.map { .reference($0) } ?? .text("none")),
                .init("flatFee", .flag(isFlatFee)),
            ],
            summary: "\(service), Level \(level), Type \(type)")
    }
}

extension PartnerConfiguration.CustomerPart {
    var entry: ConfigurationEntry {
        let links = self.links.sorted { ($0.source, $0.id) < ($1.source, $1.id) }
        var members: [ConfigurationValue.Member] = [
            .init("number", .number(number)), .init("name", .text(name)),
            .init("company", company.map { .reference($0) } ?? .text("none")),
        ]
        if !links.isEmpty {
            members.append(
                .init(
                    "links",
                    .list(
                        links.map {
                            .table([.init("source", .text($0.source)), .init("id", .text($0.id))])
                        })))
        }
        let what = [
            name, company.map { "company \($0.name) (\($0.id))" },
            links.isEmpty ? nil : Formatting.count(links.count, "link"),
            accounts.isEmpty ? nil : Formatting.count(accounts.count, "account"),
        ]
        return ConfigurationEntry(
            place: "customers.\(number)", members: members,
            summary: what.compactMap(\.self).joined(separator: ", "),
            accounts: accounts.sorted { $0.key < $1.key }
                .map { $1.entry($0, place: "customers.\(number).accounts.\($0)") })
    }
}

extension AccountSettings {
    /// The settings of an account under a place.
    func entry(_ account: String, place: String) -> ConfigurationEntry {
        let said: [ConfigurationValue.Member] = [
            .init("parent", .text(parent)), .init("plan", .text(plan)),
            .init("noBackup", .flag(notifiesNoBackup)),
            .init("noErrorFreeBackup", .flag(notifiesNoErrorFreeBackup)),
            .init("externalAlerts", .flag(enablesExternalAlerts)),
            .init("contact", .text(contactEmail)),
        ]
        return ConfigurationEntry(
            place: place, members: [.init("id", .text(account))] + said,
            summary: said.map { "\($0.name) = \($0.value.words)" }.joined(separator: ", "))
    }
}
