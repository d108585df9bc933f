import Dispatch
import Glibc
import Locking

/// Ends long work in order when the operator or the system asks for it.
enum StopSignals {
    /// Runs work that is cancelled by the first SIGINT, SIGTERM or SIGHUP; the second ends at once.
    ///
    /// The work begins when the signals are listened for, so what it announces can be stopped. A
    /// signal before that ends the program as the system does, or waits where it is blocked: to
    /// ignore it first, as other systems need, would throw a waiting one away.
    static func cancelling<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let (registrations, registration) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in registrations.prefix(numbers.count) {}
            return try await work()
        }
        let count = Locked(0)
        let queue = DispatchQueue(label: "signals")
        let sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setRegistrationHandler { registration.yield() }
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
