internal import GRDB
internal import IntegrationCore

extension ConfigurationSave {
    typealias Part = PartnerConfiguration.CustomerPart
    typealias Link = PartnerConfiguration.Link

    /// Gives customers their companies, links and account settings.
    ///
    /// A customer with events cannot be removed: one that is not named any more loses what was
    /// configured for it and stays.
    func replaceCustomers(_ old: [Part], by new: [Part]) throws {
        if let refusal = new.refusals.first { throw LedgerError(.refused, refusal.reason) }
        let named = Set(new.map(\.number))
        let lost = old.filter { !named.contains($0.number) }
            .map { Part(number: $0.number, name: $0.name) }
        let known = Dictionary(old.map { ($0.number, $0) }) { first, _ in first }
        let changed = (lost + new).filter { known[$0.number] != $0 }
        // What moves from one customer to another is free before it is linked anew.
        for part in changed {
            let kept = Set(part.links)
            for link in known[part.number]?.links ?? [] where !kept.contains(link) {
                try unlink(link, from: part.number)
            }
        }
        for part in changed {
            if known[part.number] == nil {
                try db.audit(
                    "customer.add", "customer \(part.number)", "none -> \(part.name)",
                    partner: partner, by: who, at: now)
            }
            try replace(known[part.number] ?? Part(number: part.number, name: ""), by: part)
        }
    }

    private func replace(_ old: Part, by new: Part) throws {
        let customer = try db.customer(number: new.number, name: new.name, of: partner)
        if try db.customer(customer).name != new.name {
            try db.run(
                "UPDATE customers SET name = ? WHERE id = ?", [new.name, customer.rawValue])
            try db.audit(
                "customer.rename", "customer \(new.number)", "\(old.name) -> \(new.name)",
                partner: partner, by: who, at: now)
        }
        try db.map(customer, to: new.company, partner: partner, by: who, at: now)
        let linked = Set(old.links)
        for link in new.links where !linked.contains(link) {
            try self.link(link, to: customer, number: new.number)
        }
        try replaceAccounts(old.accounts, by: new.accounts, of: customer)
    }

    private func unlink(_ link: Link, from number: Int64) throws {
        try db.run(
            "UPDATE source_customers SET customer_id = NULL WHERE external_id = ? AND source_id ="
                + " (SELECT id FROM sources WHERE partner_id = ? AND name = ?)",
            [link.id, partner.rawValue, link.source])
        try db.audit(
            "customer.unlink", "\(link.id) of \(link.source)", "customer \(number) -> none",
            partner: partner, by: who, at: now)
    }

    /// Links a source's customer, heard of or not, and plans what waited for it.
    private func link(_ link: Link, to customer: RowID<Customer>, number: Int64) throws {
        let planner = EventPlanner()
        var recorder = try EventRecorder(db, partner: partner, planner: planner, now: now)
        let source = try recorder.sourceID(link.source)
        try db.run(
            "INSERT INTO source_customers (source_id, external_id, customer_id) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET customer_id = excluded.customer_id, waiting = 0",
            [source, link.id, customer.rawValue])
        let row = try db.number(
            "SELECT id FROM source_customers WHERE source_id = ? AND external_id = ?",
            [source, link.id])
        let released = try row.map { row in
            try db.releaseWaiting(
                link: row, to: customer, partner: partner, planner: planner, now: now)
        }
        try db.audit(
            "customer.link", "\(link.id) of \(link.source)",
            "none -> customer \(number); \(released ?? 0) events planned", partner: partner,
            by: who, at: now)
    }

    /// Accounts nobody heard of are made; the order is one in which each step is allowed.
    ///
    /// First those that shall have no parent, so that they can be one; then those that had one,
    /// so that nobody's parent is left among the last ones.
    private func replaceAccounts(
        _ old: [String: AccountSettings], by new: [String: AccountSettings],
        of customer: RowID<Customer>
    ) throws {
        let gone = old.keys.filter { new[$0] == nil }.sorted().map { ($0, AccountSettings()) }
        let ordered = new.map { name, settings in
            let hadParent = old[name].map { !$0.parent.isEmpty } ?? false
            let step = settings.parent.isEmpty ? 0 : hadParent ? 1 : 2
            return (step: step, name: name, settings: settings)
        }.sorted { ($0.step, $0.name) < ($1.step, $1.name) }
        for parent in Set(new.values.map(\.parent)) where !parent.isEmpty {
            _ = try account(parent, of: customer)
        }
        for (name, settings) in gone + ordered.map({ ($0.name, $0.settings) }) {
            try db.save(
                settings, of: try account(name, of: customer), partner: partner, by: who, at: now)
        }
    }

    private func account(_ name: String, of customer: RowID<Customer>) throws -> RowID<Account> {
        let known = try db.number(
            "SELECT id FROM accounts WHERE customer_id = ? AND external_id = ?",
            [customer.rawValue, name])
        if let known { return RowID(known) }
        try db.run(
            "INSERT INTO accounts (customer_id, external_id) VALUES (?, ?)",
            [customer.rawValue, name])
        return RowID(db.lastInsertedRowID)
    }
}
