import ArgumentParser
import IntegrationCore

/// `events list`: the newest events, or those that match.
struct EventsList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show events, newest first.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @Flag(help: "Only events with a failed notification.")
    var failed = false
    @Option(help: ArgumentHelp("Only events that contain it in any column.", valueName: "text"))
    var search: String?
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "One condition, like 'Customer LIKE Cont*'; * is any run, ? one character.",
            valueName: "field operator term"),
        transform: { try SearchCondition(parsing: $0) })
    var condition: SearchCondition?
    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit = 100

    func validate() throws {
        guard limit > 0 else {
            throw ValidationError("--limit \(limit) shows nothing; give a number from 1 up.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        var filter = EventFilter()
        filter.failedOnly = failed
        filter.text = search ?? ""
        filter.condition = condition
        var rows: [EventRow] = []
        while rows.count < limit {
            let size = min(1_000, limit - rows.count)
            let page = try await ledger.events(
                partner.id, matching: filter,
                page: PageRequest(before: rows.last?.id, limit: size))
            rows += page
            if page.count < size { break }
        }
        session.output.result(.list(rows, \.document), Self.table(rows))
        return .done
    }

    private static func table(_ rows: [EventRow]) -> String {
        var table = ResultTable(
            .number("ID"), .text("TIME"), .text("CUSTOMER"), .text("ACCOUNT"), .text("EVENT"),
            .text("SEVERITY"), .text("NOTIFICATIONS"))
        for row in rows {
            table.add(
                "\(row.id)", row.moment.rfc3339Seconds,
                (row.customerNumber.map { "\($0) " } ?? "") + row.customerName, row.account,
                row.information, row.severity.rawValue,
                row.notifications.map { mark in
                    "\(mark.action) \(mark.state)" + (mark.ticket.map { " #\($0)" } ?? "")
                }.joined(separator: ", "))
        }
        return table.text(empty: "No events match.")
    }
}

extension SearchCondition {
    /// Reads `FIELD OPERATOR TERM`; field and operator without regard to case.
    fileprivate init(parsing text: String) throws {
        let field = Field.allCases.filter {
            text.lowercased().hasPrefix($0.rawValue.lowercased() + " ")
        }.max { $0.rawValue.count < $1.rawValue.count }
        guard let field else {
            let fields = Field.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw ValidationError("--where '\(text)' starts with no field. Fields: \(fields).")
        }
        let rest = text.dropFirst(field.rawValue.count).drop { $0 == " " }
        let word = rest.prefix { $0 != " " }
        let comparison = Operator.allCases.first {
            $0.rawValue.lowercased() == word.lowercased()
        }
        let term = rest.dropFirst(word.count).drop { $0 == " " }
        guard let comparison, !term.isEmpty else {
            let operators = Operator.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                "--where '\(text)' needs an operator and a term after the field. "
                    + "Operators: \(operators).")
        }
        self.init(field: field, comparison: comparison, term: String(term))
    }
}

extension EventRow {
    /// The event as `--json` says it.
    var document: JSONValue {
        [
            "id": .integer(id.rawValue), "received": .time(receivedAt), "time": .time(moment),
            "customer": .optional(customerNumber), "customerName": .string(customerName),
            "account": .string(account), "information": .string(information),
            "type": .string(eventClass.rawValue), "severity": .string(severity.rawValue),
            "notifications": .list(notifications) { mark in
                [
                    "action": .string(mark.action), "state": .string(mark.state.rawValue),
                    "ticket": .optional(mark.ticket),
                ]
            },
        ]
    }
}
