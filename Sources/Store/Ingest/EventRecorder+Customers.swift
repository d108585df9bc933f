internal import GRDB
internal import IntegrationCore

/// A source of the batch, with the events accepted from it.
struct SourceTally {
    var id: Int64, accepted = 0
}

/// A customer as a source names it.
struct LinkKey: Hashable {
    var source: Int64, id: String
}

/// The row of a source's customer, and the customer it is linked to.
struct CustomerLink {
    var id: Int64, customer: RowID<Customer>?
}

extension EventRecorder {
    /// The most unlinked customers of a partner (sources guide 2.6).
    static let mostUnknown: Int64 = 5_000

    /// The row of a source, made at its first event.
    mutating func sourceID(_ name: String) throws -> Int64 {
        if let known = sources[name] { return known.id }
        var id = try db.number(
            "SELECT id FROM sources WHERE partner_id = ? AND name = ?", [partner.rawValue, name])
        if id == nil {
            try db.run(
                "INSERT INTO sources (partner_id, name, last_seen_at) VALUES (?, ?, ?)",
                [partner.rawValue, name, now.microseconds])
            id = db.lastInsertedRowID
        }
        let tally = SourceTally(id: id ?? 0)
        sources[name] = tally
        return tally.id
    }

    /// The row of a source's customer; nil when it is new and too many wait already.
    mutating func link(source: Int64, to party: BackupEvent.Party) throws -> CustomerLink? {
        let key = LinkKey(source: source, id: party.id)
        if let known = links[key] { return known }
        let known = try db.firstHot(
            "SELECT id, customer_id FROM source_customers WHERE source_id = ? AND external_id = ?",
            [.integer(source), .text(party.id)]
        ) { CustomerLink(id: $0.integer(0), customer: $0.number(1).map { RowID($0) }) }
        if let known {
            links[key] = known
            return known
        }
        let name = EventText.name(party.name)
        var customer: RowID<Customer>?
        if let number = Self.customerNumber(party.id) {
            customer = try db.customer(number: number, name: name, of: partner)
        } else {
            let unknown = try db.number(
                "SELECT count(*) FROM source_customers c JOIN sources s ON s.id = c.source_id"
                    + " WHERE c.customer_id IS NULL AND s.partner_id = ?", [partner.rawValue])
            guard unknown ?? 0 < Self.mostUnknown else { return nil }
        }
        try db.run(
            "INSERT INTO source_customers (source_id, external_id, name, customer_id)"
                + " VALUES (?, ?, ?, ?)", [source, party.id, name, customer?.rawValue])
        let link = CustomerLink(id: db.lastInsertedRowID, customer: customer)
        links[key] = link
        return link
    }

    /// An id that is a customer number: digits only, without a leading zero.
    static func customerNumber(_ id: String) -> Int64? {
        guard id.utf8.allSatisfy({ (48...57).contains($0) }), id.utf8.first != 48 else {
            return nil
        }
        return Int64(id)
    }

    /// The customer behind a link; nil while the link waits.
    mutating func customer(of link: CustomerLink, named name: String?) throws -> Customer? {
        guard let id = link.customer else { return nil }
        var customer = try customers[id] ?? db.customer(id)
        // A customer that was made from its number takes the first name a source tells.
        if let name, customer.name == String(customer.number), name != customer.name {
            customer.name = name
            try db.run("UPDATE customers SET name = ? WHERE id = ?", [name, id.rawValue])
        }
        customers[id] = customer
        return customer
    }

    /// When the customer was last synchronised.
    mutating func lastSynchronized(_ customer: RowID<Customer>) throws -> Timestamp? {
        if let known = lastSynchronized[customer] { return known }
        let moment = try db.firstHot(
            "SELECT last_synchronized_at FROM windows WHERE customer_id = ?",
            [.integer(customer.rawValue)]
        ) { Timestamp(microseconds: $0.integer(0)) }
        lastSynchronized[customer] = .some(moment)
        return moment
    }
}

extension Database {
    /// The customer of a number, made when there is none.
    func customer(
        number: Int64, name: String?, of partner: RowID<Partner>
    ) throws -> RowID<Customer> {
        let known = try self.number(
            "SELECT id FROM customers WHERE partner_id = ? AND number = ?",
            [partner.rawValue, number])
        if let known { return RowID(known) }
        try run(
            "INSERT INTO customers (partner_id, number, name) VALUES (?, ?, ?)",
            [partner.rawValue, number, name ?? String(number)])
        return RowID(lastInsertedRowID)
    }

    /// The customer of a row number.
    func customer(_ id: RowID<Customer>) throws -> Customer {
        let customer = try firstHot(
            "SELECT number, name, company_id, company_name FROM customers WHERE id = ?",
            [.integer(id.rawValue)]
        ) { row in
            Customer(
                id: id, number: row.integer(0), name: row.words(1) ?? "", companyID: row.number(2),
                companyName: row.words(3))
        }
        guard let customer else {
            throw LedgerError(.notFound, "There is no customer with the row number \(id).")
        }
        return customer
    }
}

extension Customer {
    init(row: Row) {
        self.init(
            id: row.id("id"), number: row["number"], name: row["name"],
            companyID: row["company_id"], companyName: row["company_name"])
    }
}
