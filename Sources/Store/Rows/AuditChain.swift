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
