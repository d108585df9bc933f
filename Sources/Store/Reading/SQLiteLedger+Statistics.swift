internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func statistics(
        customer: RowID<Customer>, now: Timestamp
    ) async throws -> StatisticsFacts {
        try await read { db in
            let calendar = CalendarTime(now)
            var facts = StatisticsFacts(
                year: calendar.year, month: calendar.month, successfulJobs: 0, failedJobs: 0,
                devices: [:], accounts: [])
            var accounts: [String: StatisticsFacts.Account] = [:]
            try db.addCounters(of: customer, month: now.storedMonth, to: &facts, &accounts)
            try db.addDevices(of: customer, seenSince: now - .days(30), to: &facts, &accounts)
            facts.accounts = accounts.values.sorted { $0.id < $1.id }
            return facts
        }
    }
}

extension Database {
    fileprivate func addCounters(
        of customer: RowID<Customer>, month: Int64, to facts: inout StatisticsFacts,
        _ accounts: inout [String: StatisticsFacts.Account]
    ) throws {
        for row in try all(
            "SELECT * FROM month_counters WHERE customer_id = ? AND month = ?",
            [customer.rawValue, month])
        {
            let account = StatisticsFacts.Account(
                id: row["account"], successes: row["successes"], incomplete: row["incomplete"],
                failed: row["failed"], restores: row["restores"])
            facts.successfulJobs += account.successes
            facts.failedJobs += account.failed
            accounts[account.id] = account
        }
    }

    fileprivate func addDevices(
        of customer: RowID<Customer>, seenSince: Timestamp, to facts: inout StatisticsFacts,
        _ accounts: inout [String: StatisticsFacts.Account]
    ) throws {
        for row in try all(
            "SELECT d.*, a.external_id AS account, a.name AS account_name FROM devices d"
                + " LEFT JOIN accounts a ON a.id = d.account_id WHERE d.customer_id = ?"
                + " ORDER BY d.id", [customer.rawValue])
        {
            let id: String = row["account"] ?? row["external_id"]
            let isRecent = row.moment("last_seen_at") >= seenSince
            // A device of old months without a run in this one is no part of this month.
            guard isRecent || accounts[id] != nil else { continue }
            if isRecent {
                facts.devices[try row.word("kind", as: DeviceKind.self), default: 0] += 1
            }
            let device: String = row["name"] ?? row["external_id"]
            var account = accounts[id] ?? StatisticsFacts.Account(id: id)
            account.name = account.name ?? row["account_name"] ?? device
            account.devices = (account.devices + [device]).sorted()
            if let success = row.momentIfAny("last_success_at") {
                account.lastBackupAt = max(account.lastBackupAt ?? success, success)
            }
            if let bytes = row["stored_bytes"] as Int64? {
                account.storedBytes =
                    (account.storedBytes ?? 0).addingReportingOverflow(bytes)
                    .partialValue
            }
            accounts[id] = account
        }
    }
}
