internal import Glibc
internal import IntegrationCore

/// A lock between processes, and between stores of one process, on a file beside the store.
///
/// The kernel frees it when its holder dies, however that happens.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Opens, or makes with mode 0600, the lock file.
    init(path: String) throws(LedgerError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw LedgerError(
                .unusable,
                "The lock file \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
    }

    deinit { close(descriptor) }

    /// Takes the lock if nobody has it.
    func tryLock() -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }

    /// Waits for the lock; false after `patience`.
    ///
    /// The kernel has no timed flock, so this looks again every few milliseconds. Only threads of
    /// the database queues come here.
    func lock(patience: Duration) -> Bool {
        var left = patience
        var pause = Duration.milliseconds(1)
        while !tryLock() {
            guard left > .zero else { return false }
            usleep(UInt32(clamping: pause.microseconds))
            left -= pause
            pause = min(pause * 2, .milliseconds(16))
        }
        return true
    }

    /// Gives the lock back.
    func unlock() { flock(descriptor, LOCK_UN) }

    /// Replaces the content of the file by a line of text.
    func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, bytes, bytes.count, 0)
    }

    /// The first line of the file.
    func read() -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 10 }, as: UTF8.self)
    }
}
