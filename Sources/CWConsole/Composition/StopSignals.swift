import Dispatch
import Glibc
import Locking

/// Ends long work in order when the operator or the system asks for it.
enum StopSignals {
    /// Runs work that is cancelled by the first SIGINT, SIGTERM or SIGHUP; the second ends at once.
    static func cancelling<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await work() }
        let count = Locked(0)
        let queue = DispatchQueue(label: "signals")
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                let arrived = count.withLock { count in
                    count += 1
                    return count
                }
                guard arrived == 1 else { _exit(128 + number) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await task.value
    }

    /// Returns when the surrounding task is cancelled.
    static func wait() async {
        let (stream, _) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
    }
}
