public import IntegrationCore

/// A clock that is at once where somebody sleeps to; it stands still otherwise.
public struct HastyTime: TimeSource {
    private let clock: ManualTime

    /// Starts at a moment; the default is that of `ManualTime`.
    public init(_ start: Timestamp? = nil) {
        clock = start.map { ManualTime($0) } ?? ManualTime()
    }

    public func now() -> Timestamp { clock.now() }

    public func sleep(until moment: Timestamp) async throws {
        try Task.checkCancellation()
        clock.advance(to: moment)
    }
}
