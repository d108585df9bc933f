import ArgumentParser
import Glibc
import IntegrationCore

/// `settings import FILE`: takes a configuration over, all of it or none.
struct SettingsImport: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over a configuration from a file, whole or not.",
        discussion: """
            The file is checked whole before anything changes, the changes are shown, and a \
            person is asked. A section that the file leaves out stays as it is; one that is there \
            replaces all of it. Customers that a list of customers does not name stay with their \
            events, and lose company, links and what was said about their accounts. Keys and \
            passwords are in no file and stay in the store.
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "A file as settings export writes it; - reads standard input.")
    var file: String
    @Flag(help: "Import without asking.")
    var yes = false
    @Flag(help: "Only show what would change.")
    var dryRun = false
    @Flag(help: "Confirms a host outside ConnectWise's cloud as your own.")
    var onPremises = false

    func validate() throws {
        guard !(yes && dryRun) else {
            throw ValidationError("--dry-run only shows; leave --yes out.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        guard yes || dryRun || (file != "-" && isatty(STDIN_FILENO) == 1) else {
            throw Problem.usage(
                "Nobody can be asked here, since standard input is no terminal. Say --yes to"
                    + " import without asking, or --dry-run to see what would change.")
        }
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let plan = try await ConfigurationPlan.make(
            try await ConfigurationFile.read(file), for: partner, in: ledger,
            isConfirmed: onPremises)
        for note in plan.notes { session.output.message(note) }
        guard plan.obstacles.isEmpty else {
            throw Problem.usage(plan.obstacles.joined(separator: "\n"))
        }
        if !plan.changes.isEmpty { session.output.line(plan.changes.table) }
        guard !dryRun, !plan.changes.isEmpty else {
            return end(session, plan, isDone: false, plan.changes.isEmpty ? plan.changes.table : "")
        }
        guard try await isWanted(plan, session) else {
            _ = end(session, plan, isDone: false, "Nothing was changed.")
            return .doneWithFailures
        }
        try await ledger.saveConfiguration(
            plan.wanted, baseline: plan.current, partner: partner.id, by: session.user,
            now: session.time.now())
        for warning in try await ledger.rules(partner.id).compactMap(\.warning) {
            session.output.message(warning)
        }
        let count = Formatting.count(plan.changes.count, "change")
        return end(session, plan, isDone: true, "Imported \(file): \(count).")
    }

    private func isWanted(_ plan: ConfigurationPlan, _ session: Session) async throws -> Bool {
        if yes { return true }
        // With --json stdout gets the one document, so what is asked about goes where the question
        // goes.
        if session.output.isJSON { session.output.message(plan.changes.table) }
        let count = Formatting.count(plan.changes.count, "change")
        session.output.raw("Import \(count)? Type yes to import: ")
        return try await OwnThread.run { readLine() }?.trimmingBlanks.lowercased() == "yes"
    }

    private func end(
        _ session: Session, _ plan: ConfigurationPlan, isDone: Bool, _ sentence: String
    ) -> ExitStatus {
        session.output.result(
            ["imported": .bool(isDone), "changes": plan.changes.document], sentence)
        return .done
    }
}
