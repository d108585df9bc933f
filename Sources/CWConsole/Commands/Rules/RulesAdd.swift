import ArgumentParser
import IntegrationCore

/// `rules add`: names of boards, statuses and priorities are looked up in ConnectWise.
struct RulesAdd: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a rule: open tickets, or synchronise.",
        usage: """
            cwconsole rules add --action ticket --board NAME-OR-ID [--status NAME-OR-ID] \
            --severities warning,error [--events all|a,b] [--priority error=NAME-OR-ID] \
            [--close NAME-OR-ID|never] [--reopen-days N]
            cwconsole rules add --action sync [--severities a,b] [--events all|a,b]
            """)

    /// What the rule does.
    enum Action: String, ExpressibleByArgument, CaseIterable {
        case ticket, sync
    }

    @OptionGroup var common: CommonOptions
    @Option(help: "ticket opens a ConnectWise ticket, sync synchronises with ConnectWise.")
    var action: Action
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
    var events: RuleWords.Events = .all
    @Option(
        help: ArgumentHelp(
            "The priority for a severity; may be repeated. Not named: none is sent.",
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
    var reopenDays = 1

    func validate() throws {
        switch action {
        case .ticket:
            guard board != nil else {
                throw ValidationError("--action ticket needs --board NAME-OR-ID.")
            }
            guard severities != nil else {
                throw ValidationError("--action ticket needs --severities, like warning,error.")
            }
        case .sync:
            guard board == nil, status == nil, priority.isEmpty, close == nil else {
                throw ValidationError(
                    "--action sync opens no tickets; leave --board, --status, --priority and "
                        + "--close out.")
            }
        }
        guard (0...365).contains(reopenDays) else {
            throw ValidationError("--reopen-days \(reopenDays) is not within 0 to 365.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let added: NotificationRule.Action =
            switch action {
            case .sync: .synchronize
            case .ticket: .ticket(try await ticketRule(for: partner, ledger, session))
            }
        let rule = try await ledger.addRule(
            action: added, severities: severities ?? Set(Severity.allCases),
            eventClasses: events.classes, partner: partner.id, by: session.user,
            now: session.time.now())
        session.output.result(
            rule.document, "Added rule \(rule.id): \(rule.actionWord) \(rule.how)")
        return .done
    }

    private func ticketRule(
        for partner: Partner, _ ledger: any Ledger, _ session: Session
    ) async throws -> TicketRule {
        let client = try await session.client(for: partner, ledger)
        let found = try NamedChoice.find(
            board ?? "", among: try await client.boards().filter { !$0.isInactive }.map(\.choice),
            noun: "board")
        let statuses = try await client.statuses(board: found.id).filter { !$0.isInactive }
        let choices = statuses.map { NamedReference(id: $0.id, name: $0.name) }
        var rule = TicketRule(board: found, reopenDays: reopenDays)
        if let status {
            rule.newStatus = try NamedChoice.find(
                status, among: choices, noun: "status of board '\(found.name)'")
        }
        if let close { rule.closing = try closing(close, statuses, choices, found, session) }
        if !priority.isEmpty {
            let known = try await client.priorities().map {
                NamedReference(id: $0.id, name: $0.name)
            }
            for wanted in priority {
                rule.priorities[wanted.severity] = try NamedChoice.find(
                    wanted.name, among: known, noun: "priority")
            }
        }
        return rule
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
