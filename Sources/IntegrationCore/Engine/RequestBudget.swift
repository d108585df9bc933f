internal import Locking

/// How many requests a site may get: never more than the limit in any 60 seconds.
///
/// A burst may use the whole limit at once. `Retry-After` stops the site for everybody. What does
/// not fit is told when to come again, each request at a moment of its own, so that a crowd does
/// not come back at once; statistics are told later moments than tickets (product.md 9).
public final class RequestBudget: Sendable {
    /// One minute, and a little for the way to the server: two requests may travel differently.
    static let window = Duration.seconds(61)

    fileprivate struct State {
        var limit: Int
        /// When requests left, oldest first; only those inside the window.
        var sent: [Duration] = []
        /// The moments that were promised to requests that did not fit.
        var promised: [Duration] = []
        var closedUntil = Duration.zero
    }

    private let state: Locked<State>

    /// Makes a budget of `limit` requests a minute, 1 to 1,000 (contract 7).
    public init(limit: Int) {
        state = Locked(State(limit: min(max(limit, 1), 1_000)))
    }

    /// Takes a place if there is one; else the uptime at which to come again.
    public func take(_ priority: RequestPriority, at now: Duration) -> Duration? {
        state.withLock { state in
            state.forget(before: now)
            if now < state.closedUntil { return state.closedUntil }
            // Whoever was promised this moment is in front of those who come by chance, unless
            // these are more urgent.
            let ahead = priority == .statistics ? state.promised.filter { $0 <= now }.count : 0
            if state.sent.count + min(ahead, state.limit - 1) < state.limit {
                state.sent.append(now)
                if let index = state.promised.firstIndex(where: { $0 <= now }) {
                    state.promised.remove(at: index)
                }
                return nil
            }
            return state.promise(after: now)
        }
    }

    /// Closes the site until an uptime, as `Retry-After` asks.
    public func close(until moment: Duration) {
        state.withLock { $0.closedUntil = max($0.closedUntil, moment) }
    }

    /// Opens the site again, as after new credentials.
    public func reopen() { state.withLock { $0.closedUntil = .zero } }

    /// Changes the limit; what was sent keeps counting.
    public func setLimit(_ limit: Int) {
        state.withLock { $0.limit = min(max(limit, 1), 1_000) }
    }

    /// Counts requests that an earlier process sent, as uptimes.
    public func seed(_ sent: [Duration]) {
        state.withLock { $0.sent = (sent + $0.sent).sorted() }
    }

    /// How many requests may leave at once.
    public func left(at now: Duration) -> Int {
        state.withLock { state in
            state.forget(before: now)
            return now < state.closedUntil ? 0 : max(0, state.limit - state.sent.count)
        }
    }
}

extension RequestBudget.State {
    fileprivate mutating func forget(before now: Duration) {
        let old = sent.prefix { $0 + RequestBudget.window <= now }.count
        sent.removeFirst(old)
        // A promise that nobody came for in a second is given up.
        promised.removeAll { $0 + .seconds(1) <= now }
    }

    /// The first moment at which a place is free that is promised to nobody else.
    fileprivate mutating func promise(after now: Duration) -> Duration {
        // The n-th promise waits for the n-th of the sent to leave the window; beyond those the
        // promises themselves are what will have been sent.
        let index = promised.count + max(0, sent.count - limit)
        let queue = sent + promised.sorted()
        let moment =
            queue.indices.contains(index)
            ? queue[index] + RequestBudget.window
            : now + RequestBudget.window
        promised.append(moment)
        return moment
    }
}
