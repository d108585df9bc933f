internal import Locking

/// Lets a push's requests leave: while its lane is ours, and as the site's budget allows.
final class EffectGate: RequestGate {
    /// Why a request was not let through.
    enum Refusal: Sendable, Hashable {
        /// The engine stops; the lane could be taken over while the request is under way; the
        /// budget has no place before this uptime.
        case stopping, leaseTooShort, budget(until: Duration)
    }

    /// The longest exchange: a create (reliability guide 2.5).
    static let longestRequest = Duration.seconds(30)

    private struct State {
        var leaseEnd: Duration
        var refusal: Refusal?
    }

    private let budget: RequestBudget
    private let time: any TimeSource
    private let state: Locked<State>

    init(budget: RequestBudget, time: any TimeSource, leaseEnd: Duration) {
        self.budget = budget
        self.time = time
        state = Locked(State(leaseEnd: leaseEnd))
    }

    /// Why the last request was not let through; nil when it was.
    var refusal: Refusal? { state.withLock { $0.refusal } }

    /// The lease was renewed, or (with a moment in the past) lost.
    func leaseEnds(at moment: Duration) { state.withLock { $0.leaseEnd = moment } }

    func admit(_ priority: RequestPriority) async throws {
        let now = time.uptime()
        let refusal: Refusal? =
            if Task.isCancelled {
                .stopping
            } else if now + Self.longestRequest >= state.withLock({ $0.leaseEnd }) {
                .leaseTooShort
            } else {
                budget.take(priority, at: now).map { .budget(until: $0) }
            }
        state.withLock { $0.refusal = refusal }
        if refusal != nil { throw CancellationError() }
    }
}
