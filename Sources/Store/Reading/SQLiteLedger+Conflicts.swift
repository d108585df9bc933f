internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func conflicts(
        _ partner: RowID<Partner>, page: PageRequest<EventConflict>
    ) async throws -> [EventConflict] {
        try await read { db in
            let isForward = page.after != nil
            var rows = try db.all(
                "SELECT q.id, q.event_id, q.received_at, q.body, e.external_id, e.information,"
                    + " s.name AS source FROM quarantine q CROSS JOIN events e ON e.id = q.event_id"
                    + " JOIN sources s ON s.id = e.source_id"
                    + " WHERE e.partner_id = ? AND q.id < ? AND q.id > ?"
                    + " ORDER BY q.id \(isForward ? "ASC" : "DESC") LIMIT ?",
                [
                    partner.rawValue, page.before?.rawValue ?? .max, page.after?.rawValue ?? 0,
                    min(max(page.limit, 1), 1_000),
                ])
            if isForward { rows.reverse() }
            return try rows.map { row in
                let raw = row.bytes("body")
                return EventConflict(
                    id: row.id("id"), receivedAt: row.moment("received_at"),
                    kept: row.id("event_id"), source: row["source"], sourceID: row["external_id"],
                    keptInformation: row["information"],
                    information: EventText.information(of: try EventReader().read(stored: raw)),
                    raw: raw)
            }
        }
    }
}
