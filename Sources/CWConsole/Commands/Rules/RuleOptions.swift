import ArgumentParser
import IntegrationCore

/// What `rules add` and `rules edit` say of a rule.
struct RuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The board of new tickets.", valueName: "name-or-id"))
    var board: String?
    @Option(
        help: ArgumentHelp(
            "The status of new tickets. Default: the board's NotResponded status.",
            valueName: "name-or-id"))
    var status: String?
    @Option(
        help: ArgumentHelp("Severities, like warning,error.", valueName: "a,b"),
        transform: RuleWords.severities)
    var severities: Set<Severity>?
    @Option(
        help: ArgumentHelp("Event types, like BackupFailure, or all.", valueName: "all|a,b"),
        transform: RuleWords.eventClasses)
    var events: RuleWords.Events?
    @Option(
        help: ArgumentHelp(
            "The priority for a severity, or none; may be repeated. Not named: none is sent.",
            valueName: "severity=name-or-id"),
        transform: RuleWords.priority)
    var priority: [RuleWords.Priority] = []
    @Option(
        help: ArgumentHelp(
            "The status of fixed tickets. Default: the board's first closed status.",
            valueName: "name-or-id|never"))
    var close: String?
    @Option(
        help: ArgumentHelp(
            "A failure within so many days of the close reopens the ticket; 0 to 365.",
            valueName: "n"))
    var reopenDays: Int?

    @Option(
        help: ArgumentHelp("The customers it is for. Default: all.", valueName: "all|a,b"),
        transform: RuleWords.customers)
    var customers: RuleWords.Customers?
    @Option(help: "Note every repeat on the open ticket: yes or no.")
    var notes: YesOrNo?

    /// Whether anything that only tickets have was named.
    var isAboutTickets: Bool {
        board != nil || status != nil || !priority.isEmpty || close != nil || reopenDays != nil
            || notes != nil
    }

    func validate() throws {
        if let reopenDays, !(0...365).contains(reopenDays) {
            throw ValidationError("--reopen-days \(reopenDays) is not within 0 to 365.")
        }
    }

    /// Changes what was named; names are looked up in ConnectWise.
    func apply(
        to rule: inout NotificationRule, _ partner: Partner, _ ledger: any Ledger,
        _ session: Session
    ) async throws {
        if let severities { rule.severities = severities }
        if let events { rule.eventClasses = events.classes }
        if let customers {
            rule.customers = try customers.numbers(
                prefix: try await ledger.settings(partner.id).value.managedIDPrefix)
        }
        guard case .ticket(var ticket) = rule.action, isAboutTickets else { return }
        if let reopenDays { ticket.reopenDays = reopenDays }
        if let notes { ticket.notesRepeats = notes.isYes }
        if board != nil || status != nil || !priority.isEmpty || close != nil {
            try await lookUp(&ticket, try await session.client(for: partner, ledger), session)
        }
        rule.action = .ticket(ticket)
    }

    private func lookUp(
        _ rule: inout TicketRule, _ client: ConnectWiseClient, _ session: Session
    ) async throws {
        if let board {
            let found = try NamedChoice.find(
                board, among: try await client.boards().filter { !$0.isInactive }.map(\.choice),
                noun: "board")
            // Statuses belong to one board; those of the old one mean nothing on another.
            if found.id != rule.board.id {
                (rule.newStatus, rule.closing) = (nil, .firstClosedStatus)
            }
            rule.board = found
        }
        if status != nil || close != nil {
            let statuses = try await client.statuses(board: rule.board.id)
                .filter { !$0.isInactive }
            let choices = statuses.map { NamedReference(id: $0.id, name: $0.name) }
            if let status {
                rule.newStatus = try NamedChoice.find(
                    status, among: choices, noun: "status of board '\(rule.board.name)'")
            }
            if let close {
                rule.closing = try closing(close, statuses, choices, rule.board, session)
            }
        }
        let sent = priority.filter { $0.name.lowercased() != "none" }
        let known =
            sent.isEmpty
            ? [] : try await client.priorities().map { NamedReference(id: $0.id, name: $0.name) }
        for wanted in priority {
            rule.priorities[wanted.severity] =
                wanted.name.lowercased() == "none"
                ? nil : try NamedChoice.find(wanted.name, among: known, noun: "priority")
        }
    }

    private func closing(
        _ wanted: String, _ statuses: [ConnectWise.BoardStatus], _ choices: [NamedReference],
        _ board: NamedReference, _ session: Session
    ) throws -> TicketRule.Closing {
        if wanted.lowercased() == "never" { return .never }
        let status = try NamedChoice.find(
            wanted, among: choices, noun: "status of board '\(board.name)'")
        if statuses.contains(where: { $0.id == status.id && !$0.isClosed }) {
            session.output.message(
                "Status '\(Sanitizer.line(status.name))' is not a closed status in ConnectWise, "
                    + "so fixed tickets will stay open in its lists.")
        }
        return .status(status)
    }
}

extension ConnectWise.Board {
    fileprivate var choice: NamedReference { NamedReference(id: id, name: name) }
}
