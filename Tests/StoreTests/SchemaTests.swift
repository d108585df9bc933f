import GRDB
import IntegrationCore
import Testing

@testable import Store

/// The schema refuses impossible states, whatever the program believes.
struct SchemaTests {
    private static func filled() async throws -> (SQLiteLedger, TemporaryDirectory) {
        let directory = try TemporaryDirectory()
        let ledger = try SQLiteLedger(path: directory.path("console.db"))
        let bench = try await LedgerBench(ledger)
        try await bench.addTicketRule()
        try await bench.addSyncRule()
        try await bench.record(bench.run(.failed, minute: 0), at: 0)
        return (ledger, directory)
    }

    @Test(arguments: [
        "UPDATE effects SET state = 'running'", "UPDATE effects SET state = 'done'",
        "UPDATE effects SET finished_at = 5", "UPDATE effects SET state = 'unknown'",
        "UPDATE effects SET state = 'retry_wait'", "UPDATE effects SET state = 'intent'",
        "UPDATE effects SET state = 'parked', finished_at = 5",
        "UPDATE effects SET intent_key = 'k'", "UPDATE effects SET deaths = 6",
        "UPDATE effects SET priority = 1 WHERE kind = 'ticket.open'",
        "UPDATE effects SET ticket_id = NULL WHERE kind = 'ticket.open'",
        "UPDATE effects SET not_before = 'soon'", "UPDATE effects SET customer_id = 99",
        "UPDATE effects SET failure = 'no JSON'",
        "UPDATE notifications SET state = 'held'", "UPDATE notifications SET state = 'failed'",
        "UPDATE notifications SET state = 'skipped'", "UPDATE notifications SET effect_id = NULL",
        "UPDATE notifications SET failure_code = 'x'",
        "UPDATE tickets SET phase = 'closed'", "UPDATE tickets SET closed_at = 5",
        "UPDATE tickets SET phase = 'open'", "UPDATE tickets SET xref = ''",
        "INSERT INTO tickets (partner_id, customer_id, series_id, episode, xref, phase)"
            + " SELECT partner_id, customer_id, series_id, 2, 'y', 'opening' FROM tickets",
        "INSERT INTO effects (partner_id, customer_id, kind, priority, state, not_before, accepted_at)"
            + " VALUES (1, 1, 'statistics', 1, 'planned', 0, 0)",
        "INSERT INTO notifications SELECT NULL, partner_id, event_id, customer_id, rule_id, action,"
            + " state, effect_id, ticket_id, skip_reason, failure_code, failure, updated_at"
            + " FROM notifications",
        "UPDATE events SET is_waiting = 1", "UPDATE events SET digest = x'00'",
        "UPDATE events SET severity = 7", "UPDATE customers SET number = 0",
        "UPDATE customers SET company_id = 5", "UPDATE customers SET name = ''",
        "UPDATE partners SET circuit_since = 5", "UPDATE partners SET mode = 'test'",
        "UPDATE lanes SET fence = 0; INSERT INTO lanes VALUES (1, 'a', NULL, 1)",
        "DELETE FROM customers", "DELETE FROM events", "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit", "UPDATE month_counters SET failed = -1",
        "UPDATE source_customers SET waiting = 1",
        "UPDATE rules SET customers = '[]'", "UPDATE rules SET customers = '7'",
        "UPDATE accounts SET settings = 'x'; INSERT INTO accounts VALUES (9, 1, 'a', NULL, 'x')",
        "INSERT INTO settings VALUES (1, 'other', 1, '{}', 'ann', 0)",
        "INSERT INTO secrets VALUES (1, 'password', x'01', '', 'ann', 0)",
        "INSERT INTO managed_id_findings VALUES (99, '{}')",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'open', 5, NULL)",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'finished', NULL, NULL)",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'stopped', 5, NULL)",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'finished', 5, '{}')",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'open', NULL, NULL),"
            + " (2, 1, 7, 't', 0, 'ann', 'open', NULL, NULL)",
        "INSERT INTO repairs VALUES (1, 1, NULL, 't', 0, 'ann', 'open', NULL, NULL),"
            + " (2, 1, NULL, 't', 0, 'ann', 'open', NULL, NULL)",
        "INSERT INTO repair_steps VALUES (9, 0, '{}', 'planned', NULL)",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'open', NULL, NULL);"
            + " INSERT INTO repair_steps VALUES (1, 0, '{}', 'sent', 5)",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'finished', 5, NULL);"
            + " INSERT INTO repair_steps VALUES (1, 0, '{}', 'sent', NULL);"
            + " UPDATE repair_steps SET progress = 'planned'",
        "INSERT INTO repairs VALUES (1, 1, 7, 't', 0, 'ann', 'finished', 5, NULL);"
            + " UPDATE repairs SET state = 'open', ended_at = NULL",
        "INSERT INTO roles VALUES (2, 1, '[]', 'ann', 0)",
        "INSERT INTO job_requests VALUES (1, 0, 0)",
        "INSERT INTO usage_complete VALUES (99, 1, 0)",
    ])
    func `an impossible state is refused`(_ sql: String) async throws {
        let (ledger, directory) = try await Self.filled()
        let error = await #expect(throws: LedgerError.self) {
            try await ledger.write { try $0.execute(sql: sql) }
        }
        #expect(error?.kind == .refused)
        withExtendedLifetime(directory) {}
    }

    @Test func `an effect moves only along the table of transitions`() async throws {
        let (ledger, directory) = try await Self.filled()
        for state in EffectState.allCases
        where state != .planned && !EffectState.planned.successors.contains(state) {
            let error = await #expect(throws: LedgerError.self) {
                try await ledger.write { db in
                    var stored = try #require(try db.effect(RowID(1)))
                    try db.move(&stored, to: state, now: LedgerBench.start)
                }
            }
            #expect(error?.kind == .refused)
        }
        withExtendedLifetime(directory) {}
    }
}
