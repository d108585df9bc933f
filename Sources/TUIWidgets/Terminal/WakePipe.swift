import CNcurses
import Glibc

/// A pipe that wakes a thread out of `poll`; both ends are non-blocking.
final class WakePipe: Sendable {
    /// The end to poll.
    let reader: Int32
    private let writer: Int32

    /// Makes a pipe; without descriptors left it never wakes anybody, and polls time out instead.
    init() {
        var ends: [Int32] = [-1, -1]
        if cn_wake_pipe(&ends) != 0 { ends = [-1, -1] }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        if reader >= 0 { close(reader) }
        if writer >= 0 { close(writer) }
    }

    /// Makes the reader readable; from any thread.
    func signal() {
        var byte: UInt8 = 1
        // A full pipe is a pipe that already wakes, so the result does not matter.
        _ = write(writer, &byte, 1)
    }

    /// Takes all bytes out.
    func clear() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(reader, &bytes, bytes.count) == bytes.count {}
    }
}
