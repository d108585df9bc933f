import CNcurses
import Glibc

/// Keeps whatever the process prints away from the screen: descriptors 1 and 2 go to a log.
final class StreamRedirection {
    private let log: Int32
    private let saved: [Int32]

    /// Remembers where the streams go; nil discards what is printed.
    init(to path: String?) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
        let opened = path.map { open($0, flags, 0o600) } ?? -1
        log = opened >= 0 ? opened : open("/dev/null", O_WRONLY | O_CLOEXEC)
        saved = [STDOUT_FILENO, STDERR_FILENO].map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        // With a log the report of a crash belongs there; without one it must be seen somewhere.
        if let path, opened >= 0 {
            cn_guard_streams(
                -1, -1, "The program stopped unexpectedly; the report is in \(path)\r\n")
        } else {
            cn_guard_streams(saved[0], saved[1], "")
        }
    }

    /// Sends both streams to the log.
    func redirect() {
        guard log >= 0 else { return }
        fflush(nil)  // what was printed before belongs where the streams went until now
        dup2(log, STDOUT_FILENO)
        dup2(log, STDERR_FILENO)
    }

    /// Sends both streams where they went before.
    func restore() {
        fflush(nil)
        for (descriptor, target) in zip(saved, [STDOUT_FILENO, STDERR_FILENO])
        where descriptor >= 0 {
            dup2(descriptor, target)
        }
    }

    /// Closes what was opened; the streams must be restored.
    func close() {
        cn_guard_streams(-1, -1, "")
        for descriptor in saved + [log] where descriptor >= 0 { Glibc.close(descriptor) }
    }
}
