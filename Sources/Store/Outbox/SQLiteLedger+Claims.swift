internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func claimDue(
        owner: String, now: Timestamp, lease: Duration, limit: Int
    ) async throws -> [Claim] {
        // A look without the write lock first: an idle engine must not hold other programs up.
        let isIdle = try await read { db in
            try Claimable.first(limit: 1, now: now, in: db).isEmpty
        }
        guard !isIdle, limit > 0 else { return [] }
        return try await write { db in
            let until = now + lease
            return try Claimable.first(limit: limit, now: now, in: db).map { id in
                try db.claim(id, owner: owner, until: until, now: now)
            }
        }
    }

    public func nextDue() async throws -> Timestamp? {
        try await read { try Claimable.nextDue(in: $0) }
    }

    public func renew(_ claim: Claim, until: Timestamp) async throws -> Bool {
        try await write { db in
            try db.run(
                "UPDATE lanes SET lease_until = max(lease_until, ?)"
                    + " WHERE customer_id = ? AND fence = ? AND owner IS NOT NULL",
                [until.microseconds, claim.customer.id.rawValue, claim.fence])
            return db.changesCount > 0
        }
    }

    public func markIntent(_ claim: Claim, key: String?, now: Timestamp) async throws -> Bool {
        try await write { db in
            guard var stored = try db.held(claim) else { return false }
            stored.effect.firstSentAt = stored.effect.firstSentAt ?? now
            stored.intentKey = key
            try db.move(&stored, to: .intent, now: now)
            return true
        }
    }

    public func rescue(owner: String, now: Timestamp) async throws -> Int {
        try await write { db in
            let rows = try db.all(
                "SELECT e.* FROM lanes l JOIN effects e ON e.customer_id = l.customer_id"
                    + " AND e.state IN ('leased', 'intent')"
                    + " WHERE l.owner IS NOT NULL AND (l.owner <> ? OR l.lease_until < ?)",
                [owner, now.microseconds])
            for row in rows {
                var stored = try StoredEffect(row: row)
                try db.takeBack(&stored, now: now)
            }
            try db.run(
                "UPDATE lanes SET owner = NULL, lease_until = NULL"
                    + " WHERE owner IS NOT NULL AND (owner <> ? OR lease_until < ?)",
                [owner, now.microseconds])
            return rows.count
        }
    }
}

/// Which effects could be claimed: due, of a free lane, not behind another of their ticket.
private enum Claimable {
    private static let rest = """
        CROSS JOIN partners p ON p.id = e.partner_id AND p.circuit_since IS NULL AND p.is_on = 1
        WHERE e.state IN ('planned', 'retry_wait', 'unknown')
        AND NOT EXISTS (SELECT 1 FROM effects h
            WHERE h.customer_id = e.customer_id AND h.state IN ('leased', 'intent'))
        AND NOT EXISTS (SELECT 1 FROM effects b WHERE b.ticket_id = e.ticket_id AND b.id < e.id
            AND b.ticket_id IS NOT NULL AND b.state NOT IN ('done', 'skipped'))
        """

    /// The first due effect of up to `limit` lanes, tickets before statistics.
    static func first(limit: Int, now: Timestamp, in db: Database) throws -> [RowID<Effect>] {
        let sql =
            "SELECT e.id, e.customer_id FROM effects e INDEXED BY effects_due \(rest)"
            + " AND e.priority = ? AND e.not_before <= ?"
            + " AND NOT EXISTS (SELECT 1 FROM lanes l"
            + " WHERE l.customer_id = e.customer_id AND l.lease_until >= ?)"
            + " ORDER BY e.not_before, e.id"
        var lanes: Set<Int64> = []
        var found: [RowID<Effect>] = []
        for priority in 0...1 where found.count < limit {
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql),
                arguments: [priority, now.microseconds, now.microseconds])
            while found.count < limit, let row = try rows.next() {
                if lanes.insert(row["customer_id"]).inserted { found.append(row.id("id")) }
            }
        }
        return found
    }

    /// When the next of them becomes due.
    static func nextDue(in db: Database) throws -> Timestamp? {
        let sql =
            "SELECT e.not_before FROM effects e INDEXED BY effects_due \(rest)"
            + " AND e.priority = ? ORDER BY e.not_before LIMIT 1"
        let moments = try (0...1).compactMap { try db.number(sql, [$0]) }
        return moments.min().map(Timestamp.init(microseconds:))
    }
}

extension Database {
    /// The effect of a claim, when the lane is still the claim's.
    func held(_ claim: Claim) throws -> StoredEffect? {
        let isOurs = try number(
            "SELECT 1 FROM lanes WHERE customer_id = ? AND fence = ? AND owner IS NOT NULL",
            [claim.customer.id.rawValue, claim.fence])
        guard isOurs != nil, let stored = try effect(claim.effect.id),
            stored.effect.state == .leased || stored.effect.state == .intent
        else { return nil }
        return stored
    }

    fileprivate func claim(
        _ id: RowID<Effect>, owner: String, until: Timestamp, now: Timestamp
    ) throws -> Claim {
        guard var stored = try effect(id) else {
            throw LedgerError(.unusable, "Effect \(id) vanished while it was claimed.")
        }
        let fence = try number(
            "INSERT INTO lanes (customer_id, owner, lease_until, fence) VALUES (?, ?, ?, 1)"
                + " ON CONFLICT DO UPDATE SET owner = excluded.owner,"
                + " lease_until = excluded.lease_until, fence = fence + 1 RETURNING fence",
            [stored.customer.rawValue, owner, until.microseconds])
        let isProbe = stored.effect.state == .unknown
        stored.effect.attempt += 1
        if stored.effect.kind == .statistics {
            stored.claimedThrough = try number("SELECT max(id) FROM notifications") ?? 0
            // The newest facts that were skipped are what now goes.
            try run(
                "UPDATE notifications SET state = 'pending', skip_reason = NULL WHERE id ="
                    + " (SELECT max(id) FROM notifications WHERE effect_id = ?"
                    + " AND state = 'skipped')", [id.rawValue])
        }
        try move(&stored, to: .leased, now: now)
        try show(id, now: now)
        let ticket = try stored.ticket.flatMap { try self.ticket($0) }
        return Claim(
            effect: stored.effect, isProbe: isProbe, isReprocess: stored.isReprocess,
            fence: fence ?? 0, leaseUntil: until, partner: stored.partner,
            customer: try customer(stored.customer), ticket: ticket,
            rule: try ticket?.rule.flatMap { rule in
                try rules(of: stored.partner).first { $0.id == rule }
            }, event: try stored.event.flatMap { try event(body: $0) })
    }

    /// Puts what a dead worker had in hand back to work; the fifth death parks it.
    fileprivate func takeBack(_ stored: inout StoredEffect, now: Timestamp) throws {
        if let key = stored.intentKey {
            stored.effect.uncertainKey = key
            stored.effect.probe = 0
        }
        stored.deaths += 1
        stored.effect.notBefore = min(stored.effect.notBefore, now)
        let crash = Failure(
            .outcomeUnknown, "The program ended while the request was under way.")
        if stored.deaths >= 5 {
            stored.effect.failure = Failure(
                .repeatedCrash, "The program ended \(stored.deaths) times with this work in hand.")
            try move(&stored, to: .parked, now: now)
        } else if stored.effect.uncertainKey != nil {
            stored.effect.failure = stored.effect.failure ?? crash
            try move(&stored, to: .unknown, now: now)
        } else {
            try move(&stored, to: .planned, now: now)
        }
        try show(stored.effect.id, now: now)
    }

    /// A ticket of the store.
    func ticket(_ id: RowID<Ticket>) throws -> Ticket? {
        try first("SELECT * FROM tickets WHERE id = ?", [id.rawValue]).map(Ticket.init(row:))
    }

    /// An event as it was received.
    func event(body id: RowID<StoredEvent>) throws -> BackupEvent? {
        guard let row = try first("SELECT body FROM event_bodies WHERE event_id = ?", [id.rawValue])
        else { return nil }
        return try EventReader().read(stored: row.bytes("body"))
    }
}
