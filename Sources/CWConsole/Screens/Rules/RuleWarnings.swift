import IntegrationCore

/// What is wrong with rules taken together (product.md 5 and 11).
enum RuleWarnings {
    /// What is wrong with one rule among all, in short and as a sentence with its remedy.
    struct Warning: Equatable, Sendable {
        var short: String, sentence: String
    }

    /// The warnings about one rule.
    static func about(_ rule: NotificationRule, in rules: [NotificationRule]) -> [Warning] {
        switch rule.action {
        case .synchronize: synchronize(rule)
        case .ticket: overlaps(rule, in: rules)
        }
    }

    /// The warnings about rules that are not there.
    static func missing(in rules: [NotificationRule]) -> [String] {
        var warnings: [String] = []
        if !rules.contains(where: \.opensTickets) {
            warnings.append("No rule opens tickets: nobody hears of failures.")
        }
        if rules.allSatisfy(\.opensTickets) {
            warnings.append("No rule synchronises: statistics and billing never move.")
        }
        return warnings
    }

    private static func synchronize(_ rule: NotificationRule) -> [Warning] {
        guard rule.severities.count < Severity.allCases.count || rule.eventClasses != nil else {
            return []
        }
        return [
            Warning(
                short: "not all events",
                sentence: "A Synchronize rule that does not listen to all severities and event "
                    + "types never moves statistics and billing of what it leaves out; let it "
                    + "listen to all.")
        ]
    }

    private static func overlaps(
        _ rule: NotificationRule, in rules: [NotificationRule]
    ) -> [Warning] {
        rules.filter { $0.id != rule.id && $0.opensTickets && meet($0, rule) }.map { other in
            let first = min(other.id, rule.id)
            return Warning(
                short: "overlaps \(other.id)",
                sentence: "Rules \(first) and \(max(other.id, rule.id)) listen to the same "
                    + "events; the lowest number wins, so rule \(first) opens the ticket.")
        }
    }

    /// Whether one event can fit both.
    private static func meet(_ one: NotificationRule, _ other: NotificationRule) -> Bool {
        guard !one.severities.isDisjoint(with: other.severities) else { return false }
        if let mine = one.eventClasses, let yours = other.eventClasses,
            mine.isDisjoint(with: yours)
        {
            return false
        }
        if let mine = one.customers, let yours = other.customers, mine.isDisjoint(with: yours) {
            return false
        }
        return true
    }
}

extension NotificationRule {
    /// Whether it opens tickets.
    var opensTickets: Bool { if case .ticket = action { true } else { false } }
}
