/// What became of our ticket in ConnectWise (contract 8.4, the table of drift).
enum TicketWhereabouts: Sendable {
    /// Itself, wherever it was moved.
    case itself(ConnectWise.Ticket)
    /// Merged by people into another ticket.
    case merged(into: ConnectWise.Ticket)
    /// Deleted: proved by a search and by calls that must work.
    case deleted
}

extension Push {
    /// The most merges that are followed.
    static let mergeDepth = 5

    /// Finds the ticket of the effect.
    ///
    /// - Throws: `Failure(.ticketDrifted)` when it was converted or cannot be seen: neither means
    ///   that a second ticket may be made.
    func locate() async throws -> TicketWhereabouts {
        let ticket = try ticket()
        if let id = ticket.remoteID {
            do {
                return try await follow(try await client.ticket(id))
            } catch let error as ConnectWiseError where error.verdict == .notFound {
                return try await search(ticket)
            }
        }
        return try await search(ticket)
    }

    private func search(_ ticket: Ticket) async throws -> TicketWhereabouts {
        let hits = try await client.tickets(xref: token(ticket.xref))
        if hits.count > 1 {
            throw Failure(.severalTickets, "Several tickets carry \(ticket.xref).")
        }
        if let hit = hits.first { return try await follow(hit) }
        if let doubt = try await doubtOfDeletion() {
            let name = ticket.remoteID.map(String.init) ?? ticket.xref
            throw Failure(
                .ticketDrifted,
                "Ticket \(name) is not found, and \(doubt). If it is on such a board, move it back;"
                    + " if it is gone, mend this and reprocess: then a new ticket is opened.")
        }
        return .deleted
    }

    /// Why a ticket that is not found may still be there, unseen; nil when it was deleted.
    ///
    /// People can move a ticket to any board, so that each of them must be visible (contract 8.4).
    /// Which API member our key belongs to is not told: none may have excluded boards, and the
    /// list itself must be readable.
    private func doubtOfDeletion() async throws -> String? {
        let boards = try await client.boards()
        if let board = ticketRule?.board, !boards.contains(where: { $0.id == board.id }) {
            return "board \(board.name) of its rule cannot be seen by the API member"
        }
        let members = try await client.apiMembers().filter { !$0.isInactive }
        if members.isEmpty {
            return "which boards are hidden from the API member cannot be read (give its security"
                + " role System > Member Maintenance, Inquire)"
        }
        if let member = members.first(where: { $0.excludedBoards?.isEmpty == false }) {
            let ids = (member.excludedBoards ?? []).map(String.init).joined(separator: ", ")
            return "boards (\(ids)) are hidden from the API member \(member.identifier) (clear its"
                + " excluded service boards in System > API Members)"
        }
        guard members.allSatisfy({ $0.excludedBoards != nil }) else {
            return "ConnectWise does not tell which boards are hidden from the API member"
        }
        return nil
    }

    private func follow(_ ticket: ConnectWise.Ticket) async throws -> TicketWhereabouts {
        var current = ticket, seen: Set<Int64> = [ticket.id]
        while let next = current.mergedInto {
            guard seen.insert(next).inserted, seen.count <= Self.mergeDepth + 1 else {
                throw Failure(.ticketDrifted, "Ticket \(ticket.id) was merged in a circle.")
            }
            current = try await client.ticket(next)
        }
        guard ["", "ServiceTicket"].contains(current.recordType) else {
            throw Failure(
                .ticketDrifted, "Ticket \(current.id) was converted (\(current.recordType)).")
        }
        return current.id == ticket.id ? .itself(current) : .merged(into: current)
    }

    /// The failure goes on in a new ticket.
    func superseded(closedAt: Timestamp) throws -> EffectOutcome {
        let ticket = try ticket()
        let xref = TicketKey.next(after: ticket.xref, episode: ticket.episode + 1)
        return .superseded(closedAt: closedAt, xref: xref)
    }

    /// Adds a note once over all attempts; nil when it is there.
    mutating func note(
        _ text: String, in place: ConnectWiseClient.NotePlace, ticket: Int64
    ) async throws -> EffectOutcome? {
        let (client, token) = (client, noteToken)
        let made = try await create(key: token) {
            try await client.notes(ticket: ticket).filter { $0.text.contains(token) }
        } make: {
            try await client.addNote(text, in: place, ticket: ticket)
        }
        // A note that is there twice was copied by people; there is nothing to choose.
        if case .pending(let outcome) = made { return outcome }
        return nil
    }

    /// The token by which this effect's note is found again.
    var noteToken: String {
        TicketKey.noteToken(effect: claim.effect.id, installationID: installationID)
    }
}
