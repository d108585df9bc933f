/// Repeats what ConnectWise has not carried out, because it has too much to do.
struct Patience: Sendable {
    /// How often a request is made at the most, and how long is waited for the next one.
    static let attempts = 4, longestPause = Duration.seconds(60)

    let time: any TimeSource

    /// Does the work again after a 429, when it asks to, and after a transient error.
    ///
    /// - Throws: the last `ConnectWiseError`, or `CancellationError` between two attempts.
    func with<Value>(
        _ work: () async throws(ConnectWiseError) -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            try Task.checkCancellation()
            do {
                return try await work()
            } catch {
                try Task.checkCancellation()
                guard attempt < Self.attempts, let pause = pause(error, attempt) else {
                    throw error
                }
                try await time.sleep(until: time.now() + min(pause, Self.longestPause))
                attempt += 1
            }
        }
    }

    private func pause(_ error: ConnectWiseError, _ attempt: Int) -> Duration? {
        switch error.verdict {
        case .rateLimited(let asked): asked ?? .seconds(30)
        case .transient: error.pause ?? .milliseconds(500 * attempt)
        default: nil
        }
    }
}
