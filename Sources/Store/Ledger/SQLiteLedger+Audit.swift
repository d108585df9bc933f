public import IntegrationCore
internal import GRDB

extension SQLiteLedger {
    public func audit(before id: Int64?, limit: Int) async throws -> [AuditEntry] {
        try await read { db in
            try db.all(
                "SELECT id, at, who, action, target, detail, hash FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?",
                [id ?? .max, min(max(limit, 1), 1_000)]
            ).map { row in
                AuditEntry(
                    id: row["id"], at: row.moment("at"), who: row["who"], action: row["action"],
                    target: row["target"], detail: row["detail"], hash: row["hash"])
            }
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
