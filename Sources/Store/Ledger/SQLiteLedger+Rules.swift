internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func rules(_ partner: RowID<Partner>) async throws -> [NotificationRule] {
        try await read { try $0.rules(of: partner) }
    }

    public func addRule(
        action: NotificationRule.Action, severities: Set<Severity>,
        eventClasses: Set<EventClass>?, customers: Set<Int64>?, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws -> NotificationRule {
        let rule = NotificationRule(
            id: RowID(0), action: action, severities: severities, eventClasses: eventClasses,
            customers: customers)
        return try await write { try $0.add(rule, partner: partner, by: who, at: now) }
    }

    public func updateRule(
        _ rule: NotificationRule, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { try $0.update(rule, partner: partner, by: who, at: now) }
    }

    public func removeRule(
        _ rule: RowID<NotificationRule>, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { try $0.remove(rule, partner: partner, by: who, at: now) }
    }
}

extension Database {
    /// Adds a rule; its number is given here.
    @discardableResult
    func add(
        _ rule: NotificationRule, partner: RowID<Partner>, by who: Operator, at now: Timestamp
    ) throws -> NotificationRule {
        let columns = try rule.checked()
        let owner = try self.partner(partner)
        try run(
            "INSERT INTO rules (action, body, severities, event_classes, customers, partner_id)"
                + " VALUES (?, ?, ?, ?, ?, ?)", columns + [partner.rawValue])
        let added = NotificationRule(
            id: RowID(lastInsertedRowID), action: rule.action, severities: rule.severities,
            eventClasses: rule.eventClasses, customers: rule.customers)
        try audit(
            "rule.add", "rule \(added.id) of \(owner.name)", "none -> \(rule.action.words)",
            partner: partner, by: who, at: now)
        return added
    }

    /// Changes a rule in its place.
    func update(
        _ rule: NotificationRule, partner: RowID<Partner>, by who: Operator, at now: Timestamp
    ) throws {
        let columns = try rule.checked()
        let (owner, old) = try self.rule(rule.id, of: partner)
        guard old != rule else { return }
        try run(
            "UPDATE rules SET action = ?, body = ?, severities = ?, event_classes = ?,"
                + " customers = ? WHERE id = ?", columns + [rule.id.rawValue])
        try audit(
            "rule.update", "rule \(rule.id) of \(owner.name)",
            try SettingsChange.words(from: old.members(), to: rule.members()), partner: partner,
            by: who, at: now)
    }

    /// Removes a rule; its row stays for what it caused.
    func remove(
        _ rule: RowID<NotificationRule>, partner: RowID<Partner>, by who: Operator,
        at now: Timestamp
    ) throws {
        let (owner, old) = try self.rule(rule, of: partner)
        try run("UPDATE rules SET removed_at = ? WHERE id = ?", [now.microseconds, rule.rawValue])
        try audit(
            "rule.remove", "rule \(rule) of \(owner.name)", "\(old.action.words) -> none",
            partner: partner, by: who, at: now)
    }

    private func rule(
        _ id: RowID<NotificationRule>, of partner: RowID<Partner>
    ) throws -> (owner: Partner, rule: NotificationRule) {
        let owner = try self.partner(partner)
        guard let rule = try rules(of: partner).first(where: { $0.id == id }) else {
            throw LedgerError(.notFound, "\(owner.name) has no rule with the number \(id).")
        }
        return (owner, rule)
    }

    /// The rules of a partner in order of their ids, without the removed ones.
    func rules(of partner: RowID<Partner>) throws -> [NotificationRule] {
        try all(
            "SELECT id, body, severities, event_classes, customers FROM rules"
                + " WHERE partner_id = ? AND removed_at IS NULL ORDER BY id", [partner.rawValue]
        ).map { row in
            NotificationRule(
                id: row.id("id"),
                action: try StoredJSON.value(NotificationRule.Action.self, row["body"]),
                severities: Set(try StoredJSON.value([Severity].self, row["severities"])),
                eventClasses: try (row["event_classes"] as String?).map { text in
                    Set(try StoredJSON.value([EventClass].self, text))
                },
                customers: try (row["customers"] as String?).map { text in
                    Set(try StoredJSON.value([Int64].self, text))
                })
        }
    }
}

extension NotificationRule {
    /// Its columns from `action` to `customers`, when it can be a rule.
    fileprivate func checked() throws -> StatementArguments {
        if let refusal { throw LedgerError(.refused, refusal) }
        return [
            action.word, try StoredJSON.text(action), try StoredJSON.text(severities.sorted()),
            try eventClasses.map { try StoredJSON.text($0.map(\.rawValue).sorted()) },
            try customers.map { try StoredJSON.text($0.sorted()) },
        ]
    }

    /// What the audit trail compares of a rule.
    fileprivate func members() throws -> [String: JSONValue] {
        var members: [String: JSONValue] = ["action": .string(action.words)]
        if case .ticket(let rule) = action {
            let value = try StoredJSON.value(JSONValue.self, StoredJSON.text(rule))
            members.merge(value.object ?? [:]) { known, _ in known }
        }
        members["severities"] = .string(severities.sorted().map(\.rawValue).joined(separator: ","))
        let types = eventClasses?.map(\.rawValue).sorted().joined(separator: ",")
        members["eventTypes"] = .string(types ?? "all")
        let numbers = customers?.sorted().map(String.init).joined(separator: ",")
        members["customers"] = .string(numbers ?? "all")
        return members
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
