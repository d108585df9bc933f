internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func customers(
        _ partner: RowID<Partner>, after number: Int64?, limit: Int
    ) async throws -> [CustomerSummary] {
        try await read { db in
            let window = try db.settings(of: partner).value.windowHours
            return try db.all(
                CustomerSummary.query + " WHERE c.partner_id = ? AND c.number > ?"
                    + " ORDER BY c.number LIMIT ?",
                [partner.rawValue, number ?? 0, min(max(limit, 1), 1_000)]
            ).map { CustomerSummary(row: $0, windowHours: window) }
        }
    }

    public func customer(_ partner: RowID<Partner>, number: Int64) async throws -> Customer? {
        try await read { db in
            try db.first(
                "SELECT * FROM customers WHERE partner_id = ? AND number = ?",
                [partner.rawValue, number]
            ).map(Customer.init(row:))
        }
    }

    public func mapCustomer(
        _ customer: RowID<Customer>, to company: NamedReference?, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let partner = try db.partner(of: customer)
            try db.map(customer, to: company, partner: partner, by: who, at: now)
        }
    }

    public func waitingSourceCustomers(
        _ partner: RowID<Partner>
    ) async throws -> [WaitingSourceCustomer] {
        try await read { db in
            try db.all(
                "SELECT s.name AS source, c.external_id, c.name, c.waiting"
                    + " FROM source_customers c JOIN sources s ON s.id = c.source_id"
                    + " WHERE c.customer_id IS NULL AND s.partner_id = ?"
                    + " ORDER BY c.waiting DESC, s.name, c.external_id", [partner.rawValue]
            ).map { row in
                WaitingSourceCustomer(
                    source: row["source"], id: row["external_id"], name: row["name"],
                    events: row["waiting"])
            }
        }
    }

    public func linkSourceCustomer(
        source: String, id: String, toNumber number: Int64, partner: RowID<Partner>,
        planner: any EventPlanning, by who: Operator, now: Timestamp
    ) async throws -> Int {
        guard number > 0 else {
            throw LedgerError(.refused, "A customer number is a whole number above 0.")
        }
        return try await write { db in
            let link = try db.first(
                "SELECT c.id, c.name, c.customer_id FROM source_customers c"
                    + " JOIN sources s ON s.id = c.source_id"
                    + " WHERE s.partner_id = ? AND s.name = ? AND c.external_id = ?",
                [partner.rawValue, source, id])
            guard let link else {
                throw LedgerError(
                    .notFound, "No event of \(source) has named a customer \(id) yet.")
            }
            guard link["customer_id"] as Int64? == nil else {
                throw LedgerError(.refused, "The customer \(id) of \(source) is linked already.")
            }
            let row: Int64 = link["id"]
            let target = try db.customer(number: number, name: link["name"], of: partner)
            try db.run(
                "UPDATE source_customers SET customer_id = ?, waiting = 0 WHERE id = ?",
                [target.rawValue, row])
            let released = try db.releaseWaiting(
                link: row, to: target, partner: partner, planner: planner, now: now)
            try db.audit(
                "customer.link", "\(id) of \(source)",
                "none -> customer \(number); \(released) events planned", partner: partner, by: who,
                at: now)
            return released
        }
    }
}

extension Database {
    /// Plans the events that waited for a customer, in the order they came.
    func releaseWaiting(
        link: Int64, to customer: RowID<Customer>, partner: RowID<Partner>,
        planner: any EventPlanning, now: Timestamp
    ) throws -> Int {
        var recorder = try EventRecorder(self, partner: partner, planner: planner, now: now)
        let customer = try self.customer(customer)
        let reader = EventReader()
        var last: Int64 = 0
        var released = 0
        while true {
            let rows = try all(
                "SELECT e.id, b.body FROM events e JOIN event_bodies b ON b.event_id = e.id"
                    + " WHERE e.source_customer_id = ? AND e.is_waiting = 1 AND e.id > ?"
                    + " ORDER BY e.id LIMIT 200", [link, last])
            guard let end = rows.last else { return released }
            last = end["id"]
            for row in rows {
                let event = try reader.read(stored: row.bytes("body"))
                try recorder.release(event, id: row.id("id"), customer: customer)
                released += 1
            }
        }
    }
}

extension CustomerSummary {
    /// Customers with their window and what is open; the conditions follow.
    static let query = """
        SELECT c.*, w.last_synchronized_at,
            (SELECT count(*) FROM effects e JOIN notifications n ON n.effect_id = e.id
                WHERE e.customer_id = c.id AND e.kind = 'statistics'
                AND e.state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait')
                AND n.state = 'skipped') AS waiting_facts,
            (SELECT count(*) FROM tickets t
                WHERE t.customer_id = c.id AND t.phase <> 'closed'
                AND t.remote_id IS NOT NULL) AS open_tickets,
            (SELECT count(*) FROM notifications n
                WHERE n.customer_id = c.id AND n.state = 'failed') AS failed
        FROM customers c LEFT JOIN windows w ON w.customer_id = c.id
        """

    init(row: Row, windowHours: Int) {
        let last = row.momentIfAny("last_synchronized_at")
        self.init(
            customer: Customer(row: row), lastSynchronizedAt: last,
            nextAllowedAt: last.map { $0 + .hours(windowHours) },
            waitingFacts: row["waiting_facts"], openTickets: row["open_tickets"],
            failed: row["failed"])
    }
}
