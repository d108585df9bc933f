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

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        var entries: [AuditEntry] = []
        while true {
            let page = try await ledger.audit(before: entries.last?.id, limit: 1_000)
            entries += page
            if page.count < 1_000 { break }
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
            }, table.text(empty: "The audit trail is empty."))
        return .done
    }
}

/// `audit verify`: exit 1 when an entry was changed, removed, reordered or inserted.
struct AuditVerify: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the hash chain of the audit trail.")

    @OptionGroup var common: CommonOptions

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
