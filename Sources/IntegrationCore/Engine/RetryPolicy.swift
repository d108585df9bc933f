/// When a failed effect is tried again (reliability guide 2.4); pure, jitter is a parameter.
public struct RetryPolicy: Sendable, Hashable {
    /// The first pause, and the longest of the quick attempts.
    public var base = Duration.milliseconds(500), cap = Duration.seconds(60)
    /// So many quick attempts, then one every `slow` until `giveUp` after acceptance.
    public var quickAttempts = 10, slow = Duration.seconds(15 * 60), giveUp = Duration.hours(48)
    /// The pause after a 429 without `Retry-After`; doubled for each further one, up to 15 min.
    public var rateLimitBase = Duration.seconds(30)
    /// When an unclear create is looked up, counted from the unclear answer.
    public var probes: [Duration] = [.seconds(5), .seconds(20), .seconds(50), .seconds(110)]

    /// Makes the policy of the reliability guide.
    public init() {}

    /// The moment of the next attempt; nil when a person has to look at it.
    ///
    /// Full jitter: any pause up to the exponential one, so that many failures of one moment do
    /// not come back at one moment. `jitter` is from 0 up to 1.
    public func nextAttempt(
        after attempt: Int, acceptedAt: Timestamp, now: Timestamp, jitter: Double
    ) -> Timestamp? {
        guard attempt < quickAttempts else {
            return now - acceptedAt < giveUp ? now + slow : nil
        }
        return now + Self.exponential(base, attempt: attempt, cap: cap) * bounded(jitter)
    }

    /// The moment of the next attempt after a 429.
    ///
    /// Spread over the last tenth of the pause, so that no request falls inside `Retry-After` and
    /// not all fall on its end.
    public func nextAttempt(
        afterRateLimit attempt: Int, retryAfter: Duration?, now: Timestamp, jitter: Double
    ) -> Timestamp {
        let pause =
            retryAfter.map { min(max($0, .seconds(1)), .hours(1)) }
            ?? Self.exponential(rateLimitBase, attempt: attempt, cap: slow)
        return now + pause + pause * (bounded(jitter) / 10)
    }

    /// When the next probe is due after `done` of them; nil when they are over.
    ///
    /// The pauses are counted from probe to probe: 5, then 15, 30 and 60 seconds, which is 5, 20,
    /// 50 and 110 seconds after the unclear answer.
    public func nextProbe(after done: Int, now: Timestamp) -> Timestamp? {
        guard probes.indices.contains(done) else { return nil }
        return now + probes[done] - (done == 0 ? .zero : probes[done - 1])
    }

    private static func exponential(_ base: Duration, attempt: Int, cap: Duration) -> Duration {
        min(base * (1 << min(max(attempt - 1, 0), 20)), cap)
    }

    private func bounded(_ jitter: Double) -> Double { min(max(jitter, 0), 1) }
}
