import ArgumentParser
import IntegrationCore

/// `events show ID`: one event, as received, with its notifications.
struct EventsShow: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one event with its notifications.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @Argument(help: "The event's number, as `events list` shows it.")
    var id: Int64

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        guard let detail = try await ledger.event(RowID(id)) else {
            throw Problem.usage(
                "The store has no event \(id). Find its number: cwconsole events list.")
        }
        session.output.result(Self.document(detail), Self.text(detail))
        return .done
    }

    private static func document(_ detail: EventDetail) -> JSONValue {
        var members = detail.row.document.object ?? [:]
        members["source"] = .string(detail.event.source)
        members["sourceId"] = .string(detail.event.id)
        members["isStale"] = .bool(detail.isStale)
        members["message"] = .optional(detail.event.message)
        members["url"] = .optional(detail.event.url)
        members["raw"] = (try? JSONValue(parsing: detail.event.raw)) ?? .null
        members["notifications"] = .list(detail.notifications) { $0.document(requests: []) }
        return .object(members)
    }

    private static func text(_ detail: EventDetail) -> String {
        let row = detail.row
        var facts = [
            ("Event", "\(row.id), \(detail.event.source) \(detail.event.id)"),
            ("Time", "\(row.moment.rfc3339), received \(row.receivedAt.rfc3339)"),
            ("Customer", (row.customerNumber.map { "\($0) " } ?? "") + row.customerName),
            ("Account", row.account),
            ("What", row.information),
            ("Type", "\(row.eventClass.rawValue), \(row.severity)"),
        ]
        if detail.isStale {
            facts.append(("Order", "older than what was known: it changed no ticket"))
        }
        if let message = detail.event.message { facts.append(("Message", message)) }
        if let url = detail.event.url { facts.append(("Link", url)) }
        facts += detail.notifications.map { ("Notification", $0.sentence) }
        return FactSheet.text(facts) + "\n\n"
            + Sanitizer.text(String(decoding: detail.event.raw, as: UTF8.self))
    }
}
