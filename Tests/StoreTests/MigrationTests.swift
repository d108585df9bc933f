import GRDB
import IntegrationCore
import Testing

@testable import Store

/// A store of an earlier program opens and keeps everything.
struct MigrationTests {
    @Test(arguments: ["0001 first", "0002 due by partner", "0003 setup"])
    func `a store of an earlier schema opens and keeps everything`(_ migration: String) async throws
    {
        let directory = try TemporaryDirectory()
        let newer = directory.path("newer.db")
        let before = try await filled(newer)
        let path = directory.path("console.db")
        try await EarlierStore.make(path, upTo: migration, rowsOf: newer)

        let ledger = try SQLiteLedger(path: path)
        let bench = LedgerBench(ledger, partner: RowID(1))
        #expect(try await Everything(bench) == before)
        #expect(try await ledger.verifyAudit() == nil)
        let complaints = try await ledger.read { db in
            try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
                + (String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" ? 0 : 1)
        }
        #expect(complaints == 0)
        // Which snapshots were complete is found in the log.
        let usage = try await ledger.usage(bench.partner)
        #expect(usage.map(\.customer) == [7, 19_652])
        #expect(usage.map(\.isComplete) == [false, true])
        // What is new begins empty, and can be used.
        #expect(try await ledger.crossReferences(bench.partner).version == 0)
        try await ledger.saveCrossReferences(
            CrossReference.standard, version: 0, partner: bench.partner, by: LedgerBench.who,
            now: bench.at(9))
        try await ledger.saveSettings(
            before.settings, version: 1, partner: bench.partner, by: LedgerBench.who,
            now: bench.at(9))
    }

    private func filled(_ path: String) async throws -> Everything {
        let ledger = try SQLiteLedger(path: path)
        let bench = try await LedgerBench(ledger)
        try await bench.addTicketRule()
        try await bench.addSyncRule()
        var settings = IntegrationSettings()
        settings.windowHours = 6
        try await ledger.saveSettings(
            settings, version: 0, partner: bench.partner, by: LedgerBench.who, now: bench.at(0))
        var site = ConnectWiseSite()
        site.url = "https://api-na.myconnectwise.net"
        try await ledger.saveCredentials(
            site, version: 0, sealedKey: SealedKey(sealed: [1, 0, 255], fingerprint: "3f9a"),
            partner: bench.partner, by: LedgerBench.who, now: bench.at(0))
        try await bench.record(
            bench.run(.failed, minute: 0, account: "EFS1"), bench.run(.success, minute: 1), at: 2)
        try await bench.record(
            bench.snapshot(["local-backup": ["servers": 3]], minute: 3),
            bench.snapshot(
                ["local-backup": ["servers": 1]], minute: 3, customer: "7", isComplete: false),
            at: 4)
        let everything = try await Everything(bench)
        await ledger.close()
        return everything
    }

    /// What the ports tell of a store.
    private struct Everything: Equatable {
        var installation: String, settings: IntegrationSettings, site: ConnectWiseSite
        var key: [UInt8]?, note: SecretNote?, rules: [NotificationRule], events: [EventRow]
        var states: [NotificationState], accounts: [Account], audit: [AuditEntry]

        init(_ bench: LedgerBench) async throws {
            let (ledger, partner) = (bench.ledger, bench.partner)
            installation = try await ledger.installationID()
            settings = try await ledger.settings(partner).value
            site = try await ledger.site(partner).value
            key = try await ledger.sealedPrivateKey(partner)
            note = try await ledger.secretNote(partner)
            rules = try await ledger.rules(partner)
            events = try await ledger.events(partner, matching: EventFilter(), page: PageRequest())
            states = try await bench.states()
            accounts = try await ledger.accounts(partner, customer: nil, after: nil, limit: 10)
            audit = try await ledger.audit(before: nil, limit: 100)
        }
    }

    @Test func `accounts, their events and the audit trail are read through indexes`() async throws
    {
        let directory = try TemporaryDirectory()
        let ledger = try SQLiteLedger(path: directory.path("console.db"))
        var filter = AuditFilter()
        filter.who = "ann"
        let byAction = AuditQuery(filter, action: "push", before: nil, limit: 10)
        let byWho = AuditQuery(filter, action: nil, before: nil, limit: 10)
        let queries: [(String, StatementArguments, [String])] = [
            (AccountQuery.lastEvent, [1, "EFS1"], ["events_by_account"]),
            (AccountQuery.devices, [1], ["devices_by_account"]),
            (
                AccountQuery.page, [1, 0, 9, 0, 0, "", 5],
                ["sqlite_autoindex_customers_1", "sqlite_autoindex_accounts_1"]
            ),
            (byAction.sql, byAction.arguments, ["audit_by_action"]),
            (byWho.sql, byWho.arguments, ["audit_by_who"]),
        ]
        for (sql, arguments, indexes) in queries {
            let plan = try await ledger.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                    .map { $0["detail"] as String }.joined(separator: "; ")
            }
            for index in indexes { #expect(plan.contains(index), "\(plan)") }
            #expect(!plan.contains("SCAN"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }
}
