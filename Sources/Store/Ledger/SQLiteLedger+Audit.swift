public import IntegrationCore
internal import GRDB

extension SQLiteLedger {
    public func audit(before id: Int64?, limit: Int) async throws -> [AuditEntry] {
        try await read { db in
            try db.all(
                "SELECT id, at, who, action, target, detail, hash FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?",
                [id ?? .max, min(max(limit, 1), 1_000)]
            ).map(AuditEntry.init(row:))
        }
    }

    public func audit(
        matching filter: AuditFilter, before id: Int64?, limit: Int
    ) async throws -> [AuditEntry] {
        let limit = min(max(limit, 1), 1_000)
        return try await read { db in
            guard !filter.action.isEmpty else {
                let query = AuditQuery(filter, action: nil, before: id, limit: limit)
                return try db.all(query.sql, query.arguments).map(AuditEntry.init(row:))
            }
            // One short page for each action that begins so, each from its own index: a rare
            // action is found without walking the engine's pushes.
            let pages = try db.auditActions()
                .filter { $0.lowercased().hasPrefix(filter.action.lowercased()) }
                .flatMap { action in
                    let query = AuditQuery(filter, action: action, before: id, limit: limit)
                    return try db.all(query.sql, query.arguments).map(AuditEntry.init(row:))
                }
            return Array(pages.sorted { $0.id > $1.id }.prefix(limit))
        }
    }

    public func verifyAudit() async throws -> AuditBreak? {
        try await read { try AuditChain.firstBreak(in: $0) }
    }

    public func appendAudit(
        _ action: String, target: String, detail: String, partner: RowID<Partner>?,
        by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            try db.audit(action, target, detail, partner: partner, by: who, at: now)
        }
    }
}

/// A page of the audit trail as SQL.
struct AuditQuery {
    var sql: String, arguments: StatementArguments

    init(_ filter: AuditFilter, action: String?, before id: Int64?, limit: Int) {
        var conditions = ["id < ?"]
        arguments = [id ?? .max]
        if let action {
            conditions.append("action = ?")
            arguments += [action]
        }
        if !filter.who.isEmpty {
            // The index of one action is the narrower one.
            conditions.append(action == nil ? "who = ?" : "+who = ?")
            arguments += [filter.who]
        }
        for word in filter.text.split(whereSeparator: \.isWhitespace) {
            conditions.append("(target || ' ' || detail) LIKE ? ESCAPE '\\'")
            arguments += ["%\(LikePattern.literal(String(word)))%"]
        }
        if let since = filter.since {
            conditions.append("at >= ?")
            arguments += [since.microseconds]
        }
        if let until = filter.until {
            conditions.append("at < ?")
            arguments += [until.microseconds]
        }
        sql =
            "SELECT id, at, who, action, target, detail, hash FROM audit WHERE "
            + conditions.joined(separator: " AND ") + " ORDER BY id DESC LIMIT ?"
        arguments += [limit]
    }
}

extension Database {
    /// The actions that the trail knows, each found by one step in the index.
    fileprivate func auditActions() throws -> [String] {
        try all(
            """
            WITH RECURSIVE known(action) AS (
                SELECT min(action) FROM audit
                UNION ALL
                SELECT (SELECT min(action) FROM audit WHERE action > known.action) FROM known
                    WHERE known.action IS NOT NULL
            )
            SELECT action FROM known WHERE action IS NOT NULL
            """
        ).map { $0["action"] }
    }
}

extension AuditEntry {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], at: row.moment("at"), who: row["who"], action: row["action"],
            target: row["target"], detail: row["detail"], hash: row["hash"])
    }
}
