import IntegrationCore

/// A note must say where it is shown (contract 8.4).
enum NoteRules {
    private static let places = ["detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag"]

    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        guard places.contains(where: { draft.fields[$0] == true }) else {
            throw .invalid(
                .notes, "InvalidField",
                "Please choose where to display the notes in order to save this record.",
                field: places[0])
        }
        guard draft.old == nil else { return }
        let ticket = draft.visit.parentID.flatMap { state[.tickets, $0] }
        let stamp = ticket.map { Self.stamp($0, by: draft.visit.author, at: draft.visit.now) }
        draft.fields.merge(stamp ?? [:]) { _, ours in ours }
        draft.fields["processNotifications"] = nil
    }

    /// What the server writes on every note; `ticket` and `noteType` show in `/allNotes` only.
    static func stamp(
        _ ticket: Record, by author: String, at now: Timestamp
    ) -> [String: JSONValue] {
        [
            "ticketId": .integer(Int64(ticket.id)), "createdBy": .string(author),
            "dateCreated": .string(now.rfc3339Seconds), "noteType": "TicketNote",
            "originalAuthor": .string(author),
            "ticket": Draft.shown(ticket, as: "TicketReference", .official),
        ]
    }

    /// Adds a note that nobody posted by itself.
    static func add(
        _ text: JSONValue, flag: String, to ticket: Record, by author: String, at now: Timestamp,
        in state: inout State
    ) {
        var fields = stamp(ticket, by: author, at: now)
        fields["text"] = text
        fields[flag] = true
        state.insert(fields, into: .notes, parent: ticket.id, by: author, at: now)
    }
}
