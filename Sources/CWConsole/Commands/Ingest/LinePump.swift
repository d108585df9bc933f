import Locking

/// Hands the lines of a descriptor to one reader after another.
final class LinePump: Sendable {
    private let source: Locked<LineSource>

    /// Reads from a descriptor that stays the caller's.
    init(descriptor: Int32) { source = Locked(LineSource(descriptor: descriptor)) }

    /// Whether the next line can be had without waiting.
    var isReady: Bool { source.withLock { $0.isReady } }

    /// How many bytes were read so far.
    var bytesRead: Int { source.withLock { $0.bytesRead } }

    /// The next line; nil at the end.
    ///
    /// Blocks while the descriptor has nothing.
    func next() throws(Problem) -> LineSource.Line? {
        // Held while reading: there is one reader at a time, and nobody else waits for the lock.
        try source.withLock { (source) throws(Problem) in try source.next() }
    }
}
