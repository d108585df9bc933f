import IntegrationCore

/// The two trails a ticket leaves: the audit trail and the change log (contract 8.1, 8.4).
enum TicketTrail {
    static func write(
        _ record: Record, was old: Record?, by author: String, at now: Timestamp,
        in state: inout State
    ) {
        let id = JSONValue.integer(Int64(record.id))
        let names = Set(record.fields.keys).union(old?.fields.keys ?? [:].keys)
        let changed = names.filter { record.fields[$0] != old?.fields[$0] }.sorted()
        let text =
            old == nil
            ? "Ticket \(record.id) was added."
            : "Ticket \(record.id) was changed: \(changed.joined(separator: ", "))."
        state.insert(
            [
                "ticket": ["id": id], "text": .string(text), "auditType": "Ticket",
                "auditSubType": old == nil ? "Add" : "Update", "auditSource": "API",
                "enteredBy": .string(author), "enteredDate": .string(now.rfc3339Seconds),
            ], into: .auditTrail, by: author, at: now)
        state.insert(
            [
                "ticketNumber": id, "action": old == nil ? "Add" : "Update",
                "boardId": record.fields["board"]?["id"] ?? .null,
                "boardName": record.fields["board"]?["name"] ?? .null,
                "status": record.fields["status"]?["name"] ?? .null,
                "summary": record.fields["summary"] ?? .null,
                "closedFlag": record.fields["closedFlag"] ?? .null,
                "companyIdentifier": record.fields["company"]?["id"] ?? .null,
                "companyName": record.fields["company"]?["name"] ?? .null,
                "recordType": record.fields["recordType"] ?? .null,
                "parentTicketId": record.fields["parentTicketId"] ?? .null,
                "mergedParentTicketId": record.fields["mergedParentTicket"]?["id"] ?? .null,
            ], into: .changeLogs, by: author, at: now)
    }
}
