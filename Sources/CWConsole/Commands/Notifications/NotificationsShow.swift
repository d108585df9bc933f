import ArgumentParser
import IntegrationCore

/// `notifications show ID`: one notification, explained, with every request it made.
struct NotificationsShow: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one notification with its requests.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @Argument(help: "The notification's number, as `notifications list` shows it.")
    var id: Int64

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        guard let detail = try await ledger.notification(RowID(id)) else {
            throw Problem.usage(
                "The store has no notification \(id). "
                    + "Find its number: cwconsole notifications list.")
        }
        session.output.result(
            detail.row.document(requests: detail.attempts.flatMap(\.requests)), Self.text(detail))
        return .done
    }

    private static func text(_ detail: NotificationDetail) -> String {
        let row = detail.row
        var facts = [
            ("Notification", "\(row.id) of event \(row.event)"),
            ("Customer", "\(row.customerNumber) \(row.customerName), \(row.account)"),
            ("Event", "\(row.moment.rfc3339Seconds) \(row.information)"),
            ("Action", row.action + (row.ticket.map { ", ticket #\($0)" } ?? "")),
            ("State", "\(row.state), attempt \(row.attempts)"),
        ]
        if let next = row.nextAttemptAt { facts.append(("Next attempt", next.rfc3339Seconds)) }
        if let reason = row.skipReason { facts.append(("Why", reason)) }
        if let failure = row.failure {
            let explained = failure.explanation
            facts.append(("What happened", failure.message))
            facts.append(("Cause", explained.cause))
            let steps = explained.remedy(customer: row.customerNumber).enumerated().map {
                "\($0 + 1) \($1)"
            }
            facts.append(("How to fix it", steps.joined(separator: "\n")))
            facts += failure.fields.map { ("ConnectWise", "\($0.field): \($0.message)") }
        }
        for attempt in detail.attempts {
            let requests = attempt.requests.map { request in
                "\(request.method.rawValue) \(request.path)  \(request.status.map(String.init) ?? "no answer")"
                    + "  \(request.milliseconds) ms" + (request.requestID.map { "  \($0)" } ?? "")
                    + (request.error.map { "\n  \($0)" } ?? "")
            }
            let lines = ["\(attempt.at.rfc3339Seconds) \(attempt.outcome)"] + requests
            facts.append(("Attempt", lines.joined(separator: "\n")))
        }
        return FactSheet.text(facts)
    }
}
