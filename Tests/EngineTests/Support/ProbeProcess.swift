import TestSupport
import Foundation

/// Runs the engine probe as a process of its own.
enum ProbeProcess {
    /// How it ended.
    struct End: Sendable {
        /// Killed by SIGKILL, as the failpoint or the proxy does.
        var wasKilled: Bool
        var status: Int32
    }

    /// Runs the probe to its end; `started` hears its process id.
    static func run(
        _ arguments: [String], failpoint: String? = nil,
        started: (pid_t) -> Void = { _ in }
    ) async throws -> End {
        let process = Process()
        process.executableURL = URL(filePath: TestProducts.path("EngineProbe"))
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["CWCONSOLE_FAILPOINT"] = failpoint
        process.environment = environment
        let (ends, continuation) = AsyncStream.makeStream(of: End.self)
        process.terminationHandler = { process in
            let isKilled =
                process.terminationReason == .uncaughtSignal && process.terminationStatus == 9
            continuation.yield(End(wasKilled: isKilled, status: process.terminationStatus))
            continuation.finish()
        }
        try process.run()
        started(process.processIdentifier)
        for await end in ends { return end }
        return End(wasKilled: false, status: -1)
    }
}
