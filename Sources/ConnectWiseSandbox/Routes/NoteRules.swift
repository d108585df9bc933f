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
        draft.fields["ticketId"] = draft.visit.parentID.map { .integer(Int64($0)) }
        draft.fields["createdBy"] = .string(draft.visit.author)
        draft.fields["dateCreated"] = .string(draft.visit.now.rfc3339Seconds)
        draft.fields["processNotifications"] = nil
    }
}
