import Glibc
import Locking

/// Lets server threads wait, and wakes all of them when the server stops.
final class StopSignal: Sendable {
    private let readEnd, writeEnd: Int32

    init() throws(SandboxError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SandboxError("The sandbox cannot make a pipe: too many open files.")
        }
        readEnd = ends.first ?? -1
        writeEnd = ends.last ?? -1
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        Glibc.close(readEnd)
        Glibc.close(writeEnd)
    }

    /// Ends all waits, present and future; the byte stays in the pipe.
    func fire() { _ = write(writeEnd, [1], 1) }

    /// Blocks the calling thread for `duration` or until `fire`.
    func wait(_ duration: Duration) {
        // A year at most: longer than any process lives, short enough for poll's arithmetic.
        var left = min(duration, .seconds(31_536_000))
        let deadline = ContinuousClock.now + left
        while left > .zero {
            var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            let (seconds, attoseconds) = left.components
            let timeout = Int32(
                clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1)
            if poll(&descriptor, 1, timeout) > 0 { return }
            left = deadline - .now
        }
    }
}
