internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func reprocess(
        _ notifications: [RowID<Notification>], by who: Operator, now: Timestamp
    ) async throws -> [ReprocessAnswer] {
        try await write { db in
            try notifications.map { id in
                let answer = try db.reprocess(id, now: now)
                if answer == .queued {
                    let partner = try db.number(
                        "SELECT partner_id FROM notifications WHERE id = ?", [id.rawValue])
                    try db.audit(
                        "notification.reprocess", "notification \(id)", "due now",
                        partner: partner.map { RowID($0) }, by: who, at: now)
                }
                return answer
            }
        }
    }
}

extension Database {
    fileprivate func reprocess(_ id: RowID<Notification>, now: Timestamp) throws -> ReprocessAnswer
    {
        guard let row = try first("SELECT * FROM notifications WHERE id = ?", [id.rawValue])
        else { return .notFound }
        let effect = try row.idIfAny("effect_id", of: Effect.self).flatMap { try self.effect($0) }
        if let effect, effect.effect.state == .leased || effect.effect.state == .intent {
            return .alreadyRunning
        }
        if row["action"] == "sync" {
            return try synchronizeAgain(row, effect, notification: id, now: now)
        }
        let state = try row.word("state", as: NotificationState.self)
        guard let effect, state != .cancelled else {
            return .nothingToDo(reason: row["skip_reason"] ?? "Nothing was planned for it.")
        }
        guard state != .done else {
            return .nothingToDo(reason: "It was carried out; the ticket is up to date.")
        }
        for blocker in try all(
            "SELECT * FROM effects WHERE ticket_id = ? AND id < ?"
                + " AND state IN ('parked', 'conflict')", [effect.ticket?.rawValue, effect.id])
        {
            try makeDue(try StoredEffect(row: blocker), now: now)
        }
        try unskip(id, effect: effect.id, now: now)
        try makeDue(effect, now: now)
        return .queued
    }

    private func synchronizeAgain(
        _ row: Row, _ effect: StoredEffect?, notification id: RowID<Notification>, now: Timestamp
    ) throws -> ReprocessAnswer {
        let customer = row.id("customer_id", of: Customer.self)
        let live = try number(
            "SELECT id FROM effects WHERE customer_id = ? AND kind = 'statistics'"
                + " AND state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait')",
            [customer.rawValue])
        var target: StoredEffect?
        if let live {
            target = try self.effect(RowID(live))
        } else if let effect, effect.effect.state == .parked || effect.effect.state == .conflict {
            target = effect
        } else {
            let made = try statisticsEffect(
                of: customer, partner: row.id("partner_id"), due: now, now: now)
            target = try self.effect(RowID(made.id))
        }
        guard let target else { return .notFound }
        guard target.effect.state != .leased, target.effect.state != .intent else {
            return .alreadyRunning
        }
        try unskip(id, effect: target.id, now: now)
        try makeDue(target, now: now)
        return .queued
    }

    /// Ties the notification to the effect that carries it out, and lets it show that one's state.
    private func unskip(_ id: RowID<Notification>, effect: Int64, now: Timestamp) throws {
        try run(
            "UPDATE notifications SET effect_id = ?, state = 'pending', skip_reason = NULL,"
                + " failure = NULL, failure_code = NULL, updated_at = ? WHERE id = ?",
            [effect, now.microseconds, id.rawValue])
    }

    /// Makes an effect due now; an unclear create is looked up first, whatever happened since.
    func makeDue(_ stored: StoredEffect, byOperator: Bool = true, now: Timestamp) throws {
        var stored = stored
        let effect = stored.effect
        stored.effect.notBefore = now
        stored.effect.attempt = 0
        stored.deaths = 0
        if effect.firstSentAt == nil { stored.effect.acceptedAt = now }
        if byOperator {
            stored.isReprocess = true
            if effect.kind == .statistics { stored.effect.bypassesWindow = true }
        }
        let isUnclear = effect.uncertainKey != nil
        switch effect.state {
        case .parked, .conflict, .done, .skipped:
            if isUnclear { stored.effect.probe = 0 } else { stored.effect.failure = nil }
            try move(&stored, to: isUnclear ? .unknown : .planned, now: now)
        case .retryWait:
            stored.effect.failure = nil
            try move(&stored, to: .planned, now: now)
        case .planned, .unknown, .leased, .intent:
            try move(&stored, to: effect.state, now: now)
        }
        try show(effect.id, now: now)
    }

    /// Makes what waited for the customer's company due.
    func releaseUnmapped(_ customer: RowID<Customer>, now: Timestamp) throws {
        let rows = try all(
            "SELECT * FROM effects WHERE customer_id = ? AND state = 'parked'"
                + " AND json_extract(failure, '$.code') IN"
                + " ('company-not-mapped', 'company-inactive') ORDER BY id", [customer.rawValue])
        for row in rows {
            let stored = try StoredEffect(row: row)
            // One live statistics effect per customer: failed ones join the one there is.
            guard stored.effect.kind == .statistics,
                let live = try statisticsEffectIfAny(of: customer)
            else {
                try makeDue(stored, byOperator: false, now: now)
                continue
            }
            try run(
                "UPDATE notifications SET effect_id = ? WHERE effect_id = ? AND state = 'failed'",
                [live, stored.id])
            try show(RowID(live), now: now)
        }
    }

    private func statisticsEffectIfAny(of customer: RowID<Customer>) throws -> Int64? {
        try number(
            "SELECT id FROM effects WHERE customer_id = ? AND kind = 'statistics'"
                + " AND state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait')",
            [customer.rawValue])
    }
}
