import ArgumentParser
import Foundation
import IntegrationCore
import TUIWidgets

/// How the console looks, and whether it may change things.
struct LookOptions: ParsableArguments {
    /// The colours.
    @Option(
        help: ArgumentHelp("auto, dark, light or contrast.", valueName: "theme"),
        transform: { try WordChoice.read($0) })
    var theme: Theme = .auto

    /// Plain characters only.
    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    /// No changes.
    @Flag(help: "Look only; every key that changes something says why it does not.")
    var readOnly = false

    /// Runs the console on this thread; by a signal the program dies after `cleanUp`.
    func show(
        _ context: ConsoleContext, role: OperatorRole = .manager, cleanUp: () -> Void
    ) throws -> ExitStatus {
        var options = ConsoleOptions()
        options.isASCII = ascii
        options.role = role
        options.isReadOnly = readOnly
        options.theme = theme.rawValue
        let terminal = TerminalOptions(
            theme: theme, isASCII: ascii, logPath: context.logFile,
            environment: ProcessInfo.processInfo.environment)
        let ending: ConsoleSession.Ending
        do {
            ending = try ConsoleSession.run(context, options: options, terminal: terminal)
        } catch {
            cleanUp()
            throw Problem.usage(error.description)
        }
        cleanUp()
        if case .signal(let signal) = ending { Terminal.die(by: signal) }
        return .done
    }
}
