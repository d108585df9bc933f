import ArgumentParser
import IntegrationCore

/// `credentials test`: tries the stored credentials stage by stage.
struct CredentialsTest: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Try the stored credentials, stage by stage.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .support }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let site = try await ledger.site(partner.id).value
        guard !site.url.isEmpty else {
            throw Problem.usage(
                "Partner '\(partner.name)' has no credentials yet. "
                    + "Enter them: cwconsole credentials set.")
        }
        var stages: [ConnectionStage] = []
        let draft = CredentialsDraft(site: site, privateKey: Secret(""))
        for await stage in session.desk(for: partner, ledger).test(draft) {
            stages.append(stage)
            session.output.line(
                "\(stage.outcome.rawValue.uppercased())  \(stage.name): \(stage.detail)")
            for (index, step) in stage.remedy.enumerated() {
                session.output.line("        \(index + 1) \(step)")
            }
        }
        let isGood = !stages.contains { $0.outcome == .failed }
        session.output.result(
            ["passed": .bool(isGood), "stages": .list(stages, \.document)],
            isGood ? "The connection works." : "The connection does not work yet.")
        return isGood ? .done : .connectWiseRefused
    }
}

extension ConnectionStage {
    fileprivate var document: JSONValue {
        [
            "stage": .string(name), "outcome": .string(outcome.rawValue),
            "detail": .string(detail), "remedy": .texts(remedy),
        ]
    }
}
