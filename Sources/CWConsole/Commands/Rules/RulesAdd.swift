import ArgumentParser
import IntegrationCore

/// `rules add`: names of boards, statuses and priorities are looked up in ConnectWise.
struct RulesAdd: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a rule: open tickets, or synchronise.",
        usage: """
            cwconsole rules add --action ticket --board NAME-OR-ID [--status NAME-OR-ID] \
            --severities warning,error [--events all|a,b] [--priority error=NAME-OR-ID] \
            [--close NAME-OR-ID|never] [--reopen-days N] [--customers all|a,b] [--notes yes|no]
            cwconsole rules add --action sync [--severities a,b] [--events all|a,b]
            """)

    /// What the rule does.
    enum Action: String, ExpressibleByArgument, CaseIterable {
        case ticket, sync
    }

    @OptionGroup var common: CommonOptions
    @Option(help: "ticket opens a ConnectWise ticket, sync synchronises with ConnectWise.")
    var action: Action
    @OptionGroup var options: RuleOptions

    func validate() throws {
        switch action {
        case .ticket:
            guard options.board != nil else {
                throw ValidationError("--action ticket needs --board NAME-OR-ID.")
            }
            guard options.severities != nil else {
                throw ValidationError("--action ticket needs --severities, like warning,error.")
            }
        case .sync:
            guard !options.isAboutTickets else {
                throw ValidationError(
                    "--action sync opens no tickets; leave --board, --status, --priority, "
                        + "--close, --reopen-days and --notes out.")
            }
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        // The board is looked up by `apply`; its id is never 0.
        let action: NotificationRule.Action =
            action == .sync
            ? .synchronize : .ticket(TicketRule(board: NamedReference(id: 0, name: "")))
        var draft = NotificationRule(id: RowID(0), action: action)
        try await options.apply(to: &draft, partner, ledger, session)
        let rule = try await ledger.addRule(
            action: draft.action, severities: draft.severities, eventClasses: draft.eventClasses,
            customers: draft.customers, partner: partner.id, by: session.user,
            now: session.time.now())
        if let warning = rule.warning { session.output.message(warning) }
        session.output.result(
            rule.document, "Added rule \(rule.id): \(rule.actionWord) \(rule.how)")
        return .done
    }
}

/// `rules edit N`: changes what is named; the rule keeps its number and its place.
struct RulesEdit: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a rule; what is not named stays.")

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The rule, as `rules list` shows it.", valueName: "n"))
    var number: Int64
    @OptionGroup var options: RuleOptions

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        var rule = try await ledger.rule(number, of: partner)
        if rule.action == .synchronize, options.isAboutTickets {
            throw Problem.usage(
                "Rule \(number) synchronises and opens no tickets; leave --board, --status, "
                    + "--priority, --close, --reopen-days and --notes out.")
        }
        try await options.apply(to: &rule, partner, ledger, session)
        try await ledger.updateRule(
            rule, partner: partner.id, by: session.user, now: session.time.now())
        if let warning = rule.warning { session.output.message(warning) }
        session.output.result(
            rule.document, "Changed rule \(rule.id): \(rule.actionWord) \(rule.how)")
        return .done
    }
}
