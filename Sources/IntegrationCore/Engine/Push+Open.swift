extension Push {
    /// Opens the ticket of a new episode.
    mutating func openTicket() async throws -> EffectOutcome {
        let ticket = try ticket(), company = try company(), text = try text()
        guard let rule = ticketRule else {
            throw Failure(.boardNotFound, "The rule that opened this ticket was removed.")
        }
        let key = try token(ticket.xref)
        let (client, severity) = (client, claim.event?.severity ?? .error)
        let status = try await newStatus(rule, board: rule.board.id)
        let draft = ConnectWiseClient.TicketDraft(
            summary: text.summary, board: rule.board.id, status: status, company: company,
            priority: rule.priorities[severity]?.id, xref: key, description: text.description)
        let made = try await create(key: ticket.xref) {
            try await client.tickets(xref: key)
        } make: {
            try await client.createTicket(draft)
        }
        switch made {
        case .made(let record):
            return .done(TicketChange(phase: .open, remoteID: record.id), adopted: false)
        case .found(let record):
            Failpoint.hit("before-adopt")
            return .done(TicketChange(phase: .open, remoteID: record.id), adopted: true)
        case .several(let records):
            return severalTickets(records, key: ticket.xref)
        case .pending(let outcome):
            return outcome
        }
    }

    /// Two tickets with our key: the older is taken for ours, a person has to look.
    func severalTickets(_ tickets: [ConnectWise.Ticket], key: String) -> EffectOutcome {
        let ids = tickets.map(\.id).sorted()
        let failure = Failure(
            .severalTickets,
            "Tickets \(ids.map(String.init).joined(separator: " and ")) carry \(key).")
        return .conflict(TicketChange(phase: .open, remoteID: ids.first), failure)
    }

    /// The status in which the rule opens tickets on a board.
    func newStatus(_ rule: TicketRule, board: Int64) async throws -> Int64 {
        if let chosen = rule.newStatus, board == rule.board.id { return chosen.id }
        let statuses = try await site.catalog.statuses(board: board, client, at: time.uptime())
        guard let status = statuses.opening(rule.newStatus) else {
            throw Failure(.statusNotFound, "Board \(board) has no open status.")
        }
        return status.id
    }
}
