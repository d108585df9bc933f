internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func finish(
        _ claim: Claim, outcome: EffectOutcome, requests: [RequestRecord], now: Timestamp
    ) async throws -> Bool {
        try await write { db in
            guard var stored = try db.held(claim) else { return false }
            try db.keepAttempt(of: stored, outcome: outcome, requests: requests, now: now)
            try db.end(&stored, as: outcome, claim: claim, now: now)
            try db.run(
                "UPDATE lanes SET owner = NULL, lease_until = NULL WHERE customer_id = ?",
                [stored.customer.rawValue])
            Failpoint.hit("outcome-before-commit")
            return true
        }
    }
}

extension Database {
    fileprivate func end(
        _ stored: inout StoredEffect, as outcome: EffectOutcome, claim: Claim, now: Timestamp
    ) throws {
        var skipReason: String?
        let isLast: Bool
        if case .released = outcome { isLast = false } else { isLast = true }
        if isLast {
            stored.isReprocess = false
            stored.deaths = 0
        }
        switch outcome {
        case .done(let change, let adopted):
            stored.effect.uncertainKey = nil
            stored.effect.failure = nil
            stored.effect.bypassesWindow = false
            try move(&stored, to: .done, now: now)
            if adopted {
                try run("UPDATE effects SET adopted = adopted + 1 WHERE id = ?", [stored.id])
            }
            try apply(change, to: stored, now: now)
            if stored.effect.kind == .statistics { try stampWindow(of: stored, now: now) }
        case .superseded(let closedAt, let xref):
            try beginEpisode(for: &stored, closedAt: closedAt, xref: xref, now: now)
        case .skipped(let reason):
            stored.effect.uncertainKey = nil
            skipReason = reason
            try move(&stored, to: .skipped, now: now)
        case .retry(let moment, let failure):
            stored.effect.failure = failure
            stored.effect.notBefore = moment
            try move(&stored, to: .retryWait, now: now)
        case .unknown(let key, let probe, let moment, let failure):
            stored.effect.uncertainKey = key
            stored.effect.probe = probe
            stored.effect.failure = failure
            stored.effect.notBefore = moment
            try move(&stored, to: .unknown, now: now)
        case .disproved:
            stored.effect.uncertainKey = nil
            stored.effect.probe = 0
            stored.effect.notBefore = now
            try move(&stored, to: .planned, now: now)
            try run("UPDATE effects SET repeated = repeated + 1 WHERE id = ?", [stored.id])
        case .parked(let failure):
            stored.effect.failure = failure
            try move(&stored, to: .parked, now: now)
        case .conflict(let change, let failure):
            stored.effect.failure = failure
            try move(&stored, to: .conflict, now: now)
            try apply(change, to: stored, now: now)
        case .released:
            stored.effect.attempt = max(0, stored.effect.attempt - 1)
            // What was to be probed stays to be probed.
            if stored.effect.uncertainKey != nil, claim.isProbe {
                stored.effect.failure =
                    stored.effect.failure ?? Failure(.outcomeUnknown, "The outcome is unclear.")
                try move(&stored, to: .unknown, now: now)
            } else {
                try move(&stored, to: .planned, now: now)
            }
        }
        try show(stored.effect.id, skipReason: skipReason, now: now)
        try auditPush(of: stored, outcome: outcome, claim: claim, now: now)
    }

    /// Keeps the attempt with its requests, for the detail view and the rolling minute.
    fileprivate func keepAttempt(
        of stored: StoredEffect, outcome: EffectOutcome, requests: [RequestRecord], now: Timestamp
    ) throws {
        if case .released = outcome, requests.isEmpty { return }
        try run(
            "INSERT INTO attempts (effect_id, ended_at, outcome, failure) VALUES (?, ?, ?, ?)",
            [
                stored.id, now.microseconds, outcome.words,
                try outcome.failure.map { try StoredJSON.text($0) },
            ])
        let attempt = lastInsertedRowID
        for request in requests {
            try run(
                "INSERT INTO requests (attempt_id, partner_id, method, path, sent_at, milliseconds,"
                    + " status, request_id, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    attempt, stored.partner.rawValue, request.method.rawValue, request.path,
                    request.sentAt.microseconds, max(0, request.milliseconds), request.status,
                    request.requestID, request.error,
                ])
        }
    }

    /// Writes what was learned about the ticket, unless a later effect already changes it again.
    private func apply(_ change: TicketChange?, to stored: StoredEffect, now: Timestamp) throws {
        guard let change, let ticket = stored.ticket else { return }
        let later = try first(
            "SELECT kind FROM effects WHERE ticket_id = ? AND id > ?"
                + " AND kind IN ('ticket.resolve', 'ticket.reopen')"
                + " AND state NOT IN ('done', 'skipped') ORDER BY id DESC LIMIT 1",
            [ticket.rawValue, stored.id])
        var phase = change.phase
        if phase != .drifted, let later {
            phase = later["kind"] == "ticket.resolve" ? .resolving : .opening
        }
        try run(
            "UPDATE tickets SET phase = ?, remote_id = coalesce(?, remote_id), closed_at = ?"
                + " WHERE id = ?",
            [
                phase.rawValue, change.remoteID,
                phase == .closed ? (change.closedAt ?? now).microseconds : nil, ticket.rawValue,
            ])
    }

    /// Ends the episode that people closed and begins the next; the effect becomes its create, so
    /// that it stays before the notes that follow it.
    private func beginEpisode(
        for stored: inout StoredEffect, closedAt: Timestamp, xref: String, now: Timestamp
    ) throws {
        guard let old = stored.ticket else {
            throw LedgerError(.refused, "Only ticket work can begin a new episode.")
        }
        try run(
            "UPDATE tickets SET phase = 'closed', closed_at = ? WHERE id = ?",
            [closedAt.microseconds, old.rawValue])
        try run(
            "INSERT INTO tickets (partner_id, customer_id, series_id, episode, xref, rule_id, phase)"
                + " SELECT partner_id, customer_id, series_id, episode + 1, ?, rule_id, 'opening'"
                + " FROM tickets WHERE id = ?", [xref, old.rawValue])
        let new = lastInsertedRowID
        try run(
            "UPDATE notifications SET ticket_id = ? WHERE effect_id IN"
                + " (SELECT id FROM effects WHERE ticket_id = ? AND id >= ?)",
            [new, old.rawValue, stored.id])
        try run(
            "UPDATE effects SET ticket_id = ? WHERE ticket_id = ? AND id > ?",
            [new, old.rawValue, stored.id])
        stored.ticket = RowID(new)
        stored.effect.kind = .ticketOpen
        stored.effect.attempt = 0
        stored.effect.probe = 0
        stored.effect.uncertainKey = nil
        stored.effect.failure = nil
        stored.effect.notBefore = now
        try move(&stored, to: .planned, now: now)
        let later = try number(
            "SELECT 1 FROM effects WHERE ticket_id = ? AND kind = 'ticket.resolve'"
                + " AND state NOT IN ('done', 'skipped')", [new])
        if later != nil { try run("UPDATE tickets SET phase = 'resolving' WHERE id = ?", [new]) }
    }

    /// Begins the customer's window; facts that came while the push was under way wait for its end.
    private func stampWindow(of stored: StoredEffect, now: Timestamp) throws {
        try run(
            "INSERT INTO windows VALUES (?, ?)"
                + " ON CONFLICT DO UPDATE SET last_synchronized_at = excluded.last_synchronized_at",
            [stored.customer.rawValue, now.microseconds])
        let claimed = stored.claimedThrough ?? .max
        let missed = try number(
            "SELECT 1 FROM notifications WHERE effect_id = ? AND id > ?", [stored.id, claimed])
        guard missed != nil else { return }
        let hours = try settings(of: stored.partner).value.windowHours
        let window = SynchronizationWindow(hours: hours, lastSuccess: now)
        let next = try statisticsEffect(
            of: stored.customer, partner: stored.partner, due: now + .hours(hours), now: now)
        try run(
            "UPDATE notifications SET effect_id = ?, state = 'skipped', skip_reason = ?,"
                + " failure = NULL, failure_code = NULL, updated_at = ?"
                + " WHERE effect_id = ? AND id > ?",
            [next.id, window.skipReason, now.microseconds, stored.id, claimed])
    }

    /// One audit entry for each push that came to an end.
    private func auditPush(
        of stored: StoredEffect, outcome: EffectOutcome, claim: Claim, now: Timestamp
    ) throws {
        switch outcome {
        case .done, .superseded, .parked, .conflict: break
        case .skipped, .retry, .unknown, .disproved, .released: return
        }
        let ticket = try stored.ticket.flatMap { try self.ticket($0) }
        let number = ticket?.remoteID.map { " ticket \($0)" } ?? ""
        try audit(
            "push.\(stored.effect.kind.rawValue)", "customer \(claim.customer.number)\(number)",
            outcome.words, partner: stored.partner, by: .engine, at: now)
    }
}

extension EffectOutcome {
    /// The outcome in the words of attempts and of the audit trail.
    var words: String {
        switch self {
        case .done(_, let adopted): adopted ? "done (found after an unclear answer)" : "done"
        case .superseded: "closed by people; goes on in a new ticket"
        case .skipped(let reason): "nothing to do: \(reason)"
        case .retry(let moment, _): "tried again at \(moment.rfc3339Seconds)"
        case .unknown(_, let probe, _, _): probe > 0 ? "still unclear" : "unclear"
        case .disproved: "not carried out; sent again"
        case .parked(let failure): "failed: \(failure.code.rawValue)"
        case .conflict: "several records were found"
        case .released: "handed back"
        }
    }

    /// The failure of an outcome that has one.
    var failure: Failure? {
        switch self {
        case .retry(_, let failure), .unknown(_, _, _, let failure), .parked(let failure),
            .conflict(_, let failure):
            failure
        case .done, .superseded, .skipped, .disproved, .released: nil
        }
    }
}
