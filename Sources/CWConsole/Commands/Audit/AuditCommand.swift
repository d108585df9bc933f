import ArgumentParser
import IntegrationCore

/// `audit`: who changed, pushed and reprocessed what.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit trail: who did what, when.",
        subcommands: [AuditList.self, AuditVerify.self])
}

/// `audit list`.
struct AuditList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the audit trail, newest first.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Only what this operator did.", valueName: "user"))
    var who: String?

    @Option(
        help: ArgumentHelp(
            "Only this action, or those that begin so: rule finds rule.add.", valueName: "action"))
    var action: String?

    @Option(
        help: ArgumentHelp(
            "Only entries with these words in target or change.",
            valueName: "words"))
    var text: String?

    @Option(
        help: ArgumentHelp("From this moment on (RFC 3339, or a date).", valueName: "time"),
        transform: { try AuditList.moment($0) })
    var since: Timestamp?

    @Option(
        help: ArgumentHelp("Before this moment (RFC 3339, or a date).", valueName: "time"),
        transform: { try AuditList.moment($0) })
    var until: Timestamp?

    @Option(help: ArgumentHelp("At most so many entries, the newest.", valueName: "n"))
    var limit = 1_000_000

    var needs: OperatorRole { .auditor }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is a whole number above 0.") }
    }

    /// Reads a moment; a date alone is its first moment in UTC.
    private static func moment(_ text: String) throws -> Timestamp {
        if let moment = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z") {
            return moment
        }
        throw ValidationError(
            "'\(text)' is no moment. Say it like 2026-11-21T12:00:00Z, or 2026-11-21.")
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        var filter = AuditFilter()
        filter.who = who ?? ""
        filter.action = action ?? ""
        filter.text = text ?? ""
        filter.since = since
        filter.until = until
        var entries: [AuditEntry] = []
        while entries.count < limit {
            let wanted = min(limit - entries.count, 1_000)
            let page = try await ledger.audit(
                matching: filter, before: entries.last?.id, limit: wanted)
            entries += page
            if page.count < wanted { break }
        }
        var table = ResultTable(
            .number("NO"), .text("TIME"), .text("WHO"), .text("ACTION"), .text("TARGET"),
            .text("CHANGE"))
        for entry in entries {
            table.add(
                "\(entry.id)", entry.at.rfc3339Seconds, entry.who, entry.action, entry.target,
                entry.detail)
        }
        session.output.result(
            .list(entries) { entry in
                [
                    "id": .integer(entry.id), "time": .time(entry.at), "who": .string(entry.who),
                    "action": .string(entry.action), "target": .string(entry.target),
                    "detail": .string(entry.detail), "hash": .string(entry.hash),
                ]
            }, table.text(empty: "No entry of the audit trail fits."))
        return .done
    }
}

/// `audit verify`: exit 1 when an entry was changed, removed, reordered or inserted.
struct AuditVerify: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the hash chain of the audit trail.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let found = try await ledger.verifyAudit()
        session.output.result(
            [
                "intact": .bool(found == nil), "brokenEntry": .optional(found?.entry),
                "reason": .optional(found?.reason),
            ],
            found.map { "The audit trail is broken at entry \($0.entry): \($0.reason)" }
                ?? "The audit trail is intact.")
        return found == nil ? .done : .doneWithFailures
    }
}
