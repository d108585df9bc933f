import ArgumentParser
import IntegrationCore

/// `credentials clear`: erases site and keys from the store; pushes are held then.
struct CredentialsClear: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Erase site and keys from the store.")

    @OptionGroup var common: CommonOptions

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        try await ledger.clearCredentials(
            partner: partner.id, by: session.user, now: session.time.now())
        session.output.result(
            ["partner": .string(partner.name), "cleared": true],
            "Erased the credentials of '\(Sanitizer.line(partner.name))'.")
        return .done
    }
}
