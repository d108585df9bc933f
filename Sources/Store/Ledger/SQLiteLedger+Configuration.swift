internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func configuration(_ partner: RowID<Partner>) async throws -> PartnerConfiguration {
        try await read { try $0.configuration(of: partner) }
    }

    public func saveConfiguration(
        _ configuration: PartnerConfiguration, baseline: PartnerConfiguration,
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let current = try db.configuration(of: partner)
            guard current.comparable == baseline.comparable else {
                throw LedgerError(
                    .changedMeanwhile,
                    "Somebody else changed the configuration of \(current.name) meanwhile; look at"
                        + " the difference again and repeat your change.")
            }
            try ConfigurationSave(db, partner: partner, who: who, now: now)
                .replace(current, by: configuration)
        }
    }
}

/// Replaces a configuration in the running transaction, by the same steps as single changes.
struct ConfigurationSave {
    let db: Database
    let partner: RowID<Partner>
    let who: Operator
    let now: Timestamp

    init(_ db: Database, partner: RowID<Partner>, who: Operator, now: Timestamp) {
        self.db = db
        self.partner = partner
        self.who = who
        self.now = now
    }

    func replace(_ old: PartnerConfiguration, by new: PartnerConfiguration) throws {
        try SQLiteLedger.rename(partner, to: new.name, in: db, by: who, at: now)
        if old.site != new.site {
            try keepKeyAtHome(old.site, new.site)
            let version = try db.versioned(.site, of: partner, default: ConnectWiseSite()).version
            try db.save(
                new.site, version: version, sealedKey: nil, partner: partner, by: who, at: now)
        }
        if old.settings != new.settings {
            try db.save(
                new.settings, version: try db.settings(of: partner).version, partner: partner,
                by: who, at: now)
        }
        if old.crossReferences != new.crossReferences {
            try db.save(
                new.crossReferences, expecting: try db.crossReferences(of: partner).version,
                partner: partner, by: who, at: now)
        }
        try replaceRules(by: new.rules)
        try replaceCustomers(old.customers, by: new.customers)
    }

    /// A stored key goes only to the host that it was saved for (product.md 3).
    private func keepKeyAtHome(_ old: ConnectWiseSite, _ new: ConnectWiseSite) throws {
        guard let change = new.hostChange(from: old), try db.sealed(.privateKey, of: partner) != nil
        else { return }
        throw LedgerError(
            .refused,
            change + " The stored private key is sent only to the host that it was saved for; save"
                + " the credentials of the other host with its key first.")
    }

    /// Rules are changed in their places, so that their order is that of the new ones.
    private func replaceRules(by new: [NotificationRule]) throws {
        let old = try db.rules(of: partner)
        for (known, wanted) in zip(old, new) {
            let rule = NotificationRule(
                id: known.id, action: wanted.action, severities: wanted.severities,
                eventClasses: wanted.eventClasses, customers: wanted.customers)
            try db.update(rule, partner: partner, by: who, at: now)
        }
        for surplus in old.dropFirst(new.count) {
            try db.remove(surplus.id, partner: partner, by: who, at: now)
        }
        for added in new.dropFirst(old.count) {
            try db.add(added, partner: partner, by: who, at: now)
        }
    }
}

extension Database {
    /// The whole configuration of a partner as it stands.
    func configuration(of partner: RowID<Partner>) throws -> PartnerConfiguration {
        PartnerConfiguration(
            name: try self.partner(partner).name,
            site: try versioned(.site, of: partner, default: ConnectWiseSite()).value,
            settings: try settings(of: partner).value, rules: try rules(of: partner),
            crossReferences: try crossReferences(of: partner).value,
            customers: try customerParts(of: partner))
    }

    private func customerParts(
        of partner: RowID<Partner>
    ) throws -> [PartnerConfiguration.CustomerPart] {
        var links: [Int64: [PartnerConfiguration.Link]] = [:]
        for row in try all(
            "SELECT l.customer_id, s.name, l.external_id FROM sources s"
                + " JOIN source_customers l ON l.source_id = s.id"
                + " WHERE s.partner_id = ? AND l.customer_id IS NOT NULL"
                + " ORDER BY s.name, l.external_id", [partner.rawValue])
        {
            links[row["customer_id"], default: []].append(
                PartnerConfiguration.Link(source: row["name"], id: row["external_id"]))
        }
        var accounts: [Int64: [String: AccountSettings]] = [:]
        for row in try all(
            "SELECT a.customer_id, a.external_id, a.settings FROM customers c"
                + " JOIN accounts a ON a.customer_id = c.id"
                + " WHERE c.partner_id = ? AND a.settings IS NOT NULL", [partner.rawValue])
        {
            accounts[row["customer_id"], default: [:]][row["external_id"]] =
                try AccountSettings(stored: row["settings"])
        }
        return try all(
            "SELECT * FROM customers WHERE partner_id = ? ORDER BY number", [partner.rawValue]
        ).map(Customer.init(row:)).map { customer in
            PartnerConfiguration.CustomerPart(
                number: customer.number, name: customer.name,
                company: customer.companyID.map { id in
                    NamedReference(id: id, name: customer.companyName ?? "")
                },
                links: links[customer.id.rawValue] ?? [],
                accounts: accounts[customer.id.rawValue] ?? [:])
        }
    }
}

extension PartnerConfiguration {
    /// The configuration with what does not count made alike: numbers of rules, orders of sets.
    fileprivate var comparable: PartnerConfiguration {
        var same = self
        same.rules = rules.map { rule in
            NotificationRule(
                id: RowID(0), action: rule.action, severities: rule.severities,
                eventClasses: rule.eventClasses, customers: rule.customers)
        }
        same.customers = customers.sorted { $0.number < $1.number }
        for index in same.customers.indices {
            same.customers[index].links.sort { ($0.source, $0.id) < ($1.source, $1.id) }
        }
        return same
    }
}
