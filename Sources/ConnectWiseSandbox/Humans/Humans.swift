import IntegrationCore

/// What people do to tickets behind the product's back.
public struct Humans: Sendable {
    let service: Service
    private static let name = "Admin1"

    /// Moves a ticket to another board, into that board's default status.
    public func move(ticket: Int, toBoard board: Int) throws {
        try change(ticket) { (record, state) throws(SandboxError) in
            guard let target = state[.boards, board] else { throw Self.missing("board", board) }
            let status = state[.boardStatuses].all.first {
                $0.parent == board && $0.flag("defaultFlag")
            }
            record["board"] = Draft.shown(target, as: "BoardReference", .official)
            Self.setStatus(status, of: &record, at: service.clock.now())
        }
    }

    /// Merges a ticket into another, which survives.
    public func merge(ticket: Int, into survivor: Int) throws {
        try service.edit { state, now in
            let child = try Self.find(ticket, in: state)
            let parent = try Self.find(survivor, in: state)
            let status = Self.status(of: child, isClosed: true, in: state)
            TicketActions.merge(
                child, into: parent, status: status, by: Self.name, at: now, on: &state)
        }
    }

    /// Makes a ticket the child of another.
    public func bundle(ticket: Int, under parent: Int) throws {
        try service.edit { state, now in
            let child = try Self.find(ticket, in: state)
            let parent = try Self.find(parent, in: state)
            TicketActions.attach(child, to: parent, by: Self.name, at: now, on: &state)
        }
    }

    /// Closes a ticket with the first closing status of its board.
    public func close(ticket: Int) throws {
        try change(ticket) { record, state in
            Self.setStatus(
                Self.status(of: record, isClosed: true, in: state), of: &record,
                at: service.clock.now())
        }
    }

    /// Opens a closed ticket again, in its board's first open status.
    public func reopen(ticket: Int) throws {
        try change(ticket) { record, state in
            Self.setStatus(
                Self.status(of: record, isClosed: false, in: state), of: &record,
                at: service.clock.now())
        }
    }

    /// Deletes a ticket; its notes go with it.
    public func delete(ticket: Int) throws {
        try service.edit { state, _ in
            let record = try Self.find(ticket, in: state)
            for note in Array(state[.notes].all) where note.parent == ticket {
                state.delete(note, from: .notes)
            }
            state.delete(record, from: .tickets)
        }
    }

    /// Overwrites or, with nil, empties a ticket's `externalXRef`.
    public func changeXRef(ticket: Int, to xref: String?) throws {
        try change(ticket) { record, _ in
            record["externalXRef"] = xref.map { .string($0) } ?? .null
        }
    }

    /// Turns a ticket into a project ticket, which the product treats as handed over.
    public func convert(ticket: Int) throws {
        try change(ticket) { record, _ in record["recordType"] = "ProjectTicket" }
    }

    /// Writes a note into a ticket's discussion.
    public func note(ticket: Int, _ text: String) throws {
        try service.edit { state, now in
            NoteRules.add(
                .string(text), flag: "detailDescriptionFlag", to: try Self.find(ticket, in: state),
                by: Self.name, at: now, in: &state)
        }
    }

    private func change(
        _ ticket: Int, _ edit: (inout Record, State) throws(SandboxError) -> Void
    ) throws(SandboxError) {
        try service.edit { (state, now) throws(SandboxError) in
            let old = try Self.find(ticket, in: state)
            var record = old
            try edit(&record, state)
            state.update(record, in: .tickets, by: Self.name, at: now)
            TicketTrail.write(record, was: old, by: Self.name, at: now, in: &state)
        }
    }

    private static func find(_ ticket: Int, in state: State) throws(SandboxError) -> Record {
        guard let record = state[.tickets, ticket] else { throw missing("ticket", ticket) }
        return record
    }

    private static func missing(_ noun: String, _ id: Int) -> SandboxError {
        SandboxError("The sandbox has no \(noun) \(id).")
    }

    private static func status(of record: Record, isClosed: Bool, in state: State) -> Record? {
        state[.boardStatuses].all.first {
            $0.parent == record.reference("board") && $0.flag("closedStatus") == isClosed
        }
    }

    private static func setStatus(_ status: Record?, of record: inout Record, at now: Timestamp) {
        guard let status else { return }
        let isClosed = status.flag("closedStatus")
        record["status"] = Draft.shown(status, as: "ServiceStatusReference", .official)
        record["closedFlag"] = .bool(isClosed)
        record["closedDate"] = isClosed ? .string(now.rfc3339Seconds) : .null
    }
}
