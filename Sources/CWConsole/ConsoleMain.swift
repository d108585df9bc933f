import ArgumentParser
import CHardening
import Dispatch
import Glibc
import Locking

/// The program: reads the arguments, runs one command, ends with its exit status.
///
/// Synchronous, so that the thread that entered `main` stays free for the terminal; whatever
/// waits runs in a task while this thread stands by.
@main
enum ConsoleMain {
    static func main() {
        ch_harden()
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ arguments: [String]) -> ExitStatus {
        do {
            var parsed = try RootCommand.parseAsRoot(arguments)
            if let screen = parsed as? any TerminalCommand, screen.needsTerminal {
                return screen.run(output: Output(isJSON: arguments.contains("--json")))
            }
            if let command = parsed as? any ConsoleCommand {
                return standBy { await Execution.run(command) }
            }
            try parsed.run()
            return .done
        } catch {
            return ErrorReport.usage(error, arguments: arguments)
        }
    }

    /// Runs asynchronous work in a task while this thread waits.
    static func standBy<Success: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () async throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let result = Locked<Result<Success, Failure>?>(nil)
        let isReady = DispatchSemaphore(value: 0)
        Task.detached {
            let outcome: Result<Success, Failure>
            do throws(Failure) { outcome = .success(try await work()) } catch {
                outcome = .failure(error)
            }
            result.withLock { $0 = outcome }
            isReady.signal()
        }
        while true {
            isReady.wait()
            if let outcome = result.withLock({ $0 }) { return try outcome.get() }
        }
    }
}
