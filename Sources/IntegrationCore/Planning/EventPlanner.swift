/// Decides what an event causes: tickets by product.md section 5, synchronisation by section 9.
public struct EventPlanner: EventPlanning {
    /// Facts older than this open and close nothing (sources guide 2.6).
    static let oldest = Duration.days(400)
    /// Moments further ahead than this are a wrong clock and must not hold back what follows.
    static let furthestAhead = Duration.hours(24)

    /// Makes the planner; it keeps nothing.
    public init() {}

    public func plan(_ event: BackupEvent, in context: PlanningContext) -> EventPlan {
        let stale = staleness(of: event, in: context)
        var plan = EventPlan(isStale: stale != nil, signal: event.signal)
        if let stale {
            if let rule = context.ticketRule(for: event), event.signal != .success {
                plan.notifications.append(.init(rule: rule.id, work: .skip(reason: stale)))
            }
        } else if let notification = ticketWork(for: event, in: context) {
            plan.notifications.append(notification)
        }
        if let notification = synchronization(for: event, in: context) {
            plan.notifications.append(notification)
        }
        return plan
    }

    /// Why the event changes no ticket: it comes too late, or its clock is wrong.
    ///
    /// A success closes only what is strictly older than it; therefore what is as old as the
    /// newest applied fact, or older, decides nothing.
    private func staleness(of event: BackupEvent, in context: PlanningContext) -> String? {
        guard event.seriesKey != nil else { return nil }
        if context.now - event.moment > Self.oldest {
            return "The fact is more than 400 days old."
        }
        if event.moment - context.now > Self.furthestAhead {
            return "The fact is dated more than a day ahead (\(event.moment.rfc3339Seconds));"
                + " check the clock of the source."
        }
        guard let series = context.series, let watermark = series.watermark,
            event.moment <= watermark
        else { return nil }
        if let success = series.newestSuccess, event.moment <= success, event.signal != .success {
            return "A success at \(success.rfc3339Seconds) came after this failure of"
                + " \(event.moment.rfc3339Seconds)."
        }
        return "A newer fact of \(watermark.rfc3339Seconds) is already known; this one is of"
            + " \(event.moment.rfc3339Seconds)."
    }
}

extension PlanningContext {
    /// The first ticket rule that listens to the event, with how it opens tickets.
    func ticketRule(for event: BackupEvent) -> (id: RowID<NotificationRule>, rule: TicketRule)? {
        guard event.seriesKey != nil else { return nil }
        for rule in rules where rule.listens(to: event, of: customer) {
            if case .ticket(let ticket) = rule.action { return (rule.id, ticket) }
        }
        return nil
    }

    /// The rule that opened a ticket, or the first ticket rule when that one was removed.
    func rule(of ticket: Ticket) -> (id: RowID<NotificationRule>, rule: TicketRule)? {
        var first: (RowID<NotificationRule>, TicketRule)?
        for rule in rules {
            guard case .ticket(let action) = rule.action else { continue }
            if rule.id == ticket.rule { return (rule.id, action) }
            if first == nil { first = (rule.id, action) }
        }
        return first
    }
}

extension NotificationRule {
    /// Whether the rule's customers, severities and event types let the event through.
    func listens(to event: BackupEvent, of customer: Customer) -> Bool {
        severities.contains(event.severity) && (customers?.contains(customer.number) ?? true)
            && (eventClasses?.contains(event.eventClass) ?? true)
    }
}
