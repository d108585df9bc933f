import GRDB
import IntegrationCore
import Testing

@testable import Store

struct AuditChainTests {
    /// Five entries, then somebody with a database tool.
    private func broken(by sql: String...) async throws -> AuditBreak? {
        let directory = try TemporaryDirectory()
        let ledger = try SQLiteLedger(path: directory.path("console.db"))
        let bench = try await LedgerBench(ledger)
        for number in 2...5 {
            try await ledger.appendAudit(
                "note", target: "t\(number)", detail: "d", partner: bench.partner,
                by: LedgerBench.who, now: bench.at(number))
        }
        #expect(try await ledger.verifyAudit() == nil)
        try await ledger.write { db in
            try db.execute(sql: "DROP TRIGGER audit_keeps_rows; DROP TRIGGER audit_keeps_words")
            for statement in sql { try db.execute(sql: statement) }
        }
        let found = try await ledger.verifyAudit()
        withExtendedLifetime(directory) {}
        return found
    }

    @Test func `a changed entry is named`() async throws {
        for sql in [
            "UPDATE audit SET who = 'eve' WHERE id = 3",
            "UPDATE audit SET at = at + 1 WHERE id = 3",
            "UPDATE audit SET detail = 'e' WHERE id = 3",
            "UPDATE audit SET partner_id = NULL WHERE id = 3",
        ] {
            #expect(
                try await broken(by: sql) == AuditBreak(entry: 3, reason: "the entry was changed"))
        }
    }

    @Test func `words cannot be moved from one column to the next`() async throws {
        let found = try await broken(
            by: "UPDATE audit SET target = target || 'd', detail = '' WHERE id = 4")
        #expect(found?.entry == 4)
    }

    @Test func `a removed entry is named`() async throws {
        let found = try await broken(by: "DELETE FROM audit WHERE id = 3")
        #expect(found == AuditBreak(entry: 3, reason: "the entry was removed"))
    }

    @Test func `a removed entry is noticed when the rest is renumbered`() async throws {
        let found = try await broken(
            by: "DELETE FROM audit WHERE id = 3", "UPDATE audit SET id = id - 1 WHERE id > 3")
        #expect(found == AuditBreak(entry: 3, reason: "an entry before it was removed"))
    }

    @Test func `a removed tail is noticed`() async throws {
        let found = try await broken(by: "DELETE FROM audit WHERE id > 3")
        #expect(found == AuditBreak(entry: 4, reason: "the entry and all after it were removed"))
    }

    @Test func `two entries that changed places are named`() async throws {
        let found = try await broken(
            by: "UPDATE audit SET id = 99 WHERE id = 3", "UPDATE audit SET id = 3 WHERE id = 4",
            "UPDATE audit SET id = 4 WHERE id = 99")
        #expect(
            found
                == AuditBreak(entry: 3, reason: "the entry was reordered with the one after it"))
    }

    @Test func `an inserted entry is named`() async throws {
        let row = "0, 'eve', 'note', 't', 'd', NULL, '\(String(repeating: "0", count: 64))'"
        let middle = try await broken(
            by: "UPDATE audit SET id = 6 WHERE id = 5", "UPDATE audit SET id = 5 WHERE id = 4",
            "UPDATE audit SET id = 4 WHERE id = 3", "INSERT INTO audit VALUES (3, \(row))")
        #expect(middle == AuditBreak(entry: 3, reason: "the entry was inserted"))
        let end = try await broken(by: "INSERT INTO audit VALUES (6, \(row))")
        #expect(end == AuditBreak(entry: 6, reason: "the entry was inserted"))
    }
}
