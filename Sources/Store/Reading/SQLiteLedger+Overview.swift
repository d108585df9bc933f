internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func overview(_ partner: RowID<Partner>, now: Timestamp) async throws -> Overview {
        try await read { db in
            let isHeld = try db.partner(partner).circuit != nil
            let hours = try db.settings(of: partner).value.windowHours
            var overview = Overview()
            for row in try db.all(
                "SELECT state, count FROM notification_counts WHERE partner_id = ? AND count > 0",
                [partner.rawValue])
            {
                let state = try row.word("state", as: NotificationState.self).shown(isHeld: isHeld)
                overview.byState[state, default: 0] += row["count"] as Int
            }
            try db.addWork(to: &overview, partner: partner, now: now)
            try db.addRequests(to: &overview, partner: partner, now: now)
            try db.addSetup(to: &overview, partner: partner)
            overview.windows = try db.all(
                CustomerSummary.query + " WHERE c.partner_id = ? AND w.last_synchronized_at > ?"
                    + " ORDER BY w.last_synchronized_at LIMIT 10",
                [partner.rawValue, (now - .hours(hours)).microseconds]
            ).map { CustomerSummary(row: $0, windowHours: hours) }
            return overview
        }
    }
}

extension Database {
    /// What is due, what is unclear, and how late the worst of the last hour was.
    fileprivate func addWork(
        to overview: inout Overview, partner: RowID<Partner>, now: Timestamp
    ) throws {
        let due = try first(
            "SELECT count(*) AS due, min(not_before) AS oldest FROM effects INDEXED BY effects_due"
                + " WHERE state IN ('planned', 'retry_wait', 'unknown') AND partner_id = ?"
                + " AND not_before <= ?", [partner.rawValue, now.microseconds])
        overview.due = due?["due"] ?? 0
        overview.oldestDueAt = due?.momentIfAny("oldest")
        let unclear = try first(
            "SELECT sum(state = 'unknown') AS unknown, sum(adopted) AS adopted,"
                + " sum(repeated) AS repeated FROM effects INDEXED BY effects_unclear"
                + " WHERE partner_id = ?"
                + " AND (uncertain_key IS NOT NULL OR adopted > 0 OR repeated > 0)",
            [partner.rawValue])
        overview.unknown = unclear?["unknown"] ?? 0
        overview.adopted = unclear?["adopted"] ?? 0
        overview.repeated = unclear?["repeated"] ?? 0
        overview.worstLateness = try number(
            "SELECT max(first_sent_at - accepted_at) FROM effects INDEXED BY effects_first_sent"
                + " WHERE partner_id = ? AND first_sent_at > ?",
            [partner.rawValue, (now - .hours(1)).microseconds]
        ).map { Duration.microseconds(max(0, $0)) }
    }

    /// Requests by minute, and the newest.
    fileprivate func addRequests(
        to overview: inout Overview, partner: RowID<Partner>, now: Timestamp
    ) throws {
        let since = (now - .seconds(3_600)).microseconds
        overview.requestsPerMinute = Array(repeating: 0, count: 60)
        for row in try all(
            "SELECT (sent_at - ?) / 60000000 AS minute, count(*) AS count FROM requests"
                + " WHERE partner_id = ? AND sent_at > ? AND sent_at <= ? GROUP BY minute",
            [since, partner.rawValue, since, now.microseconds])
        {
            let minute: Int = row["minute"]
            overview.requestsPerMinute[min(max(minute, 0), 59)] += row["count"] as Int
        }
        overview.lastRequest = try first(
            "SELECT * FROM requests WHERE partner_id = ? ORDER BY sent_at DESC, id DESC LIMIT 1",
            [partner.rawValue]
        ).map(RequestRecord.init(row:))
        try addSilence(to: &overview, partner: partner)
    }

    /// Since when no request was answered, and when the next one is due (B48).
    ///
    /// One lost request among answered ones is no silence: two in a row are.
    private func addSilence(to overview: inout Overview, partner: RowID<Partner>) throws {
        guard let last = overview.lastRequest, last.status == nil else { return }
        let silence = try first(
            "SELECT count(*) AS count, min(sent_at) AS since FROM requests WHERE partner_id = ?1"
                + " AND sent_at > coalesce((SELECT sent_at FROM requests WHERE partner_id = ?1"
                + " AND status IS NOT NULL ORDER BY sent_at DESC LIMIT 1), 0)",
            [partner.rawValue])
        guard let silence, (silence["count"] as Int) >= 2 else { return }
        overview.unansweredSince = silence.momentIfAny("since")
        overview.nextTryAt = try number(
            "SELECT min(not_before) FROM effects"
                + " WHERE state IN ('planned', 'retry_wait', 'unknown') AND partner_id = ?",
            [partner.rawValue]
        ).map(Timestamp.init(microseconds:))
    }

    /// Events, customers and rules.
    fileprivate func addSetup(to overview: inout Overview, partner: RowID<Partner>) throws {
        let id = partner.rawValue
        let sources = try first(
            "SELECT coalesce(sum(events), 0) AS events FROM sources WHERE partner_id = ?", [id])
        overview.events = sources?["events"] ?? 0
        overview.newestEventAt = try number(
            "SELECT received_at FROM events INDEXED BY events_by_partner WHERE partner_id = ?"
                + " ORDER BY id DESC LIMIT 1", [id]
        ).map(Timestamp.init(microseconds:))
        let waiting = try number(
            "SELECT count(*) FROM source_customers c JOIN sources s ON s.id = c.source_id"
                + " WHERE c.customer_id IS NULL AND s.partner_id = ?", [id])
        overview.waitingSourceCustomers = Int(waiting ?? 0)
        // CROSS JOIN keeps the order: the few conflicts first, never all events of the partner.
        let conflicts = try number(
            "SELECT count(*) FROM quarantine q CROSS JOIN events e ON e.id = q.event_id"
                + " WHERE e.partner_id = ?", [id])
        overview.conflicts = Int(conflicts ?? 0)
        let unmapped = try number(
            "SELECT count(*) FROM customers WHERE partner_id = ? AND company_id IS NULL", [id])
        overview.unmappedCustomers = Int(unmapped ?? 0)
        for rule in try rules(of: partner) {
            if rule.action == .synchronize {
                overview.synchronizeRules += 1
            } else {
                overview.ticketRules += 1
            }
        }
    }
}
