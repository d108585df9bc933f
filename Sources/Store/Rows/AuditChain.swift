internal import Cryptography
internal import GRDB
internal import IntegrationCore

/// The hash chain of the audit trail (product.md 12).
enum AuditChain {
    /// What an entry says, without its place in the chain.
    struct Words {
        var at: Int64, who: String, action: String, target: String, detail: String
        var partner: Int64?
    }

    /// SHA-256 over the previous hash and the entry, each part led by its length.
    static func hash(after previous: String, _ words: Words) -> String {
        let parts = [
            previous, String(words.at), words.who, words.action, words.target, words.detail,
            words.partner.map(String.init) ?? "",
        ]
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return Hexadecimal.text(SHA256.digest(Array(text.utf8)))
    }

    /// Adds an entry in the running transaction; the head outlives a removed tail.
    static func append(_ words: Words, in db: Database) throws {
        guard
            let head = try db.first("SELECT audit_count, audit_head FROM installation WHERE id = 1")
        else { throw LedgerError(.unusable, "The store has lost its installation row.") }
        let count: Int64 = head["audit_count"]
        let hash = hash(after: head["audit_head"], words)
        try db.run(
            "INSERT INTO audit (id, at, who, action, target, detail, partner_id, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                count + 1, words.at, words.who, words.action, words.target, words.detail,
                words.partner, hash,
            ])
        try db.run(
            "UPDATE installation SET audit_count = ?, audit_head = ? WHERE id = 1",
            [count + 1, hash])
    }

    /// The first entry that does not fit, and why; nil when the chain holds.
    static func firstBreak(in db: Database) throws -> AuditBreak? {
        guard
            let head = try db.first("SELECT audit_count, audit_head FROM installation WHERE id = 1")
        else { return AuditBreak(entry: 0, reason: "the head of the chain was removed") }
        let count: Int64 = head["audit_count"]
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT at, who, action, target, detail, partner_id, hash, id FROM audit ORDER BY id"
        )
        var previous = ""
        var last: Int64 = 0
        var window: [Link] = []
        while let row = try rows.next() {
            let link = Link(row)
            guard link.id == last + 1 else {
                return AuditBreak(entry: last + 1, reason: "the entry was removed")
            }
            guard Self.hash(after: previous, link.words) == link.hash else {
                while window.count < 1, let next = try rows.next() { window.append(Link(next)) }
                let total = try db.number("SELECT count(*) FROM audit") ?? 0
                let reason = cause(
                    of: link, next: window.first, previous: previous, missing: count - total)
                return AuditBreak(entry: link.id, reason: reason)
            }
            previous = link.hash
            last = link.id
        }
        if last < count {
            return AuditBreak(entry: last + 1, reason: "the entry and all after it were removed")
        }
        guard last == count, previous == head["audit_head"] as String else {
            return AuditBreak(entry: last, reason: "the entry was inserted after the newest one")
        }
        return nil
    }

    private static func cause(of link: Link, next: Link?, previous: String, missing: Int64)
        -> String
    {
        if missing > 0 { return "an entry before it was removed" }
        if let next, hash(after: previous, next.words) == next.hash {
            return hash(after: next.hash, link.words) == link.hash
                ? "the entry was reordered with the one after it" : "the entry was inserted"
        }
        return missing < 0 ? "the entry was inserted" : "the entry was changed"
    }

    private struct Link {
        var id: Int64, words: Words, hash: String

        init(_ row: Row) {
            id = row["id"]
            words = Words(
                at: row["at"], who: row["who"], action: row["action"], target: row["target"],
                detail: row["detail"], partner: row["partner_id"])
            hash = row["hash"]
        }
    }
}

extension Database {
    /// Writes an audit entry in the running transaction.
    func audit(
        _ action: String, _ target: String, _ detail: String, partner: RowID<Partner>?,
        by who: Operator, at now: Timestamp
    ) throws {
        let words = AuditChain.Words(
            at: now.microseconds, who: who.name, action: action, target: target, detail: detail,
            partner: partner?.rawValue)
        try AuditChain.append(words, in: self)
    }
}
