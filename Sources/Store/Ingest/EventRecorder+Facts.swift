internal import GRDB
internal import IntegrationCore

/// How a run counts in the statistics of its month.
enum Counted: String {
    case success, incomplete, failed, restore

    /// Nil for what is no backup, or not decided yet.
    init?(_ run: BackupEvent.JobRun) {
        switch (run.kind, run.result) {
        case (.restore, .success), (.restore, .warning): self = .restore
        case (.backup, .success), (.replication, .success), (.archive, .success): self = .success
        case (.backup, .warning), (.replication, .warning), (.archive, .warning): self = .incomplete
        case (.backup, .failed), (.replication, .failed), (.archive, .failed),
            (.backup, .missed), (.replication, .missed), (.archive, .missed):
            guard !run.willRetry else { return nil }
            self = .failed
        default: return nil
        }
    }

    /// Where the month's row keeps it.
    var column: String {
        switch self {
        case .success: "successes"
        case .incomplete: "incomplete"
        case .failed: "failed"
        case .restore: "restores"
        }
    }
}

/// What is known of an event before its row is written.
struct EventFacts {
    var isWaiting = false
    var plan = EventPlan()
    var series: StoredSeries?
    var counted: Counted?
}

/// A series with its history.
struct StoredSeries {
    var id: Int64, history: SeriesHistory
}

/// An account of the batch.
struct AccountKey: Hashable {
    var customer: RowID<Customer>, id: String
}

/// The row of an account and the name it has.
struct StoredAccount {
    var row: Int64, name: String?
}

extension EventRecorder {
    /// Plans an event and notes its devices and counters.
    mutating func facts(
        of event: BackupEvent, source: Int64, customer: Customer
    ) throws -> EventFacts {
        try noteDevice(of: event, source: source, customer: customer.id)
        var facts = EventFacts()
        var earlier: EarlierRun?
        if let key = event.seriesKey {
            let series = try series(key)
            facts.series = series
            if let run = event.runID { earlier = try earlierRun(run, series: series.id) }
        }
        let replaces = earlier.map { event.moment > $0.moment } ?? false
        let context = PlanningContext(
            now: now, installationID: installationID, customer: customer, settings: settings,
            rules: rules, series: facts.series?.history,
            lastSynchronizedAt: try lastSynchronized(customer.id), replacesRun: replaces)
        facts.plan = planner.plan(event, in: context)
        if case .job(let run) = event.fact, earlier == nil || replaces {
            facts.counted = Counted(run)
            if let earlier { try uncount(earlier, customer: customer.id) }
            if let counted = facts.counted {
                try count(
                    counted, 1, customer: customer.id, moment: run.endedAt,
                    account: event.account?.id ?? event.device?.id ?? "")
            }
        }
        if case .usage(let usage) = event.fact {
            try keep(usage, source: source, customer: customer.id)
        }
        return facts
    }

    private func series(_ key: SeriesKey) throws -> StoredSeries {
        let canonical = key.canonical
        let known = try db.firstHot(
            "SELECT id, watermark, newest_success FROM series WHERE partner_id = ? AND key = ?",
            [.integer(partner.rawValue), .text(canonical)]
        ) { row in
            (
                id: row.integer(0),
                history: SeriesHistory(
                    watermark: row.number(1).map(Timestamp.init(microseconds:)),
                    newestSuccess: row.number(2).map(Timestamp.init(microseconds:)))
            )
        }
        guard let known else {
            try db.run(
                "INSERT INTO series (partner_id, key) VALUES (?, ?)", [partner.rawValue, canonical])
            return StoredSeries(id: db.lastInsertedRowID, history: SeriesHistory())
        }
        var history = known.history
        let newest = try db.firstHot(
            "SELECT id FROM tickets WHERE series_id = ? ORDER BY episode DESC LIMIT 1",
            [.integer(known.id)]
        ) { RowID<Ticket>($0.integer(0)) }
        history.ticket = try newest.flatMap { try db.ticket($0) }
        if let ticket = history.ticket, ticket.phase == .opening {
            history.openIsUnsent = try db.openIsUnsent(ticket.id)
        }
        return StoredSeries(id: known.id, history: history)
    }

    private struct EarlierRun {
        var event: Int64, moment: Timestamp, counted: Counted?, account: String
    }

    private func earlierRun(_ run: String, series: Int64) throws -> EarlierRun? {
        try db.first(
            "SELECT id, moment, counted, account FROM events WHERE series_id = ? AND run_id = ?"
                + " ORDER BY moment DESC LIMIT 1", [series, run]
        ).map { row in
            EarlierRun(
                event: row["id"], moment: row.moment("moment"),
                counted: (row["counted"] as String?).flatMap(Counted.init(rawValue:)),
                account: row["account"])
        }
    }

    private func uncount(_ earlier: EarlierRun, customer: RowID<Customer>) throws {
        guard let counted = earlier.counted else { return }
        try count(
            counted, -1, customer: customer, moment: earlier.moment, account: earlier.account)
        try db.run("UPDATE events SET counted = NULL WHERE id = ?", [earlier.event])
    }

    private func count(
        _ counted: Counted, _ change: Int64, customer: RowID<Customer>, moment: Timestamp,
        account: String
    ) throws {
        let column = counted.column
        try db.runHot(
            "INSERT INTO month_counters (customer_id, month, account, \(column)) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET \(column) = max(0, \(column) + ?)",
            [
                .integer(customer.rawValue), .integer(moment.storedMonth), .text(account),
                .integer(max(0, change)), .integer(change),
            ])
    }

    private mutating func noteDevice(
        of event: BackupEvent, source: Int64, customer: RowID<Customer>
    ) throws {
        var account: Int64?
        if let party = event.account { account = try noteAccount(party, customer: customer) }
        guard let device = event.device else { return }
        var success: Timestamp?
        var stored: Int64?
        switch event.fact {
        case .job(let run):
            if run.result == .success, run.kind.opensTickets { success = run.endedAt }
            stored = run.storedBytes
        case .status(let status):
            success = status.lastSuccessAt
            stored = status.storedBytes
        case .alert, .usage, .heartbeat: break
        }
        let moment = event.moment.microseconds
        try db.runHot(
            "INSERT INTO devices (customer_id, source_id, external_id, name, kind, account_id,"
                + " last_seen_at, last_success_at, stored_bytes, stored_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (customer_id, source_id, external_id) DO UPDATE SET"
                + " name = coalesce(excluded.name, name),"
                + " kind = iif(excluded.kind = 'unknown', kind, excluded.kind),"
                + " account_id = coalesce(excluded.account_id, account_id),"
                + " last_seen_at = max(last_seen_at, excluded.last_seen_at),"
                + " last_success_at = max(coalesce(last_success_at, excluded.last_success_at),"
                + " coalesce(excluded.last_success_at, last_success_at)),"
                + " stored_bytes = iif(excluded.stored_at >= coalesce(stored_at, excluded.stored_at),"
                + " excluded.stored_bytes, stored_bytes),"
                + " stored_at = iif(excluded.stored_at >= coalesce(stored_at, excluded.stored_at),"
                + " excluded.stored_at, stored_at)",
            [
                .integer(customer.rawValue), .integer(source), .text(device.id),
                .words(EventText.name(device.name)), .text(device.kind.rawValue),
                .number(account), .integer(moment), .number(success?.microseconds),
                .number(stored), .number(stored.map { _ in moment }),
            ])
    }

    private mutating func noteAccount(
        _ party: BackupEvent.Party, customer: RowID<Customer>
    ) throws -> Int64 {
        let key = AccountKey(customer: customer, id: party.id)
        let name = EventText.name(party.name)
        if let known = accounts[key], name == nil || name == known.name {
            return known.row
        }
        let stored = try db.firstHot(
            "SELECT id, name FROM accounts WHERE customer_id = ? AND external_id = ?",
            [.integer(customer.rawValue), .text(party.id)]
        ) { StoredAccount(row: $0.integer(0), name: $0.words(1)) }
        if let stored, name == nil || name == stored.name {
            accounts[key] = stored
            return stored.row
        }
        let row = try db.number(
            "INSERT INTO accounts (customer_id, external_id, name) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET name = coalesce(excluded.name, name) RETURNING id",
            [customer.rawValue, party.id, name])
        guard let row else { throw LedgerError(.unusable, "An account row was not written.") }
        accounts[key] = StoredAccount(row: row, name: name)
        return row
    }

    /// Keeps the newest quantities; a complete snapshot removes the services it does not list.
    private func keep(
        _ usage: BackupEvent.Usage, source: Int64, customer: RowID<Customer>
    ) throws {
        let asOf = usage.asOf.microseconds
        let complete = try db.number(
            "SELECT as_of FROM usage_complete WHERE customer_id = ? AND source_id = ?",
            [customer.rawValue, source])
        // What comes later than a newer complete snapshot would bring back what is gone.
        if let complete, complete > asOf { return }
        for service in usage.services {
            try db.run(
                "INSERT INTO usage_latest (customer_id, source_id, service, plan, as_of, metrics)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                    + " as_of = excluded.as_of, metrics = excluded.metrics"
                    + " WHERE excluded.as_of >= as_of",
                [
                    customer.rawValue, source, service.service, service.plan ?? "", asOf,
                    try StoredJSON.text(service.metrics),
                ])
        }
        guard usage.isComplete else { return }
        try db.run(
            "INSERT INTO usage_complete (customer_id, source_id, as_of) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET as_of = excluded.as_of",
            [customer.rawValue, source, asOf])
        try db.run(
            "DELETE FROM usage_latest WHERE customer_id = ? AND source_id = ? AND as_of < ?",
            [customer.rawValue, source, asOf])
    }
}

extension Timestamp {
    /// The month as the counters number it: 12 x year + month - 1, UTC.
    var storedMonth: Int64 {
        let parts = CalendarTime(self)
        return Int64(parts.year * 12 + parts.month - 1)
    }
}
