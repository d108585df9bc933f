import ArgumentParser
import IntegrationCore

/// `rules test N`: opens a ticket by a rule, notes it and closes it again.
struct RulesTest: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Open, note and close a test ticket by a rule.")

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The rule, as `rules list` shows it.", valueName: "n"))
    var number: Int64
    @Option(
        help: ArgumentHelp(
            "The company's record id in ConnectWise. Default: the first mapped one.",
            valueName: "id"))
    var company: Int64?

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let rule = try await ledger.rule(number, of: partner)
        let output = session.output
        let run = TestTicketRun(ledger: ledger, time: session.time, user: session.user)
        let test = try await run.prepare(
            rule, company: company, partner: partner.id,
            client: try await session.client(for: partner, ledger))
        let steps = try await run.carryOut(test, rule, partner: partner.id) { step in
            output.line(
                step.failure?.detail ?? "Ticket \(step.ticket): \(step.name.rawValue)")
        }
        output.result(
            [
                "rule": .integer(number), "ticket": .optional(steps.first?.ticket),
                "steps": .list(steps) { step in
                    [
                        "step": .string(step.name.rawValue), "done": .bool(step.failure == nil),
                        "error": step.failure?.document(customer: nil) ?? .null,
                    ]
                },
            ], "")
        return steps.allSatisfy { $0.failure == nil } ? .done : .doneWithFailures
    }
}

extension ConfigurationLedger {
    /// The rule of a number.
    func rule(_ number: Int64, of partner: Partner) async throws -> NotificationRule {
        if let rule = try await rules(partner.id).first(where: { $0.id.rawValue == number }) {
            return rule
        }
        throw Problem.usage(
            "Partner '\(partner.name)' has no rule \(number). See them: cwconsole rules list.")
    }
}
