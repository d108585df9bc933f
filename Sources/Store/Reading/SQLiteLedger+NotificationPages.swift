internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func notifications(
        _ partner: RowID<Partner>, matching filter: NotificationFilter,
        page: PageRequest<Notification>
    ) async throws -> [NotificationRow] {
        try await read { db in
            let isHeld = try db.partner(partner).circuit != nil
            guard
                let query = NotificationQuery(
                    partner: partner, filter: filter, page: page, isHeld: isHeld)
            else { return [] }
            var rows = try db.all(query.sql, query.arguments)
            if page.after != nil { rows.reverse() }
            return try rows.map { try NotificationRow(row: $0, isHeld: isHeld) }
        }
    }

    public func notification(_ id: RowID<Notification>) async throws -> NotificationDetail? {
        try await read { db in
            let row = try db.first(
                "SELECT \(NotificationQuery.columns) \(NotificationQuery.joins) WHERE n.id = ?",
                [id.rawValue])
            guard let row else { return nil }
            let isHeld = try db.partner(row.id("partner_id")).circuit != nil
            let attempts = try db.all(
                "SELECT * FROM attempts WHERE effect_id = ? ORDER BY id",
                [row["effect_id"] as Int64?]
            ).map { attempt in
                NotificationDetail.Attempt(
                    at: attempt.moment("ended_at"), outcome: attempt["outcome"],
                    failure: try attempt.failure("failure"),
                    requests: try db.requests(ofAttempt: attempt["id"]))
            }
            return NotificationDetail(
                row: try NotificationRow(row: row, isHeld: isHeld), attempts: attempts)
        }
    }

    public func failureGroups(_ partner: RowID<Partner>) async throws -> [FailureGroup] {
        try await read { db in
            try db.all(
                "SELECT failure_code, count(*) AS count, count(DISTINCT customer_id) AS customers,"
                    + " min(updated_at) AS first, max(updated_at) AS last FROM notifications"
                    + " WHERE partner_id = ? AND state = 'failed' GROUP BY failure_code"
                    + " ORDER BY count DESC, failure_code", [partner.rawValue]
            ).map { row in
                FailureGroup(
                    code: try row.word("failure_code", as: FailureCode.self), count: row["count"],
                    customers: row["customers"], first: row.moment("first"),
                    last: row.moment("last"))
            }
        }
    }
}

/// The statement behind one page of notifications.
struct NotificationQuery {
    static let columns = """
        n.id, n.partner_id, n.event_id, e.information, e.moment, c.number, c.name, n.customer_id,
        e.account, e.account_name, n.action, n.effect_id, f.kind, n.state, n.updated_at, n.failure,
        n.skip_reason, t.remote_id,
        (SELECT count(*) FROM attempts a WHERE a.effect_id = n.effect_id) AS attempts,
        iif(f.state IN ('planned', 'retry_wait', 'unknown') AND n.state <> 'cancelled',
            f.not_before, NULL) AS next_attempt_at
        """
    static let joins = """
        FROM notifications n JOIN events e ON e.id = n.event_id
        JOIN customers c ON c.id = n.customer_id
        LEFT JOIN effects f ON f.id = n.effect_id LEFT JOIN tickets t ON t.id = n.ticket_id
        """

    let sql: String
    private(set) var arguments = StatementArguments()

    /// Nil when no state that is asked for can exist now.
    ///
    /// Each state is read by its index and cut to the page, so that a page costs the same whether
    /// its state is rare or not.
    init?(
        partner: RowID<Partner>, filter: NotificationFilter, page: PageRequest<Notification>,
        isHeld: Bool
    ) {
        let states = Self.stored(filter.states, isHeld: isHeld)
        guard !states.isEmpty else { return nil }
        let limit = min(max(page.limit, 1), 1_000)
        let order = page.after == nil ? "DESC" : "ASC"
        var values = StatementArguments()
        let parts = states.map { state in
            var conditions = ["n.partner_id = ?", "n.state = ?"]
            values += [partner.rawValue, state.rawValue]
            if let before = page.before {
                conditions.append("n.id < ?"); values += [before.rawValue]
            }
            if let after = page.after { conditions.append("n.id > ?"); values += [after.rawValue] }
            if let cause = filter.cause {
                conditions.append("n.failure_code = ?")
                values += [cause.rawValue]
            }
            if let customer = filter.customer {
                conditions.append("n.customer_id = ?")
                values += [customer.rawValue]
            }
            if !filter.text.isEmpty {
                let term = "%\(LikePattern.literal(filter.text))%"
                conditions.append(
                    "(e.information || ' ' || c.number || ' ' || c.name || ' ' || e.account || ' '"
                        + " || coalesce(e.account_name, '') || ' '"
                        + " || coalesce(n.failure_code || ' ' || n.failure, n.skip_reason, ''))"
                        + " LIKE ? ESCAPE '\\'")
                values += [term]
            }
            values += [limit]
            return "SELECT * FROM (SELECT \(Self.columns) \(Self.joins)"
                + " WHERE \(conditions.joined(separator: " AND ")) ORDER BY n.id \(order) LIMIT ?)"
        }
        sql = parts.joined(separator: " UNION ALL ") + " ORDER BY id \(order) LIMIT ?"
        arguments = values + [limit]
    }

    /// The states of the store behind those that people see.
    private static func stored(
        _ shown: Set<NotificationState>, isHeld: Bool
    ) -> [NotificationState] {
        NotificationState.allCases.filter { state in
            state != .held && (shown.isEmpty || shown.contains(state.shown(isHeld: isHeld)))
        }
    }
}

extension NotificationRow {
    init(row: Row, isHeld: Bool) throws {
        let kind = row["kind"] as String?
        self.init(
            id: row.id("id"), event: row.id("event_id"), information: row["information"],
            moment: row.moment("moment"), customerNumber: row["number"], customerName: row["name"],
            customer: row.id("customer_id"),
            account: row["account_name"] ?? row["account"] as String, action: row["action"],
            kind: kind.flatMap(EffectKind.init(rawValue:)),
            state: try row.word("state", as: NotificationState.self).shown(isHeld: isHeld),
            attempts: row["attempts"], nextAttemptAt: row.momentIfAny("next_attempt_at"),
            updatedAt: row.moment("updated_at"), failure: try row.failure("failure"),
            skipReason: row["skip_reason"], ticket: row["remote_id"])
    }
}

extension Database {
    /// The requests of an attempt, in the order they were sent.
    fileprivate func requests(ofAttempt id: Int64) throws -> [RequestRecord] {
        try all("SELECT * FROM requests WHERE attempt_id = ? ORDER BY id", [id])
            .map(RequestRecord.init(row:))
    }
}

extension RequestRecord {
    init(row: Row) throws {
        self.init(
            method: try row.word("method", as: HTTPRequest.Method.self), path: row["path"],
            sentAt: row.moment("sent_at"), milliseconds: row["milliseconds"], status: row["status"],
            requestID: row["request_id"], error: row["error"])
    }
}
