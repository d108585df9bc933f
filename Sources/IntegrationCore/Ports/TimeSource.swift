import struct Foundation.Date

/// Where the engine gets the time from; tests move it by hand.
public protocol TimeSource: Sendable {
    /// The wall clock.
    func now() -> Timestamp

    /// The time since some fixed moment; it never jumps, whatever is done to the wall clock.
    func uptime() -> Duration

    /// Returns at `moment`, or throws `CancellationError` as soon as the task is cancelled.
    func sleep(until moment: Timestamp) async throws
}

extension TimeSource {
    /// A clock whose wall time never jumps serves as its own monotonic clock.
    public func uptime() -> Duration { .microseconds(now().microseconds) }
}

/// The clock of the machine.
public struct SystemTime: TimeSource {
    /// Makes the machine's clock.
    public init() {}

    public func now() -> Timestamp {
        Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    public func uptime() -> Duration { Self.start.duration(to: .now) }

    private static let start = ContinuousClock.now

    public func sleep(until moment: Timestamp) async throws {
        let wait = moment - now()
        if wait > .zero { try await Task.sleep(for: wait) }
    }
}
