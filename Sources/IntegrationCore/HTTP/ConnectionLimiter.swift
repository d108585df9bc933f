internal import Locking

/// Limits the requests of one site that are under way, and learns how many it likes.
///
/// Over HTTP/1.1 a request under way is a connection. Waiting comes before the gate, so that lease
/// and budget are looked at when the bytes can really leave. The limit starts at 4, grows by one
/// for each ten seconds of good answers up to 16, and is halved by a 429 (reliability 6.3).
final class ConnectionLimiter: Sendable {
    /// Where the limit starts and ends.
    static let start = 4
    static let most = 16

    private struct Waiter {
        let id: Int
        let wake: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var limit = ConnectionLimiter.start
        var underWay = 0
        var waiters: [Waiter] = []
        var nextID = 0
        var changedAt: Duration
    }

    private let time: any TimeSource
    private let state: Locked<State>

    /// Makes the limiter of one site.
    init(time: any TimeSource) {
        self.time = time
        state = Locked(State(changedAt: time.uptime()))
    }

    /// The present limit.
    var limit: Int { state.withLock { $0.limit } }

    /// Waits for room; false when the task was cancelled meanwhile.
    ///
    /// After true `leave` must follow.
    func enter() async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wake in
                let mayGo: Bool? = state.withLock { state in
                    // Inside the lock: a cancellation from now on finds the waiter in the list.
                    if Task.isCancelled { return false }
                    if state.underWay < state.limit && state.waiters.isEmpty {
                        state.underWay += 1
                        return true
                    }
                    state.waiters.append(Waiter(id: id, wake: wake))
                    return nil
                }
                if let mayGo { wake.resume(returning: mayGo) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.wake.resume(returning: false)
        }
    }

    /// Makes room, and learns from the status; nil when no answer came.
    func leave(status: Int?) {
        let now = time.uptime()
        let woken = state.withLock { state in
            state.underWay -= 1
            let isGood = status.map { $0 < 500 && $0 != 429 } ?? false
            if status == 429 {
                state.limit = max(1, state.limit / 2)
                state.changedAt = now
            } else if !isGood {
                state.changedAt = now
            } else if now - state.changedAt >= .seconds(10) {
                state.limit = min(Self.most, state.limit + 1)
                state.changedAt = now
            }
            let room = max(0, state.limit - state.underWay)
            let woken = state.waiters.prefix(room)
            state.waiters.removeFirst(woken.count)
            state.underWay += woken.count
            return Array(woken)
        }
        for waiter in woken { waiter.wake.resume(returning: true) }
    }
}
