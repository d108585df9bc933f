import Glibc
import IntegrationCore

/// A command that takes the terminal over, on the thread that entered `main`.
protocol TerminalCommand {
    /// Whether this run of it needs a terminal.
    var needsTerminal: Bool { get }

    /// Opens the console; blocks until it ends.
    func openTerminal() throws -> ExitStatus
}

extension TerminalCommand {
    /// Opens the console, or says in one sentence why it cannot.
    func run(output: Output) -> ExitStatus {
        do {
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw Problem.usage(
                    "The console needs a terminal on standard input and output. "
                        + "In a pipe use the subcommands (cwconsole --help) or demo --headless.")
            }
            return try openTerminal()
        } catch {
            return ErrorReport.report(error, to: output)
        }
    }
}
