extension Push {
    /// Tells an open ticket that its failure happened again.
    mutating func noteRepeat() async throws -> EffectOutcome {
        let text = try text()
        switch try await locate() {
        case .deleted:
            return try superseded(closedAt: time.now())
        case .merged(let survivor):
            return try await noteSurvivor(survivor, text.repeatNote(token: noteToken))
        case .itself(let remote) where remote.isClosed:
            return try await reopen(remote, text)
        case .itself(let remote):
            let pending = try await note(
                text.repeatNote(token: noteToken), in: .discussion, ticket: remote.id)
            return pending ?? .done(TicketChange(phase: .open, remoteID: remote.id), adopted: false)
        }
    }

    /// Opens the ticket again that the failure's last episode had.
    mutating func reopenTicket() async throws -> EffectOutcome {
        let text = try text()
        switch try await locate() {
        case .deleted:
            return try superseded(closedAt: time.now())
        case .merged(let survivor):
            return try await noteSurvivor(survivor, text.reopening(token: noteToken))
        case .itself(let remote):
            return try await reopen(remote, text)
        }
    }

    /// Closes the ticket of a failure that is fixed: the resolution note, then the status.
    mutating func resolveTicket() async throws -> EffectOutcome {
        let text = try text()
        let (remote, isMerged): (ConnectWise.Ticket, Bool)
        switch try await locate() {
        case .deleted:
            return .done(TicketChange(phase: .closed, closedAt: time.now()), adopted: false)
        case .merged(let survivor):
            // Other failures may stand on the survivor too; it is theirs or people's to close.
            (remote, isMerged) = (survivor, survivor.externalXRef != (try ticket()).xref)
        case .itself(let own):
            (remote, isMerged) = (own, false)
        }
        let closed = TicketChange(phase: .closed, remoteID: remote.id, closedAt: time.now())
        if remote.isClosed && openKey == nil && !isMerged {
            return .done(closed, adopted: false)
        }
        let place: ConnectWiseClient.NotePlace = isMerged ? .discussion : .resolution
        let words = text.resolution(token: noteToken)
        if let pending = try await note(words, in: place, ticket: remote.id) { return pending }
        if isMerged { return .done(drifted, adopted: false) }
        let closing = ticketRule?.closing ?? .firstClosedStatus
        guard closing != .never else {
            return .done(TicketChange(phase: .open, remoteID: remote.id), adopted: false)
        }
        guard let board = remote.board?.id else {
            throw Failure(.boardNotFound, "Ticket \(remote.id) names no board.")
        }
        let statuses = try await site.catalog.statuses(board: board, client, at: time.uptime())
        guard let status = statuses.closing(closing) else {
            throw Failure(
                .statusNotFound,
                "Board \(remote.board?.name ?? String(board)) has no status that closes a ticket.")
        }
        if remote.status?.id != status.id {
            try await intend(nil)
            _ = try await client.patchTicketStatus(remote.id, to: status.id)
        }
        return .done(
            TicketChange(phase: .closed, remoteID: remote.id, closedAt: time.now()),
            adopted: false)
    }

    /// Sets the new status again and says why; when people closed it too long ago, a new episode.
    private mutating func reopen(
        _ remote: ConnectWise.Ticket, _ text: TicketText
    ) async throws -> EffectOutcome {
        guard let rule = ticketRule else {
            throw Failure(.boardNotFound, "The rule that opened this ticket was removed.")
        }
        let ticket = try ticket()
        if remote.isClosed {
            let closedAt = ticket.closedAt ?? remote.closedAt ?? time.now()
            let moment = claim.event?.moment ?? time.now()
            guard rule.reopenDays > 0, moment - closedAt <= .days(rule.reopenDays) else {
                return try superseded(closedAt: closedAt)
            }
            guard let board = remote.board?.id else {
                throw Failure(.boardNotFound, "Ticket \(remote.id) names no board.")
            }
            let status = try await newStatus(rule, board: board)
            // While a note is unclear its key must stay the intent; the status was set before it.
            if openKey == nil { try await intend(nil) }
            _ = try await client.patchTicketStatus(remote.id, to: status)
        }
        let words = text.reopening(token: noteToken)
        let pending = try await note(words, in: .discussion, ticket: remote.id)
        return pending ?? .done(TicketChange(phase: .open, remoteID: remote.id), adopted: false)
    }

    /// A merged ticket lives on in its survivor, unless that one is closed.
    private mutating func noteSurvivor(
        _ survivor: ConnectWise.Ticket, _ words: String
    ) async throws -> EffectOutcome {
        if survivor.isClosed { return try superseded(closedAt: time.now()) }
        if let pending = try await note(words, in: .discussion, ticket: survivor.id) {
            return pending
        }
        return .done(drifted, adopted: false)
    }

    private var drifted: TicketChange {
        TicketChange(phase: .drifted, remoteID: claim.ticket?.remoteID)
    }
}
