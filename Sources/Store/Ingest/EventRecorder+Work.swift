internal import GRDB
internal import IntegrationCore

/// A customer's one live statistics effect.
struct StatisticsEffect {
    var id: Int64, state: EffectState, notBefore: Timestamp
}

extension EventRecorder {
    /// Writes the notifications of an event with their effects, and moves its series on.
    mutating func cause(
        _ facts: EventFacts, by event: BackupEvent, id: RowID<StoredEvent>, customer: Customer
    ) throws {
        let origin = Origin(event: id, customer: customer.id, series: facts.series?.id)
        for notification in facts.plan.notifications { try carry(notification, from: origin) }
        guard let series = facts.series, !facts.plan.isStale, facts.plan.signal != .neutral
        else { return }
        let moment = event.moment.microseconds
        let isSuccess = facts.plan.signal == .success
        try db.runHot(
            "UPDATE series SET watermark = ?, newest_success = iif(?, ?, newest_success)"
                + " WHERE id = ?",
            [.integer(moment), .flag(isSuccess), .integer(moment), .integer(series.id)])
    }

    /// Where a notification comes from.
    struct Origin {
        var event: RowID<StoredEvent>, customer: RowID<Customer>, series: Int64?
    }

    private mutating func carry(_ planned: PlannedNotification, from origin: Origin) throws {
        switch planned.work {
        case .openTicket(let episode, let xref):
            guard let series = origin.series else {
                throw LedgerError(.refused, "An event without a series cannot open a ticket.")
            }
            try db.run(
                "INSERT INTO tickets (partner_id, customer_id, series_id, episode, xref, rule_id,"
                    + " phase) VALUES (?, ?, ?, ?, ?, ?, 'opening')",
                [
                    partner.rawValue, origin.customer.rawValue, series, episode, xref,
                    planned.rule.rawValue,
                ])
            let ticket = RowID<Ticket>(db.lastInsertedRowID)
            try plan(.ticketOpen, on: ticket, rule: planned.rule, from: origin)
        case .note(let ticket):
            try plan(.ticketNote, on: ticket, rule: planned.rule, from: origin)
        case .resolve(let ticket):
            try db.run(
                "UPDATE tickets SET phase = 'resolving' WHERE id = ?"
                    + " AND phase IN ('opening', 'open')", [ticket.rawValue])
            try plan(.ticketResolve, on: ticket, rule: planned.rule, from: origin)
        case .reopen(let ticket):
            try db.run(
                "UPDATE tickets SET phase = 'opening', closed_at = NULL WHERE id = ?"
                    + " AND phase IN ('closed', 'resolving')", [ticket.rawValue])
            try plan(.ticketReopen, on: ticket, rule: planned.rule, from: origin)
        case .withdraw(let ticket):
            try withdraw(ticket)
            try insert(
                Line(
                    rule: planned.rule, action: "ticket", state: .skipped, ticket: ticket.rawValue,
                    skipReason: "The failure was fixed before its ticket was opened."),
                from: origin)
        case .synchronize:
            let effect = try statisticsEffect(of: origin.customer, due: now)
            try insert(
                Line(rule: planned.rule, action: "sync", state: .pending, effect: effect.id),
                from: origin)
            if effect.state != .planned { try db.show(RowID(effect.id), now: now) }
        case .synchronizeLater(let due, let reason):
            let effect = try statisticsEffect(of: origin.customer, due: due)
            try insert(
                Line(
                    rule: planned.rule, action: "sync", state: .skipped, effect: effect.id,
                    skipReason: reason),
                from: origin)
        case .skip(let reason):
            let action = rules.first { $0.id == planned.rule }?.action.word ?? "ticket"
            try insert(
                Line(rule: planned.rule, action: action, state: .skipped, skipReason: reason),
                from: origin)
        }
    }

    private func plan(
        _ kind: EffectKind, on ticket: RowID<Ticket>, rule: RowID<NotificationRule>,
        from origin: Origin
    ) throws {
        try db.run(
            "INSERT INTO effects (partner_id, customer_id, ticket_id, event_id, kind, priority,"
                + " state, not_before, accepted_at) VALUES (?, ?, ?, ?, ?, 0, 'planned', ?, ?)",
            [
                partner.rawValue, origin.customer.rawValue, ticket.rawValue, origin.event.rawValue,
                kind.rawValue, now.microseconds, now.microseconds,
            ])
        try insert(
            Line(
                rule: rule, action: "ticket", state: .pending, effect: db.lastInsertedRowID,
                ticket: ticket.rawValue),
            from: origin)
    }

    /// The customer's one live statistics effect, made or moved forward to `due`.
    private mutating func statisticsEffect(
        of customer: RowID<Customer>, due: Timestamp
    ) throws -> StatisticsEffect {
        if let known = statistics[customer], known.state != .planned || known.notBefore <= due {
            return known
        }
        let effect = try db.statisticsEffect(of: customer, partner: partner, due: due, now: now)
        statistics[customer] = effect
        return effect
    }

    /// Takes back what was never sent of a ticket.
    private func withdraw(_ ticket: RowID<Ticket>) throws {
        let rows = try db.all(
            "SELECT id FROM effects WHERE ticket_id = ? AND uncertain_key IS NULL"
                + " AND state IN ('planned', 'retry_wait', 'parked')", [ticket.rawValue])
        for row in rows {
            let effect = row.id("id", of: Effect.self)
            try db.run(
                "UPDATE effects SET state = 'skipped', finished_at = ? WHERE id = ?",
                [now.microseconds, effect.rawValue])
            try db.run(
                "UPDATE notifications SET state = 'cancelled', failure = NULL, failure_code = NULL,"
                    + " skip_reason = 'Fixed before it was sent.', updated_at = ?"
                    + " WHERE effect_id = ?", [now.microseconds, effect.rawValue])
        }
        try db.run(
            "UPDATE tickets SET phase = 'closed', closed_at = ? WHERE id = ?",
            [now.microseconds, ticket.rawValue])
    }

    /// A notification to be written.
    private struct Line {
        var rule: RowID<NotificationRule>, action: String, state: NotificationState
        var effect: Int64?, ticket: Int64?, skipReason: String?
    }

    private func insert(_ line: Line, from origin: Origin) throws {
        try db.runHot(
            "INSERT INTO notifications (partner_id, event_id, customer_id, rule_id, action, state,"
                + " effect_id, ticket_id, skip_reason, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(partner.rawValue), .integer(origin.event.rawValue),
                .integer(origin.customer.rawValue), .integer(line.rule.rawValue),
                .text(line.action), .text(line.state.rawValue), .number(line.effect),
                .number(line.ticket), .words(line.skipReason), .integer(now.microseconds),
            ])
    }
}

extension Database {
    /// Whether the create of a ticket was never sent and can still be taken back.
    func openIsUnsent(_ ticket: RowID<Ticket>) throws -> Bool {
        let sent = try number(
            "SELECT count(*) FROM effects WHERE ticket_id = ? AND (kind <> 'ticket.open'"
                + " AND state NOT IN ('planned', 'skipped') OR kind = 'ticket.open'"
                + " AND (state NOT IN ('planned', 'retry_wait', 'parked')"
                + " OR uncertain_key IS NOT NULL))", [ticket.rawValue])
        return sent == 0
    }

    /// The customer's live statistics effect: found, moved forward to `due`, or made.
    func statisticsEffect(
        of customer: RowID<Customer>, partner: RowID<Partner>, due: Timestamp, now: Timestamp
    ) throws -> StatisticsEffect {
        let live = try firstHot(
            "SELECT id, state, not_before FROM effects WHERE customer_id = ?"
                + " AND kind = 'statistics'"
                + " AND state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait')",
            [.integer(customer.rawValue)]
        ) { row in
            StatisticsEffect(
                id: row.integer(0), state: row.words(1).flatMap(EffectState.init) ?? .planned,
                notBefore: Timestamp(microseconds: row.integer(2)))
        }
        if var effect = live {
            // One that waits for the window goes sooner; one that failed keeps its back-off.
            if effect.state == .planned, effect.notBefore > due {
                effect.notBefore = due
                try run(
                    "UPDATE effects SET not_before = ?, accepted_at = ? WHERE id = ?",
                    [due.microseconds, due.microseconds, effect.id])
            }
            return effect
        }
        try run(
            "INSERT INTO effects (partner_id, customer_id, kind, priority, state, not_before,"
                + " accepted_at) VALUES (?, ?, 'statistics', 1, 'planned', ?, ?)",
            [partner.rawValue, customer.rawValue, due.microseconds, due.microseconds])
        return StatisticsEffect(id: lastInsertedRowID, state: .planned, notBefore: due)
    }
}

extension Ticket {
    init(row: Row) throws {
        self.init(
            id: row.id("id"), episode: row["episode"], xref: row["xref"],
            rule: row.idIfAny("rule_id"), phase: try row.word("phase", as: Phase.self),
            remoteID: row["remote_id"], closedAt: row.momentIfAny("closed_at"))
    }
}
