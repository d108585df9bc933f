import IntegrationCore

extension DemoRound.Report {
    /// The report as `--json` says it.
    var document: JSONValue {
        [
            "sandbox": true, "requests": .count(requests), "tickets": .count(tickets),
            "openTickets": .count(openTickets), "lost": .texts(lost),
            "duplicated": .texts(duplicated),
            "customers": .list(lines) { line in
                [
                    "customer": .integer(line.number), "name": .string(line.name),
                    "ticketsOpened": .count(line.opened), "ticketsClosed": .count(line.closed),
                    "eventsCounted": .count(line.synchronized), "skipped": .count(line.skipped),
                    "failed": .count(line.failed),
                ]
            },
            "failedBeforeRepair": .list(failedBefore) { $0.document(requests: []) },
        ]
    }

    /// The report for people: a table, what failed and was repaired, and the check.
    var text: String {
        var table = ResultTable(
            .text("SANDBOX"), .text("CUSTOMER"), .number("TICKETS OPENED"), .number("CLOSED"),
            .number("EVENTS COUNTED"), .number("SKIPPED"), .number("FAILED, REPAIRED"))
        for line in lines {
            table.add(
                "EFS-\(line.number)", line.name, "\(line.opened)", "\(line.closed)",
                "\(line.synchronized)", "\(line.skipped)", "\(line.failed)")
        }
        var failures = ResultTable(.text("FAILED"), .text("WHY"), .text("REPAIRED BY"))
        for (code, rows) in Dictionary(grouping: failedBefore, by: { $0.failure?.code })
            .sorted(by: { $0.value.count > $1.value.count })
        {
            guard let row = rows.first, let explanation = code?.explanation else { continue }
            failures.add(
                "\(rows.count) of EFS-\(row.customerNumber)", explanation.sentence,
                explanation.remedy.first ?? "")
        }
        let check =
            isGood
            ? "Nothing was lost and nothing was done twice."
            : (lost.map { "LOST: \($0)" } + duplicated.map { "TWICE: \($0)" })
                .map { Sanitizer.line($0) }.joined(separator: "\n")
        return [
            table.text(empty: ""), failures.text(empty: "Nothing failed."),
            "\(requests) requests over https, \(tickets) tickets, \(openTickets) open. \(check)",
        ].joined(separator: "\n\n")
    }

    private struct Line {
        let number: Int64, name: String
        var opened = 0, closed = 0, synchronized = 0, skipped = 0, failed = 0
    }

    /// One line for each customer, by number.
    private var lines: [Line] {
        var lines: [Int64: Line] = [:]
        func edit(_ row: NotificationRow, _ change: (inout Line) -> Void) {
            change(
                &lines[
                    row.customerNumber,
                    default: Line(number: row.customerNumber, name: row.customerName)])
        }
        for row in rows {
            edit(row) { line in
                switch (row.state, row.kind) {
                case (.done, .ticketOpen?), (.done, .ticketReopen?): line.opened += 1
                case (.done, .ticketResolve?): line.closed += 1
                case (.done, .statistics?): line.synchronized += 1
                case (.skipped, _): line.skipped += 1
                default: break
                }
            }
        }
        for row in failedBefore { edit(row) { $0.failed += 1 } }
        return lines.values.sorted { $0.number < $1.number }
    }
}
