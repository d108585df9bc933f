import Locking

/// Adds tallies up across tasks.
final class Collector: Sendable {
    private let tally = Locked(IngestTally())

    /// What was added so far.
    var total: IngestTally { tally.withLock { $0 } }

    /// Adds one.
    func add(_ more: IngestTally) { tally.withLock { $0 += more } }
}
