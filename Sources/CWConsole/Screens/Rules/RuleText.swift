import IntegrationCore

/// The parts of a rule in words.
enum RuleText {
    static func action(_ rule: NotificationRule) -> String {
        rule.opensTickets ? "Open a ticket" : "Synchronize"
    }

    static func severities(_ rule: NotificationRule) -> String {
        rule.severities.count == Severity.allCases.count
            ? "all" : rule.severities.sorted().map(\.rawValue).joined(separator: ", ")
    }

    static func events(_ rule: NotificationRule) -> String {
        guard let classes = rule.eventClasses else { return "all" }
        return EventClass.allCases.filter { classes.contains($0) }.map(\.rawValue)
            .joined(separator: ", ")
    }

    static func customers(_ rule: NotificationRule, prefix: String) -> String {
        guard let numbers = rule.customers else { return "all" }
        return numbers.sorted().map { "\(prefix)\($0)" }.joined(separator: ", ")
    }

    static func newStatus(_ rule: TicketRule) -> String {
        rule.newStatus?.name ?? "the board's own"
    }

    /// The priority of each severity that has one, the worst first.
    static func priorities(_ rule: TicketRule) -> [String] {
        let known = Severity.allCases.reversed().compactMap { severity in
            rule.priorities[severity].map { "\(severity.rawValue): \($0.name)" }
        }
        return known.isEmpty ? ["not sent"] : known
    }

    static func closing(_ rule: TicketRule) -> String {
        switch rule.closing {
        case .firstClosedStatus: "first closed"
        case .status(let status): status.name
        case .never: "never"
        }
    }

    static func reopening(_ rule: TicketRule) -> String {
        rule.reopenDays == 0
            ? "never" : "within \(Formatting.count(rule.reopenDays, "day"))"
    }
}
