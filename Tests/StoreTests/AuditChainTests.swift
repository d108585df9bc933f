import GRDB
import IntegrationCore
import Testing

@testable import Store

struct AuditChainTests {
    /// Five entries, then somebody with a database tool.
    private func broken(by sql: String...) async throws -> AuditBreak? {
        try await broken(by: sql)
    }

    private func broken(by sql: [String]) async throws -> AuditBreak? {
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

    /// Moves entries from `first` on by `count` numbers, one by one so that none collide.
    private static func shift(from first: Int, by count: Int) -> [String] {
        let numbers = Array(first...5)
        return (count > 0 ? numbers.reversed() : numbers).map {
            "UPDATE audit SET id = \($0 + count) WHERE id = \($0)"
        }
    }

    /// An entry that was never written, with a hash of its own.
    private static func forged(_ id: Int) -> String {
        "INSERT INTO audit VALUES (\(id), 0, 'eve', 'note', 't', 'd', NULL,"
            + " '\(String(repeating: "0", count: 64))')"
    }

    @Test(arguments: 1...5)
    func `a changed entry is named`(_ entry: Int64) async throws {
        for change in ["who = 'eve'", "at = at + 1", "detail = 'e'", "partner_id = NULL"] {
            let found = try await broken(by: "UPDATE audit SET \(change) WHERE id = \(entry)")
            #expect(found?.entry == entry)
            #expect(found?.reason.hasPrefix("the entry was changed") == true)
        }
    }

    @Test func `words cannot be moved from one column to the next`() async throws {
        let found = try await broken(
            by: "UPDATE audit SET target = target || 'd', detail = '' WHERE id = 4")
        #expect(found?.entry == 4)
    }

    @Test(arguments: 1...5)
    func `a removed entry is named`(_ entry: Int64) async throws {
        let found = try await broken(by: "DELETE FROM audit WHERE id = \(entry)")
        #expect(found == AuditBreak(entry: entry, reason: "the entry was removed"))
    }

    @Test(arguments: [(1, 2), (2, 4), (4, 5), (1, 5)])
    func `a removed block is named`(_ first: Int64, _ last: Int64) async throws {
        let found = try await broken(
            by: "DELETE FROM audit WHERE id BETWEEN \(first) AND \(last)")
        #expect(
            found
                == AuditBreak(
                    entry: first, reason: "the entries \(first) to \(last) were removed"))
    }

    @Test(arguments: 1...4)
    func `a removed entry is noticed when the rest is renumbered`(_ entry: Int) async throws {
        let found = try await broken(
            by: ["DELETE FROM audit WHERE id = \(entry)"] + Self.shift(from: entry + 1, by: -1))
        #expect(
            found == AuditBreak(entry: Int64(entry), reason: "an entry before it was removed"))
    }

    @Test(arguments: [(1, 2), (3, 4), (4, 5), (1, 5), (2, 5)])
    func `entries that changed places are named`(_ one: Int64, _ other: Int64) async throws {
        let found = try await broken(
            by: "UPDATE audit SET id = 99 WHERE id = \(one)",
            "UPDATE audit SET id = \(one) WHERE id = \(other)",
            "UPDATE audit SET id = \(other) WHERE id = 99")
        #expect(
            found
                == AuditBreak(
                    entry: one, reason: "the entry was reordered: it stands as number \(other)"))
    }

    @Test func `an entry with another number is named`() async throws {
        #expect(
            try await broken(by: "UPDATE audit SET id = 99 WHERE id = 2")
                == AuditBreak(entry: 2, reason: "the entry was reordered: it stands as number 99"))
        #expect(
            try await broken(by: "UPDATE audit SET id = 99 WHERE id = 5")
                == AuditBreak(entry: 5, reason: "the entry was renumbered to 99"))
    }

    @Test(arguments: 1...6)
    func `an inserted entry is named`(_ entry: Int) async throws {
        let moved = entry > 5 ? [] : Self.shift(from: entry, by: 1)
        let found = try await broken(by: moved + [Self.forged(entry)])
        #expect(found?.entry == Int64(entry))
        #expect(found?.reason.hasPrefix("the entry was inserted") == true)
    }

    @Test func `an edited head is noticed`() async throws {
        let hash = String(repeating: "0", count: 64)
        #expect(
            try await broken(by: "UPDATE installation SET audit_head = '\(hash)'")
                == AuditBreak(
                    entry: 5, reason: "the entry was changed with its hash, or the head was"))
        #expect(
            try await broken(by: "UPDATE installation SET audit_count = 7")
                == AuditBreak(entry: 6, reason: "the entries 6 to 7 were removed"))
        #expect(
            try await broken(by: "UPDATE installation SET audit_count = 4")
                == AuditBreak(entry: 5, reason: "the entry was inserted after the newest one"))
        #expect(
            try await broken(by: "DELETE FROM installation")
                == AuditBreak(entry: 0, reason: "the head of the chain was removed"))
    }

    @Test func `a newest entry with a hash made anew does not fit the head`() async throws {
        let hash = AuditChain.hash(
            after: "",
            .init(at: 0, who: "eve", action: "note", target: "t", detail: "d", partner: nil))
        let found = try await broken(
            by: "UPDATE audit SET hash = '\(hash)' WHERE id = 5")
        #expect(found?.entry == 5)
    }
}
