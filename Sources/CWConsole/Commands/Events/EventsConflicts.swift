import ArgumentParser
import IntegrationCore

/// `events conflicts`: events that were put aside, because another one has their source and id.
struct EventsConflicts: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Show events put aside: known source and id, other facts. Newest first.",
        discussion: "The first event of an identity counts; one that was put aside changed nothing."
            + " A source that means something new must send it with an id of its own.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
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
        var rows: [EventConflict] = []
        while rows.count < limit {
            let size = min(1_000, limit - rows.count)
            let page = try await ledger.conflicts(
                partner.id, page: PageRequest(before: rows.last?.id, limit: size))
            rows += page
            if page.count < size { break }
        }
        session.output.result(.list(rows, \.document), Self.table(rows))
        return .done
    }

    private static func table(_ rows: [EventConflict]) -> String {
        var table = ResultTable(
            .text("RECEIVED"), .text("SOURCE"), .text("ID"), .number("KEPT"), .text("KEPT EVENT"),
            .text("PUT ASIDE"))
        for row in rows {
            table.add(
                row.receivedAt.rfc3339Seconds, row.source, row.sourceID, "\(row.kept)",
                row.keptInformation, row.information)
        }
        return table.text(empty: "No events were put aside.")
    }
}

extension EventConflict {
    /// The conflict as `--json` says it.
    fileprivate var document: JSONValue {
        [
            "id": .integer(id.rawValue), "received": .time(receivedAt), "source": .string(source),
            "sourceId": .string(sourceID), "kept": .integer(kept.rawValue),
            "keptInformation": .string(keptInformation), "information": .string(information),
            "raw": (try? JSONValue(parsing: raw)) ?? .null,
        ]
    }
}
