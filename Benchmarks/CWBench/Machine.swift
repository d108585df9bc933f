import Foundation
import Glibc

/// What the disk can do at most, to be read beside every durable figure.
enum DiskFloor {
    /// 4 KiB appends with fdatasync, for half a second.
    static func syncsPerSecond(in directory: String) -> Int {
        let descriptor = open(directory + "/floor", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 7, count: 4_096)
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while clock.now - start < .milliseconds(500) {
            write(descriptor, block, block.count)
            fdatasync(descriptor)
            count += 1
        }
        return count * 2
    }
}

enum Process {
    /// Processor time of this process so far, of all threads, in seconds.
    static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    /// The resident set of this process.
    static var residentMegabytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4_096 / 1_048_576
    }
}
