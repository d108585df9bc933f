import ArgumentParser
import IntegrationCore

/// `settings diff FILE`: what an import would change.
struct SettingsDiff: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what an import of a file would change.",
        discussion: """
            Changes nothing. Exit code 0 when nothing differs, 1 when something does, 2 when the \
            file cannot be imported. A section that the file leaves out stays as it is.
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "A file as settings export writes it; - reads standard input.")
    var file: String

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let plan = try await ConfigurationPlan.make(
            try await ConfigurationFile.read(file), for: partner, in: ledger, isConfirmed: false)
        for note in plan.notes + plan.obstacles { session.output.message(note) }
        session.output.result(plan.changes.document, plan.changes.table)
        return plan.changes.isEmpty ? .done : .doneWithFailures
    }
}

extension ConfigurationFile {
    /// The most that a file may hold: far more than 5,000 customers with all their accounts need.
    private static let mebibytes = 32

    /// Reads the file that a person named; `-` is standard input.
    static func read(_ path: String) async throws -> ConfigurationFile {
        let bytes = try await SmallFile.read(path, purpose: "settings", mebibytes: mebibytes)
        return try await OwnThread.run { try ConfigurationReader.read(bytes, named: path) }
    }
}
