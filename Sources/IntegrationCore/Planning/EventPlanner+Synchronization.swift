extension EventPlanner {
    /// What the event does to the customer's statistics (product.md 9).
    func synchronization(
        for event: BackupEvent, in context: PlanningContext
    ) -> PlannedNotification? {
        if case .heartbeat = event.fact { return nil }
        let rule = context.rules.first {
            $0.action == .synchronize && $0.listens(to: event, of: context.customer)
        }
        guard let rule else { return nil }
        guard context.settings.updatesStatistics else {
            return PlannedNotification(
                rule: rule.id, work: .skip(reason: "Update Backup Statistics is switched off."))
        }
        let window = SynchronizationWindow(
            hours: context.settings.windowHours, lastSuccess: context.lastSynchronizedAt)
        guard let due = window.opens(after: context.now) else {
            return PlannedNotification(rule: rule.id, work: .synchronize)
        }
        return PlannedNotification(
            rule: rule.id, work: .synchronizeLater(due: due, reason: window.skipReason))
    }
}

/// The twelve-hour window of a customer (product.md 9).
public struct SynchronizationWindow: Hashable, Sendable {
    /// The length in hours, and when the last successful synchronisation ended.
    public var hours: Int, lastSuccess: Timestamp?

    /// Makes a window.
    public init(hours: Int, lastSuccess: Timestamp?) {
        self.hours = hours
        self.lastSuccess = lastSuccess
    }

    /// When the window opens; nil when it is open at `now`.
    ///
    /// A last success in the future is a clock that was set back: the window is then counted from
    /// now, so that it never stays shut for longer than its length.
    public func opens(after now: Timestamp) -> Timestamp? {
        guard let lastSuccess else { return nil }
        let opens = min(lastSuccess, now) + .hours(hours)
        return opens > now ? opens : nil
    }

    /// The sentence of the event log, word for word (product.md 9).
    public var skipReason: String {
        "Skipping ConnectWise synchronization (only updating every \(hours) hours)."
    }
}
