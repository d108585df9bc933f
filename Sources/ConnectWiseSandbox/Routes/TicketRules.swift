import IntegrationCore

/// Tickets: board and status belong together, closing follows the status (contract 8.3, 8.4).
enum TicketRules {
    /// Only for POST and never returned (contract 8.4), with the note flag each becomes.
    private static let firstNotes = [
        ("initialDescription", "detailDescriptionFlag"),
        ("initialInternalAnalysis", "internalAnalysisFlag"),
        ("initialResolution", "resolutionFlag"),
    ]
    /// Set by the server, whatever is sent.
    private static let computed = [
        "closedFlag", "closedDate", "closedBy", "hasChildTicket", "hasMergedChildTicketFlag",
        "mergedParentTicket", "parentTicketId",
    ]

    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        let visit = draft.visit
        for name in computed { draft.fields[name] = draft.old?.fields[name] }
        if let company = draft.reference("company").flatMap({ state[.companies, $0] }),
            company.flag("deletedFlag"), draft.touched.contains("company")
        {
            throw .invalid(
                .tickets, "InvalidReference", "The company is deleted.", field: "company")
        }
        if draft.old == nil {
            draft.fields["recordType"] = draft.fields["recordType"] ?? "ServiceTicket"
            draft.fields["severity"] = draft.fields["severity"] ?? "Medium"
            draft.fields["impact"] = draft.fields["impact"] ?? "Medium"
        }
        if draft.reference("board") == nil { draft.fields["board"] = defaultBoard(visit, state) }
        if draft.reference("priority") == nil {
            draft.fields["priority"] = first(.priorities, "PriorityReference", visit, state) {
                $0.flag("defaultFlag")
            }
        }
        try settleStatus(&draft, in: state)
        settleClosing(&draft, in: state)
    }

    private static func defaultBoard(_ visit: Visit, _ state: State) -> JSONValue? {
        let member = state[.apiMembers].all.first {
            $0["identifier"]?.string == visit.member.memberIdentifier
        }
        return member?["serviceDefaultBoard"]
            ?? first(.boards, "BoardReference", visit, state) { !$0.flag("inactiveFlag") }
    }

    /// A status must be one of the board; a move without a status takes the board's default.
    private static func settleStatus(_ draft: inout Draft, in state: State) throws(Refusal) {
        guard let board = draft.reference("board") else { return }
        if draft.visit.hides(board: board) {
            throw .invalid(
                .tickets, "InvalidReference", "board \(board) was not found.", field: "board")
        }
        let status = draft.reference("status").flatMap { state[.boardStatuses, $0] }
        if let status, status.parent == board { return }
        if draft.fields["status"] != nil, draft.fields["status"] != .null,
            draft.touched.contains("status")
        {
            throw .invalid(
                .tickets, "InvalidReference",
                "The status is not a status of the ticket's service board.", field: "status")
        }
        draft.fields["status"] =
            first(.boardStatuses, "ServiceStatusReference", draft.visit, state) {
                $0.parent == board && $0.flag("defaultFlag")
            }
            ?? first(.boardStatuses, "ServiceStatusReference", draft.visit, state) {
                $0.parent == board
            }
    }

    private static func settleClosing(_ draft: inout Draft, in state: State) {
        let status = draft.reference("status").flatMap { state[.boardStatuses, $0] }
        let isClosed = status?.flag("closedStatus") ?? false
        let wasClosed = draft.old?.flag("closedFlag") ?? false
        draft.fields["closedFlag"] = .bool(isClosed)
        guard isClosed != wasClosed else { return }
        let now = draft.visit.now.rfc3339Seconds
        draft.fields["closedDate"] = isClosed ? .string(now) : .null
        draft.fields["closedBy"] = isClosed ? .string(draft.visit.author) : .null
    }

    private static func first(
        _ resource: Resource, _ schema: String, _ visit: Visit, _ state: State,
        where isMeant: (Record) -> Bool
    ) -> JSONValue? {
        state[resource].all.first(where: isMeant)
            .map { Draft.shown($0, as: schema, visit.schemas) }
    }

    /// First texts become notes; each change becomes a line of the trails.
    static func follow(_ draft: Draft, _ record: Record, in state: inout State) {
        var record = record
        let visit = draft.visit
        for (name, flag) in firstNotes {
            guard let text = record.fields.removeValue(forKey: name), text.string != "" else {
                continue
            }
            if draft.old == nil {
                NoteRules.add(
                    text, flag: flag, to: record, by: visit.author, at: visit.now, in: &state)
            }
            state.amend(record, in: .tickets)
        }
        guard record.fields != draft.old?.fields else { return }
        TicketTrail.write(record, was: draft.old, by: visit.author, at: visit.now, in: &state)
    }
}
