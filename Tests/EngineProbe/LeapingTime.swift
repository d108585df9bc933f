import IntegrationCore
import Locking

/// The machine's clock, which can be put forward.
final class LeapingTime: TimeSource {
    private let system = SystemTime()
    private let ahead = Locked(Duration.zero)

    func now() -> Timestamp { system.now() + ahead.withLock { $0 } }

    func uptime() -> Duration { system.uptime() + ahead.withLock { $0 } }

    func sleep(until moment: Timestamp) async throws {
        try await system.sleep(until: moment - ahead.withLock { $0 })
    }

    /// Puts the clock forward to a moment.
    func leap(to moment: Timestamp) {
        let step = moment - now()
        if step > .zero { ahead.withLock { $0 += step } }
    }
}
