internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func rules(_ partner: RowID<Partner>) async throws -> [NotificationRule] {
        try await read { try $0.rules(of: partner) }
    }

    public func addRule(
        action: NotificationRule.Action, severities: Set<Severity>,
        eventClasses: Set<EventClass>?, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> NotificationRule {
        guard !severities.isEmpty else {
            throw LedgerError(.refused, "A rule listens to at least one severity.")
        }
        if case .ticket(let rule) = action, !(0...365).contains(rule.reopenDays) {
            throw LedgerError(.refused, "The reopen window has 0 to 365 days.")
        }
        return try await write { db in
            let owner = try db.partner(partner)
            try db.run(
                "INSERT INTO rules (partner_id, action, body, severities, event_classes)"
                    + " VALUES (?, ?, ?, ?, ?)",
                [
                    partner.rawValue, action.word, try StoredJSON.text(action),
                    try StoredJSON.text(severities.sorted()),
                    try eventClasses.map { classes in
                        try StoredJSON.text(classes.map(\.rawValue).sorted())
                    },
                ])
            let rule = NotificationRule(
                id: RowID(db.lastInsertedRowID), action: action, severities: severities,
                eventClasses: eventClasses)
            try db.audit(
                "rule.add", "rule \(rule.id) of \(owner.name)", "none -> \(action.words)",
                partner: partner, by: who, at: now)
            return rule
        }
    }

    public func removeRule(
        _ rule: RowID<NotificationRule>, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let owner = try db.partner(partner)
            guard let old = try db.rules(of: partner).first(where: { $0.id == rule }) else {
                throw LedgerError(.notFound, "\(owner.name) has no rule with the number \(rule).")
            }
            try db.run(
                "UPDATE rules SET removed_at = ? WHERE id = ?", [now.microseconds, rule.rawValue])
            try db.audit(
                "rule.remove", "rule \(rule) of \(owner.name)", "\(old.action.words) -> none",
                partner: partner, by: who, at: now)
        }
    }
}

extension NotificationRule.Action {
    /// The word of the action in the store and in lists.
    var word: String { self == .synchronize ? "sync" : "ticket" }

    /// The action in the words of product.md.
    fileprivate var words: String {
        switch self {
        case .ticket(let rule): "Open a ConnectWise ticket on board \(rule.board.name)"
        case .synchronize: "Synchronize with ConnectWise"
        }
    }
}

extension Database {
    /// The rules of a partner in order of their ids, without the removed ones.
    func rules(of partner: RowID<Partner>) throws -> [NotificationRule] {
        try all(
            "SELECT id, body, severities, event_classes FROM rules"
                + " WHERE partner_id = ? AND removed_at IS NULL ORDER BY id", [partner.rawValue]
        ).map { row in
            NotificationRule(
                id: row.id("id"),
                action: try StoredJSON.value(NotificationRule.Action.self, row["body"]),
                severities: Set(try StoredJSON.value([Severity].self, row["severities"])),
                eventClasses: try (row["event_classes"] as String?).map { text in
                    Set(try StoredJSON.value([EventClass].self, text))
                })
        }
    }
}
