extension EventPlanner {
    /// What the event does to the ticket of its series; nil when that is nothing worth a line.
    func ticketWork(
        for event: BackupEvent, in context: PlanningContext
    ) -> PlannedNotification? {
        switch event.signal {
        case .failure: return failureWork(for: event, in: context)
        case .success: return successWork(in: context)
        case .neutral:
            guard let reason = event.reasonToOpenNothing,
                let rule = context.ticketRule(for: event)
            else { return nil }
            return PlannedNotification(rule: rule.id, work: .skip(reason: reason))
        }
    }

    private func failureWork(
        for event: BackupEvent, in context: PlanningContext
    ) -> PlannedNotification? {
        guard let matching = context.ticketRule(for: event), let key = event.seriesKey
        else { return nil }
        let work: PlannedNotification.Work
        if let ticket = context.series?.ticket {
            switch ticket.phase {
            case .opening, .open, .drifted:
                work = repeatWork(ticket, in: context)
            case .resolving:
                // Not closed yet, so it is still the series' one ticket, whatever the window says.
                work = .reopen(ticket.id)
            case .closed:
                work =
                    reopens(ticket, rule: matching.rule, at: event.moment)
                    ? .reopen(ticket.id)
                    : opening(key, for: event, episode: ticket.episode + 1, in: context)
            }
        } else {
            work = opening(key, for: event, episode: 1, in: context)
        }
        return PlannedNotification(rule: matching.id, work: work)
    }

    private func opening(
        _ key: SeriesKey, for event: BackupEvent, episode: Int, in context: PlanningContext
    ) -> PlannedNotification.Work {
        let managedID = ManagedID(
            prefix: context.settings.managedIDPrefix, number: context.customer.number)
        let xref = TicketKey.xref(
            managedID: managedID, eventClass: event.eventClass, series: key,
            installationID: context.installationID, episode: episode)
        return .openTicket(episode: episode, xref: xref)
    }

    /// A repeat of a failure that has its ticket: a note, unless the rule or the run says no.
    private func repeatWork(
        _ ticket: Ticket, in context: PlanningContext
    ) -> PlannedNotification.Work {
        if context.replacesRun {
            return .skip(reason: "The same run was reported again; its ticket is open.")
        }
        if let rule = context.rule(of: ticket)?.rule, !rule.notesRepeats {
            return .skip(reason: "The ticket is open and its rule takes no notes of repeats.")
        }
        return .note(ticket.id)
    }

    /// Whether a failure at `moment` reopens the closed ticket instead of opening a new one.
    ///
    /// A ticket that ConnectWise never had (withdrawn before its create left) has nothing to
    /// reopen.
    private func reopens(_ ticket: Ticket, rule: TicketRule, at moment: Timestamp) -> Bool {
        guard ticket.remoteID != nil, let closedAt = ticket.closedAt else { return false }
        return rule.reopenDays > 0 && moment - closedAt <= .days(rule.reopenDays)
    }

    /// The success of a series: its ticket is taken back, resolved, or there is nothing to do.
    ///
    /// The success goes to the rule that opened the ticket, whatever severities that listens to.
    private func successWork(in context: PlanningContext) -> PlannedNotification? {
        guard let series = context.series, let ticket = series.ticket,
            let rule = context.rule(of: ticket)
        else { return nil }
        switch ticket.phase {
        case .opening where series.openIsUnsent:
            return PlannedNotification(rule: rule.id, work: .withdraw(ticket.id))
        case .opening, .open, .drifted:
            // A ticket that is never closed, or that people took over, is told of the first
            // success only, not of every good backup from then on.
            let toldBefore = series.newestSuccess != nil && series.newestSuccess == series.watermark
            guard !toldBefore || rule.rule.closing != .never && ticket.phase != .drifted
            else { return nil }
            return PlannedNotification(rule: rule.id, work: .resolve(ticket.id))
        case .resolving, .closed:
            return nil
        }
    }
}
