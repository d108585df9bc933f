import ArgumentParser
import Glibc
import IntegrationCore

/// `settings export`: the whole configuration as TOML, without secrets.
struct SettingsExport: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the whole configuration as TOML, without secrets.",
        discussion: """
            Credentials without the private key, settings, rules, services, customers with their \
            companies, links and accounts. The file says in its comments what it takes; \
            settings import reads it.
            """)

    @OptionGroup var common: CommonOptions
    @Option(
        help: ArgumentHelp(
            "Write a file, for you alone (mode 0600), instead of standard output.",
            valueName: "file"))
    var output: String?
    @Flag(help: "Replace the file if there is one.")
    var force = false

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let configuration = try await ledger.configuration(partner.id)
        guard let output, output != "-" else {
            if session.output.isJSON {
                session.output.result(configuration.document, "")
            } else {
                // As it is: what a terminal would obey stands there as an escape already.
                Output.write(ConfigurationWriter.text(of: configuration), to: STDOUT_FILENO)
            }
            return .done
        }
        let text = ConfigurationWriter.text(of: configuration)
        try await OwnThread.run {
            try PrivateFile.write(Array(text.utf8), to: output, replacing: force)
        }
        session.output.result(
            [
                "file": .string(output), "partner": .string(configuration.name),
                "rules": .count(configuration.rules.count),
                "customers": .count(configuration.customers.count),
            ],
            "Wrote the configuration of '\(Sanitizer.line(configuration.name))' to \(output).")
        return .done
    }
}
