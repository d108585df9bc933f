import ArgumentParser
import IntegrationCore

/// `managed-ids list`: the entries of every mapped company, read from ConnectWise.
struct ManagedIDsList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the entries of every mapped company.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let found = try await ManagedIDWork.open(in: session).check(nil)
        session.output.result(.list(found, \.document), ManagedIDEntries.table(found))
        return .done
    }
}

/// `managed-ids check`: judges entries; exit 1 when anything is not correct.
struct ManagedIDsCheck: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check entries against ConnectWise; exit 1 when anything is not correct.",
        usage: "cwconsole managed-ids check [ID ... | --all]")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Customer numbers or Managed IDs, like 19652 or EFS-19652.")
    var id: [String] = []
    @Flag(help: "Every mapped customer; the default.")
    var all = false

    var needs: OperatorRole { .support }

    func validate() throws {
        guard !all || id.isEmpty else {
            throw ValidationError("Name customers, or say --all, not both.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let work = try await ManagedIDWork.open(in: session)
        let found = try await work.check(work.numbers(id))
        let wrong = found.filter { $0.finding.verdict != .correct }
        let facts = wrong.map {
            "\($0.managedID): \($0.finding.verdict.words). \($0.finding.detail)"
        }
        session.output.result(
            .list(found, \.document),
            ([ManagedIDEntries.table(found)] + facts
                + ["\(found.count) checked, \(wrong.count) not correct."])
                .joined(separator: "\n"))
        return wrong.isEmpty ? .done : .doneWithFailures
    }
}
