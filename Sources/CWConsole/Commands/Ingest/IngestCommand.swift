import ArgumentParser
import IntegrationCore

/// `ingest`: takes events in from files, standard input or a spool directory.
struct IngestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take events in: JSON Lines of the event contract, version 1.",
        usage: "cwconsole ingest [FILE ... | -] [--watch DIR] [--dry-run]",
        discussion: """
            Refused lines go with number and reason to FILE.rejected.jsonl (stdin.rejected.jsonl \
            for standard input). --watch takes what appears in DIR/new, in the order of the \
            names, and moves it to DIR/done or DIR/bad.
            """)

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .support }
    @Argument(help: ArgumentHelp("Files; - is standard input.", valueName: "file"))
    var files: [String] = []
    @Option(help: ArgumentHelp("A spool directory to watch until stopped.", valueName: "dir"))
    var watch: String?
    @Flag(help: "Say what would become of the lines; keep nothing.")
    var dryRun = false

    func validate() throws {
        guard watch == nil || files.isEmpty else {
            throw ValidationError("Name files or --watch DIR, not both.")
        }
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be read only once.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let progress = ProgressLine(output: session.output, time: session.time)
        let intake = Intake(
            ledger: ledger, partner: partner.id, time: session.time, isDryRun: dryRun,
            progress: { progress.show($0.sentence, count: $0.lines, share: $1) })
        if let watch {
            let spool = try Spool(directory: watch, output: session.output)
            return try await spool.watch(with: intake, progress, session)
        }
        var total = IngestTally()
        for file in files.isEmpty ? ["-"] : files {
            let tally = try await StopSignals.cancelling { try await intake.take(file) }
            progress.clear()
            if !dryRun { try await RejectedFile.write(tally.rejected, for: file) }
            total += tally
        }
        let hint =
            total.rejected.first.map {
                "\nline \($0.line): \(Sanitizer.line($0.reason))"
                    + (dryRun ? "" : "\nThe refused lines are in FILE.rejected.jsonl.")
            } ?? ""
        session.output.result(
            total.document, total.sentence + (dryRun ? " (dry run, nothing kept)" : "") + hint)
        return total.status
    }
}
