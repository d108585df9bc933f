import IntegrationCore

/// Reads a rule of the file.
struct RuleReader {
    private let table: ConfigurationTable

    init(_ table: ConfigurationTable) { self.table = table }

    /// The names of a rule by its action.
    static func keys(_ table: TOMLTable) -> [ConfigurationKey] {
        if case .text("sync")? = table["action"]?.value { return ConfigurationKey.rule }
        return ConfigurationKey.rule + ConfigurationKey.ticket
    }

    /// The rule without a number; nil when it was refused.
    func rule() -> NotificationRule? {
        let isTicket = table.choice("action", ["ticket": true, "sync": false]) ?? true
        let severities = table.set("severities") { Self.word($0, Severity.self) }
        var events: Set<EventClass>?
        if !table.says("all", "events") {
            events = table.set("events") { Self.word($0, EventClass.self) }
        }
        var customers: Set<Int64>?
        if !table.says("all", "customers") {
            customers = table.set("customers") { value in
                if case .number(let number) = value { number } else { nil }
            }
        }
        let action = isTicket ? ticket().map(NotificationRule.Action.ticket) : .synchronize
        guard table.isGood, let action else { return nil }
        let rule = NotificationRule(
            id: RowID(0), action: action, severities: severities, eventClasses: events,
            customers: customers)
        if let reason = rule.refusal { table.refuse(reason) }
        return rule
    }

    private func ticket() -> TicketRule? {
        let board = table.reference("board")
        let status = table.reference("status", or: "notResponded")
        var priorities: [Severity: NamedReference] = [:]
        if let table = table.table("priority", ConfigurationKey.priority) {
            for severity in Severity.allCases {
                priorities[severity] = table.reference(severity.rawValue)
            }
        }
        let closing = closing()
        let days = table.number("reopenDays"), notes = table.flag("noteRepeats")
        return board.map { board in
            TicketRule(
                board: board, newStatus: status, priorities: priorities, closing: closing,
                reopenDays: Int(days), notesRepeats: notes)
        }
    }

    private func closing() -> TicketRule.Closing {
        if case .text? = table.node("close")?.value {
            return table.choice(
                "close", ["firstClosed": .firstClosedStatus, "never": TicketRule.Closing.never])
                ?? .firstClosedStatus
        }
        return table.reference("close").map { .status($0) } ?? .firstClosedStatus
    }

    private static func word<Word: RawRepresentable<String>>(
        _ value: TOMLNode.Value, _ type: Word.Type
    ) -> Word? {
        if case .text(let text) = value { Word(rawValue: text) } else { nil }
    }
}
