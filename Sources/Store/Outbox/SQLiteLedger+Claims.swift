internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func claimDue(
        owner: String, now: Timestamp, lease: Duration, room: ClaimRoom
    ) async throws -> [Claim] {
        // A look without the write lock first: an idle engine must not hold other programs up.
        let isIdle = try await read { db in
            var one = room
            one.total = min(room.total, 1)
            return try Claimable.first(one, now: now, in: db).isEmpty
        }
        guard !isIdle else { return [] }
        return try await write { db in
            let until = now + lease
            return try Claimable.first(room, now: now, in: db).map { id in
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
    /// Asked of one partner after the other: what waits for one must not be read again and again
    /// to find the work of another.
    private static let rest = """
        FROM effects e INDEXED BY effects_due WHERE e.partner_id = ? AND e.priority = ?
        AND e.state IN ('planned', 'retry_wait', 'unknown')
        AND NOT EXISTS (SELECT 1 FROM effects h
            WHERE h.customer_id = e.customer_id AND h.state IN ('leased', 'intent'))
        AND NOT EXISTS (SELECT 1 FROM effects b WHERE b.ticket_id = e.ticket_id AND b.id < e.id
            AND b.ticket_id IS NOT NULL AND b.state NOT IN ('done', 'skipped'))
        """

    private struct Candidate {
        var effect: RowID<Effect>, priority: Int, dueAt: Int64
    }

    /// The first due effect of as many lanes as there is room for, tickets before statistics.
    static func first(
        _ room: ClaimRoom, now: Timestamp, in db: Database
    ) throws -> [RowID<Effect>] {
        var found: [Candidate] = []
        for partner in try partners(in: db) {
            found += try first(room.of(partner), of: partner, now: now, in: db)
        }
        found.sort {
            ($0.priority, $0.dueAt, $0.effect.rawValue)
                < ($1.priority, $1.dueAt, $1.effect.rawValue)
        }
        return found.prefix(max(0, room.total)).map(\.effect)
    }

    private static func first(
        _ limit: Int, of partner: RowID<Partner>, now: Timestamp, in db: Database
    ) throws -> [Candidate] {
        let sql =
            "SELECT e.id, e.customer_id, e.not_before \(rest) AND e.not_before <= ?"
            + " AND NOT EXISTS (SELECT 1 FROM lanes l"
            + " WHERE l.customer_id = e.customer_id AND l.lease_until >= ?)"
            + " ORDER BY e.not_before, e.id"
        var lanes: Set<Int64> = []
        var found: [Candidate] = []
        for priority in 0...1 where found.count < limit {
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql),
                arguments: [partner.rawValue, priority, now.microseconds, now.microseconds])
            while found.count < limit, let row = try rows.next() {
                guard lanes.insert(row["customer_id"]).inserted else { continue }
                found.append(
                    Candidate(effect: row.id("id"), priority: priority, dueAt: row["not_before"]))
            }
        }
        return found
    }

    /// When the next of them becomes due.
    static func nextDue(in db: Database) throws -> Timestamp? {
        let sql = "SELECT e.not_before \(rest) ORDER BY e.not_before LIMIT 1"
        var moments: [Int64] = []
        for partner in try partners(in: db) {
            moments += try (0...1).compactMap { try db.number(sql, [partner.rawValue, $0]) }
        }
        return moments.min().map(Timestamp.init(microseconds:))
    }

    /// The partners that are pushed for.
    private static func partners(in db: Database) throws -> [RowID<Partner>] {
        try db.all("SELECT id FROM partners WHERE circuit_since IS NULL AND is_on = 1 ORDER BY id")
            .map { $0.id("id") }
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
