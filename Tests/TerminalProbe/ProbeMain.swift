import Glibc
import TUIWidgets

/// A small program with a screen, so that tests can drive a real terminal session.
///
/// Arguments: `--log PATH`, `--ascii`, `--theme NAME`, `--stubborn` (never obeys a signal).
@main
struct ProbeMain {
    static func main() {
        let arguments = CommandLine.arguments
        var environment: [String: String] = [:]
        for name in ["TERM", "NO_COLOR", "TERM_PROGRAM", "COLORFGBG"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        let options = TerminalOptions(
            theme: value(of: "--theme", arguments).flatMap { Theme(rawValue: $0) } ?? .dark,
            isASCII: arguments.contains("--ascii"), logPath: value(of: "--log", arguments),
            environment: environment)
        let terminal: Terminal
        do {
            terminal = try Terminal(options)
        } catch {
            let sentence = Array("probe: \(error)\n".utf8)
            _ = write(STDERR_FILENO, sentence, sentence.count)
            exit(TerminalError.exitStatus)
        }
        let mailbox = Mailbox<Int>()
        let program = ProbeProgram(
            mailbox: mailbox, isStubborn: arguments.contains("--stubborn"))
        let ending = EventLoop(terminal: terminal, mailbox: mailbox, program: program).run()
        terminal.close()
        switch ending {
        case .finished: exit(0)
        case .signal(let signal): Terminal.die(by: signal)
        case .closed: exit(3)
        }
    }

    private static func value(of name: String, _ arguments: [String]) -> String? {
        guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else {
            return nil
        }
        return arguments[index + 1]
    }
}
