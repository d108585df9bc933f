import ArgumentParser
import IntegrationCore

/// `rules`: which events cause which action.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Notification rules.",
        subcommands: [
            RulesList.self, RulesAdd.self, RulesEdit.self, RulesRemove.self, RulesTest.self,
        ])
}

/// `rules list`.
struct RulesList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the rules.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let rules = try await ledger.rules(partner.id)
        var table = ResultTable(
            .number("NO"), .text("ACTION"), .text("SEVERITIES"), .text("EVENTS"), .text("HOW"))
        for rule in rules {
            table.add(
                "\(rule.id)", rule.actionWord, rule.severityWords.joined(separator: ","),
                rule.eventWords?.joined(separator: ",") ?? "all", rule.how)
        }
        for warning in rules.compactMap(\.warning) { session.output.message(warning) }
        session.output.result(
            .list(rules, \.document),
            table.text(empty: "No rule yet, so nothing is pushed. Add one: cwconsole rules add."))
        return .done
    }
}

/// `rules remove N`.
struct RulesRemove: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a rule; tickets it opened stay as they are.")

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The rule, as `rules list` shows it.", valueName: "n"))
    var number: Int64

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let rule = try await ledger.rule(number, of: partner)
        try await ledger.removeRule(
            rule.id, partner: partner.id, by: session.user, now: session.time.now())
        session.output.result(rule.document, "Removed rule \(number) (\(rule.actionWord)).")
        return .done
    }
}
