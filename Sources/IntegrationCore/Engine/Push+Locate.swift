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
        let boards = try await client.boards()
        if let board = ticketRule?.board, !boards.contains(where: { $0.id == board.id }) {
            throw Failure(
                .ticketDrifted,
                "Ticket \(ticket.remoteID.map(String.init) ?? ticket.xref) cannot be seen, nor"
                    + " can its board \(board.name).")
        }
        return .deleted
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
