import ArgumentParser
import IntegrationCore

/// `reprocess`: does notifications again at once; the twelve-hour window is passed, nothing doubles.
struct ReprocessCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprocess",
        abstract: "Do notifications again, now, ignoring the twelve-hour window.",
        usage: "cwconsole reprocess ID ... | --failed [--cause CODE] [--customer ID]")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .support }
    @Argument(help: "Notification numbers, as `notifications list` shows them.")
    var id: [Int64] = []
    @Flag(help: "All failed notifications.")
    var failed = false
    @Option(
        help: ArgumentHelp("Of the failed, only those with this cause.", valueName: "code"),
        transform: { try WordChoice.read($0) })
    var cause: FailureCode?
    @Option(help: ArgumentHelp("Of the failed, only this customer's.", valueName: "id"))
    var customer: String?

    func validate() throws {
        guard failed != !id.isEmpty else {
            throw ValidationError(
                "Name what to do again: notification numbers, or --failed, not both.")
        }
        guard failed || (cause == nil && customer == nil) else {
            throw ValidationError("--cause and --customer narrow --failed; add --failed.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let ids = try await chosen(from: ledger, of: partner.id)
        let answers = try await ledger.reprocess(ids, by: session.user, now: session.time.now())
        let results = Array(zip(ids, answers))
        session.output.result(Self.document(results), Self.text(results))
        return answers.contains(.notFound) ? .doneWithFailures : .done
    }

    private func chosen(
        from ledger: any Ledger, of partner: RowID<Partner>
    ) async throws -> [RowID<Notification>] {
        guard failed else {
            var seen: Set<Int64> = []
            return id.filter { seen.insert($0).inserted }.map { RowID($0) }
        }
        var filter = NotificationFilter()
        filter.states = [.failed]
        filter.cause = cause
        if let customer {
            filter.customer = try await ledger.customer(named: customer, of: partner).id
        }
        return try await ledger.allNotifications(of: partner, matching: filter).map(\.id)
    }

    private static func document(
        _ results: [(RowID<Notification>, ReprocessAnswer)]
    ) -> JSONValue {
        [
            "queued": .count(results.count { $0.1 == .queued }),
            "results": .list(results) { id, answer in
                let (word, reason) = answer.words
                return [
                    "id": .integer(id.rawValue), "result": .string(word),
                    "reason": .optional(reason),
                ]
            },
        ]
    }

    private static func text(_ results: [(RowID<Notification>, ReprocessAnswer)]) -> String {
        guard !results.isEmpty else { return "No notification matches; nothing to do again." }
        let lines = results.map { id, answer in
            let (word, reason) = answer.words
            return "\(id): \(word)" + (reason.map { " (\($0))" } ?? "")
        }
        let queued = results.count { $0.1 == .queued }
        return (lines + ["\(queued) queued; the engine does them now, or when it next runs."])
            .joined(separator: "\n")
    }
}

extension ReprocessAnswer {
    /// The answer as a word, and why.
    fileprivate var words: (String, String?) {
        switch self {
        case .queued: ("queued", nil)
        case .alreadyRunning: ("alreadyRunning", "it is being pushed right now")
        case .notFound: ("notFound", "the store has no notification of this number")
        case .nothingToDo(let reason): ("nothingToDo", reason)
        }
    }
}
