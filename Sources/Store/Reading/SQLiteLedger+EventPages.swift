internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func events(
        _ partner: RowID<Partner>, matching filter: EventFilter, page: PageRequest<StoredEvent>
    ) async throws -> [EventRow] {
        try await read { db in
            let isHeld = try db.partner(partner).circuit != nil
            let customers = try db.foldedCustomers(filter, of: partner)
            let query = EventQuery(
                partner: partner, filter: filter, page: page, customers: customers)
            var rows = try db.all(query.sql, query.arguments)
            if page.after != nil { rows.reverse() }
            return try rows.map { try db.eventRow($0, isHeld: isHeld) }
        }
    }

    public func event(_ id: RowID<StoredEvent>) async throws -> EventDetail? {
        try await read { db in
            let row = try db.first(
                "SELECT \(EventQuery.columns), e.is_stale, e.partner_id FROM events e"
                    + " \(EventQuery.joins) WHERE e.id = ?", [id.rawValue])
            guard let row, let event = try db.event(body: id) else { return nil }
            let isHeld = try db.partner(row.id("partner_id")).circuit != nil
            let notifications = try db.all(
                "SELECT \(NotificationQuery.columns) \(NotificationQuery.joins)"
                    + " WHERE n.event_id = ? ORDER BY n.rule_id", [id.rawValue]
            ).map { try NotificationRow(row: $0, isHeld: isHeld) }
            return EventDetail(
                row: try db.eventRow(row, isHeld: isHeld), event: event, isStale: row["is_stale"],
                notifications: notifications)
        }
    }
}

/// The statement behind one page of the log.
private struct EventQuery {
    static let columns = """
        e.id, e.received_at, e.moment, e.customer_id, e.account, e.account_name, e.information,
        e.class, e.severity, c.number, c.name, s.external_id AS source_customer
        """
    static let joins = """
        LEFT JOIN customers c ON c.id = e.customer_id
        LEFT JOIN source_customers s ON s.id = e.source_customer_id
        """

    private(set) var conditions: [String] = []
    private(set) var arguments = StatementArguments()
    private let index: String
    private let order: String

    /// `customers` are those whose names hold the text of the quick search.
    init(
        partner: RowID<Partner>, filter: EventFilter, page: PageRequest<StoredEvent>,
        customers: [Int64]
    ) {
        index =
            filter.failedOnly
            ? "events_failed" : filter.customer == nil ? "events_by_partner" : "events_by_customer"
        order = page.after == nil ? "DESC" : "ASC"
        add("e.partner_id = ?", [partner.rawValue])
        if filter.failedOnly { add("e.failed > 0", []) }
        if let customer = filter.customer { add("e.customer_id = ?", [customer.rawValue]) }
        if let before = page.before { add("e.id < ?", [before.rawValue]) }
        if let after = page.after { add("e.id > ?", [after.rawValue]) }
        if let account = filter.account {
            add("(e.account = ? OR e.account_name = ?)", [account, account])
        }
        if let severity = filter.severity { add("e.severity >= ?", [severity.stored]) }
        if !filter.text.isEmpty { addText(filter.text, customers: customers) }
        if let condition = filter.condition {
            let search = SearchSQL(condition, partner: partner)
            add(search.sql, search.arguments)
        }
        arguments += [min(max(page.limit, 1), 1_000)]
    }

    var sql: String {
        "SELECT \(Self.columns) FROM events e INDEXED BY \(index) \(Self.joins)"
            + " WHERE \(conditions.joined(separator: " AND ")) ORDER BY e.id \(order) LIMIT ?"
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }

    private mutating func addText(_ text: String, customers: [Int64]) {
        let folded = "%\(LikePattern.literal(text.lowercased()))%"
        let marks = customers.map { _ in "?" }.joined(separator: ", ")
        add(
            "(coalesce(e.folded, e.information || ' ' || e.account || ' '"
                + " || coalesce(e.account_name, '')) LIKE ? ESCAPE '\\' OR e.class LIKE ?"
                + " ESCAPE '\\' OR s.external_id LIKE ? ESCAPE '\\' OR e.customer_id IN (\(marks)))",
            StatementArguments([folded, folded, folded]) + StatementArguments(customers))
    }
}

extension Database {
    /// Customers whose name or number holds the text of the quick search, at most 500.
    fileprivate func foldedCustomers(
        _ filter: EventFilter, of partner: RowID<Partner>
    ) throws -> [Int64] {
        guard !filter.text.isEmpty else { return [] }
        let text = filter.text.lowercased()
        var found: [Int64] = []
        let rows = try Row.fetchCursor(
            cachedStatement(sql: "SELECT id, number, name FROM customers WHERE partner_id = ?"),
            arguments: [partner.rawValue])
        while found.count < 500, let row = try rows.next() {
            let words = "\(row["number"] as Int64) \((row["name"] as String).lowercased())"
            if words.contains(text) { found.append(row["id"]) }
        }
        return found
    }

    /// A line of the log with its notifications in brief.
    fileprivate func eventRow(_ row: Row, isHeld: Bool) throws -> EventRow {
        let id = row.id("id", of: StoredEvent.self)
        let marks = try all(
            "SELECT n.action, n.state, t.remote_id FROM notifications n"
                + " LEFT JOIN tickets t ON t.id = n.ticket_id WHERE n.event_id = ?"
                + " ORDER BY n.rule_id", [id.rawValue]
        ).map { mark in
            EventRow.Mark(
                action: mark["action"],
                state: try mark.word("state", as: NotificationState.self).shown(isHeld: isHeld),
                ticket: mark["remote_id"])
        }
        return EventRow(
            id: id, receivedAt: row.moment("received_at"), moment: row.moment("moment"),
            customerNumber: row["number"],
            customerName: row["name"] ?? row["source_customer"] ?? "",
            customer: row.idIfAny("customer_id"),
            account: row["account_name"] ?? row["account"] as String,
            information: row["information"],
            eventClass: try row.word("class", as: EventClass.self),
            severity: Severity(stored: row["severity"]), notifications: marks)
    }
}

extension NotificationState {
    /// Work that the open circuit holds back is shown as held.
    func shown(isHeld: Bool) -> NotificationState {
        isHeld && (self == .pending || self == .waiting) ? .held : self
    }
}
