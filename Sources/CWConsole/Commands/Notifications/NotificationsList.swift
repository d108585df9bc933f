import ArgumentParser
import IntegrationCore

/// `notifications list [--state S]`.
struct NotificationsList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show notifications, newest first.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @Option(
        help: ArgumentHelp("Only notifications in this state.", valueName: "state"),
        transform: { try WordChoice.read($0) })
    var state: NotificationState?

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        var filter = NotificationFilter()
        if let state { filter.states = [state] }
        let rows = try await ledger.allNotifications(of: partner.id, matching: filter)
        // The requests of each are read only when they are shown.
        var documents: [JSONValue] = []
        if session.output.isJSON {
            for row in rows {
                let attempts = try await ledger.notification(row.id)?.attempts ?? []
                documents.append(row.document(requests: attempts.flatMap(\.requests)))
            }
        }
        session.output.result(.array(documents), Self.table(rows))
        return .done
    }

    private static func table(_ rows: [NotificationRow]) -> String {
        var table = ResultTable(
            .number("ID"), .number("EVENT"), .text("TIME"), .text("CUSTOMER"), .text("ACCOUNT"),
            .text("ACTION"), .text("STATE"), .number("TRY"), .number("TICKET"), .text("WHY"))
        for row in rows {
            table.add(
                "\(row.id)", "\(row.event)", row.moment.rfc3339Seconds,
                "\(row.customerNumber) \(row.customerName)", row.account, row.action,
                row.state.rawValue, "\(row.attempts)", row.ticket.map(String.init) ?? "",
                row.failure.map { $0.message } ?? row.skipReason ?? "")
        }
        return table.text(empty: "No notifications match.")
    }
}

extension EventLog {
    /// All notifications that match, newest first.
    func allNotifications(
        of partner: RowID<Partner>, matching filter: NotificationFilter
    ) async throws -> [NotificationRow] {
        var all: [NotificationRow] = []
        while true {
            let page = try await notifications(
                partner, matching: filter, page: PageRequest(before: all.last?.id, limit: 1_000))
            all += page
            if page.count < 1_000 { return all }
        }
    }
}
