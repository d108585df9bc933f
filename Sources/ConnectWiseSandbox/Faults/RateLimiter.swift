import IntegrationCore

/// Counts the requests of the last minute.
struct RateLimiter: Sendable {
    private var admitted: [Timestamp] = []

    /// Admits a request, or returns the whole seconds until one would be admitted again.
    ///
    /// Refused requests do not count against the limit.
    mutating func admit(at now: Timestamp, allowed: Int) -> Int? {
        admitted.removeAll { $0 + .seconds(60) <= now }
        guard admitted.count >= allowed else {
            admitted.append(now)
            return nil
        }
        let opens = (admitted.min() ?? now) + .seconds(60)
        return max(1, Int((opens - now).inSeconds.rounded(.up)))
    }
}
