/// A moment in time, in microseconds since 1970-01-01T00:00:00Z.
///
/// An integer, so that equal moments compare equal after a trip through a database or JSON.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since the epoch; negative before it.
    public var microseconds: Int64

    /// Makes a moment from microseconds since the epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Makes a moment from whole seconds since the epoch.
    public init(seconds: Int64) {
        microseconds = seconds &* 1_000_000
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment `duration` later; saturates at the ends of the range.
    public static func + (left: Timestamp, duration: Duration) -> Timestamp {
        let (sum, overflow) = left.microseconds.addingReportingOverflow(duration.microseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: duration.microseconds < 0 ? .min : .max)
    }

    /// The moment `duration` earlier; saturates at the ends of the range.
    public static func - (left: Timestamp, duration: Duration) -> Timestamp {
        left + .microseconds(-duration.microseconds)
    }

    /// The time from `right` to `left`.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microseconds.subtractingReportingOverflow(right.microseconds).0)
    }
}

extension Duration {
    /// The duration in whole microseconds, cut towards zero.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    }

    /// The duration in seconds.
    public var inSeconds: Double { Double(microseconds) / 1_000_000 }

    /// A duration of whole hours.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }

    /// A duration of whole days of 24 hours.
    public static func days(_ count: Int) -> Duration { .hours(count * 24) }
}
