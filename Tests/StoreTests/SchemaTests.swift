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
