/// Lets requests of background jobs leave as a budget allows, after everything more urgent.
public struct BudgetGate: RequestGate {
    private let budget: RequestBudget
    private let time: any TimeSource

    /// Makes the gate of a budget that others may share.
    public init(budget: RequestBudget, time: any TimeSource) {
        self.budget = budget
        self.time = time
    }

    /// Waits as statistics do, whatever the priority: a job never takes the place of a ticket.
    public func admit(_ priority: RequestPriority) async throws {
        while true {
            try Task.checkCancellation()
            let now = time.uptime()
            guard let later = budget.take(.statistics, at: now) else { return }
            try await time.sleep(until: time.now() + (later - now))
        }
    }
}
