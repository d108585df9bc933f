internal import GRDB
internal import IntegrationCore

/// An effect's row, with what only the store needs to know.
struct StoredEffect {
    var effect: Effect
    var partner: RowID<Partner>, customer: RowID<Customer>
    var ticket: RowID<Ticket>?, event: RowID<StoredEvent>?
    var intentKey: String?, isReprocess: Bool, deaths: Int64, claimedThrough: Int64?

    var id: Int64 { effect.id.rawValue }

    init(row: Row) throws {
        effect = Effect(
            id: row.id("id"), kind: try row.word("kind", as: EffectKind.self),
            state: try row.word("state", as: EffectState.self), attempt: row["attempt"],
            probe: row["probe"], uncertainKey: row["uncertain_key"],
            notBefore: row.moment("not_before"), acceptedAt: row.moment("accepted_at"),
            firstSentAt: row.momentIfAny("first_sent_at"), failure: try row.failure("failure"),
            bypassesWindow: row["bypasses_window"])
        partner = row.id("partner_id")
        customer = row.id("customer_id")
        ticket = row.idIfAny("ticket_id")
        event = row.idIfAny("event_id")
        intentKey = row["intent_key"]
        isReprocess = row["is_reprocess"]
        deaths = row["deaths"]
        claimedThrough = row["claimed_through"]
    }
}

extension Database {
    /// An effect of the store.
    func effect(_ id: RowID<Effect>) throws -> StoredEffect? {
        try first("SELECT * FROM effects WHERE id = ?", [id.rawValue]).map(StoredEffect.init(row:))
    }

    /// Writes an effect's changed state; the table of transitions is the law.
    ///
    /// `finished_at` and the intent key follow the state by themselves.
    func move(_ stored: inout StoredEffect, to state: EffectState, now: Timestamp) throws {
        let old = stored.effect.state
        guard old == state || old.successors.contains(state) else {
            throw LedgerError(
                .refused,
                "Effect \(stored.effect.id) cannot go from \(old.rawValue) to \(state.rawValue).")
        }
        stored.effect.state = state
        if state != .intent { stored.intentKey = nil }
        let effect = stored.effect
        try run(
            "UPDATE effects SET kind = ?, state = ?, ticket_id = ?, attempt = ?, deaths = ?,"
                + " probe = ?, uncertain_key = ?, intent_key = ?, not_before = ?, accepted_at = ?,"
                + " first_sent_at = ?, finished_at = ?, failure = ?, bypasses_window = ?,"
                + " is_reprocess = ?, claimed_through = ? WHERE id = ?",
            [
                effect.kind.rawValue, state.rawValue, stored.ticket?.rawValue, effect.attempt,
                stored.deaths, effect.probe, effect.uncertainKey, stored.intentKey,
                effect.notBefore.microseconds, effect.acceptedAt.microseconds,
                effect.firstSentAt?.microseconds, state.isLive ? nil : now.microseconds,
                try effect.failure.map { try StoredJSON.text($0) }, effect.bypassesWindow,
                stored.isReprocess, stored.claimedThrough, effect.id.rawValue,
            ])
    }

    /// Makes the notifications of an effect show where it stands.
    ///
    /// Notifications that were recorded as skipped, inside the window, stay so.
    func show(_ id: RowID<Effect>, skipReason: String? = nil, now: Timestamp) throws {
        guard let stored = try effect(id) else { return }
        let state = NotificationState(stored.effect.state)
        let failure = state == .waiting || state == .failed ? stored.effect.failure : nil
        try run(
            "UPDATE notifications SET state = ?, failure_code = ?, failure = ?, skip_reason = ?,"
                + " ticket_id = coalesce(?, ticket_id), updated_at = ?"
                + " WHERE effect_id = ? AND state NOT IN ('skipped', 'cancelled')",
            [
                state.rawValue, failure?.code.rawValue,
                try failure.map { try StoredJSON.text($0) },
                state == .skipped ? skipReason ?? "There was nothing to do." : nil,
                stored.ticket?.rawValue, now.microseconds, id.rawValue,
            ])
    }
}

extension NotificationState {
    /// What people see of an effect's state; `held` is made from the circuit when it is read.
    init(_ state: EffectState) {
        switch state {
        case .planned: self = .pending
        case .leased, .intent: self = .running
        case .unknown, .retryWait: self = .waiting
        case .done: self = .done
        case .parked, .conflict: self = .failed
        case .skipped: self = .skipped
        }
    }
}
