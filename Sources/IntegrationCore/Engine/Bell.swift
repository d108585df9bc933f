internal import Locking

/// Wakes one sleeper: by a ring, at a moment, or when its task is cancelled.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    /// Wakes the sleeper, or the next one at once.
    func ring() {
        state.withLock { state in
            guard let sleeper = state.sleeper else {
                state.isRung = true
                return
            }
            state.sleeper = nil
            sleeper.resume()
        }
    }

    /// Sleeps until a ring or `moment`, whichever is first; nil waits for a ring only.
    func wait(until moment: Timestamp?, time: any TimeSource) async {
        let alarm = moment.map { moment in
            Task {
                try? await time.sleep(until: moment)
                if !Task.isCancelled { ring() }
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRung = state.withLock { state in
                    if !state.isRung { state.sleeper = continuation }
                    defer { state.isRung = false }
                    return state.isRung
                }
                if isRung { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
        alarm?.cancel()
    }
}
