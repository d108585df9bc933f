internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func mapCustomers(
        _ mappings: [CustomerMapping], partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> [CustomerMapping] {
        let named = Set(mappings.map(\.customer))
        guard named.count == mappings.count else {
            throw LedgerError(.refused, "A customer is named twice; map each one once.")
        }
        return try await write { db in
            try mappings.map { mapping in
                guard try db.partner(of: mapping.customer) == partner else {
                    throw LedgerError(
                        .notFound,
                        "The partner has no customer with the row number"
                            + " \(mapping.customer); nothing was mapped.")
                }
                let old = try db.map(
                    mapping.customer, to: mapping.company, partner: partner, by: who, at: now)
                return CustomerMapping(customer: mapping.customer, company: old)
            }
        }
    }

    public func synchronizeNow(
        customer: RowID<Customer>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let partner = try db.partner(of: customer)
            let known = try db.customer(customer)
            guard known.companyID != nil else {
                throw LedgerError(
                    .refused,
                    "Customer \(known.number) \(known.name) is mapped to no company; map it first.")
            }
            guard try db.settings(of: partner).value.updatesStatistics else {
                throw LedgerError(
                    .refused, "Update Backup Statistics is switched off; switch it on first.")
            }
            try db.synchronize(known, partner: partner, by: who, at: now)
        }
    }
}

extension Database {
    /// The partner that owns a customer.
    func partner(of customer: RowID<Customer>) throws -> RowID<Partner> {
        let partner = try number(
            "SELECT partner_id FROM customers WHERE id = ?", [customer.rawValue])
        guard let partner else {
            throw LedgerError(.notFound, "There is no customer with the row number \(customer).")
        }
        return RowID(partner)
    }

    /// Maps a customer, and makes due what waited for it; the answer is what it was mapped to.
    @discardableResult
    func map(
        _ customer: RowID<Customer>, to company: NamedReference?, partner: RowID<Partner>,
        by who: Operator, at now: Timestamp
    ) throws -> NamedReference? {
        let known = try self.customer(customer)
        let old = known.companyID.map { NamedReference(id: $0, name: known.companyName ?? "") }
        if company != nil { try releaseUnmapped(customer, now: now) }
        guard old != company else { return old }
        try run(
            "UPDATE customers SET company_id = ?, company_name = ? WHERE id = ?",
            [company?.id, company?.name, customer.rawValue])
        let before = old.map { "\($0.name) (\($0.id))" } ?? "none"
        let after = company.map { "\($0.name) (\($0.id))" } ?? "none"
        try audit(
            "customer.map", "customer \(known.number)", "\(before) -> \(after)", partner: partner,
            by: who, at: now)
        return old
    }

    /// Lets a customer's statistics go now, past the window: those that live, those that failed
    /// last, or new ones.
    fileprivate func synchronize(
        _ customer: Customer, partner: RowID<Partner>, by who: Operator, at now: Timestamp
    ) throws {
        let live = try number(
            "SELECT id FROM effects WHERE customer_id = ? AND kind = 'statistics'"
                + " AND state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait')",
            [customer.id.rawValue])
        let parked = try number(
            "SELECT id FROM effects WHERE customer_id = ? AND kind = 'statistics'"
                + " AND state = 'parked' ORDER BY id DESC LIMIT 1", [customer.id.rawValue])
        let id =
            try live ?? parked
            ?? statisticsEffect(of: customer.id, partner: partner, due: now, now: now).id
        guard let effect = try self.effect(RowID(id)) else {
            throw LedgerError(.unusable, "The statistics of \(customer.number) were not written.")
        }
        guard effect.effect.state != .leased, effect.effect.state != .intent else {
            throw LedgerError(
                .refused, "Customer \(customer.number) is being synchronised just now.")
        }
        try makeDue(effect, now: now)
        try audit(
            "customer.synchronize", "customer \(customer.number)", "due now", partner: partner,
            by: who, at: now)
    }
}
