import Glibc

/// Reads lines from a descriptor; a line that is too long is skipped without being kept.
///
/// BOM, CRLF and a missing last line feed are accepted (sources guide 2.5, 2.6).
struct LineSource {
    /// One line with its number, counted from 1.
    enum Line: Equatable {
        /// A line without its end; a line of more than the limit.
        case text([UInt8], number: Int), tooLong(number: Int)
    }

    /// The longest line that is kept.
    static let longest = 262_144

    /// How many bytes were read so far.
    private(set) var bytesRead = 0

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var filled = 0, position = 0
    private var line: [UInt8] = []
    private var number = 0
    private var isTooLong = false
    private var isAtEnd = false

    /// Reads from a descriptor that stays the caller's.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether the next line, or the end, can be had without waiting for the sender.
    var isReady: Bool {
        if buffer[position..<filled].contains(10) { return true }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    /// The next line; nil at the end.
    ///
    /// - Throws: a `Problem` when the descriptor cannot be read.
    mutating func next() throws(Problem) -> Line? {
        while true {
            if position == filled, try !fill() { return rest() }
            let part = buffer[position..<filled]
            guard let end = part.firstIndex(of: 10) else {
                keep(part)
                position = filled
                continue
            }
            keep(part[..<end])
            position = end + 1
            return finished()
        }
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        if isTooLong { return }
        // One byte more is left for the carriage return that does not count.
        if line.count + part.count > Self.longest + 1 {
            isTooLong = true
            line = []
        } else {
            line += part
        }
    }

    private mutating func rest() -> Line? {
        line.isEmpty && !isTooLong ? nil : finished()
    }

    private mutating func finished() -> Line {
        number += 1
        defer {
            line = []
            isTooLong = false
        }
        if line.last == 13 { line.removeLast() }
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        return isTooLong || line.count > Self.longest
            ? .tooLong(number: number) : .text(line, number: number)
    }

    /// False at the end.
    private mutating func fill() throws(Problem) -> Bool {
        guard !isAtEnd else { return false }
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw .usage("The input cannot be read: \(String(cString: strerror(errno))).")
            }
            (filled, position) = (count, 0)
            isAtEnd = count == 0
            bytesRead += count
            return count > 0
        }
    }
}
