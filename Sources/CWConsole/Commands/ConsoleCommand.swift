import ArgumentParser
import IntegrationCore

/// A command that runs in a session and ends with a status.
protocol ConsoleCommand: ParsableCommand, Sendable {
    /// Store, partner and form of output.
    var common: CommonOptions { get }

    /// The role that an operator needs for it; checked when the store is opened.
    var needs: OperatorRole { get }

    /// Does the work; throws a `Problem` or any error that `ErrorReport` can explain.
    func run(in session: Session) async throws -> ExitStatus
}

extension ConsoleCommand {
    /// A command that does not say otherwise changes what only a manager may change.
    var needs: OperatorRole { .manager }
}

/// One run of one command.
enum Execution {
    /// Runs a command, reports its error, and says how the program ends.
    static func run(_ command: any ConsoleCommand) async -> ExitStatus {
        let output = Output(isJSON: command.common.json)
        let session = Session(options: command.common, output: output, needs: command.needs)
        let status: ExitStatus
        do {
            status = try await command.run(in: session)
        } catch {
            status = ErrorReport.report(error, to: output)
        }
        await session.close()
        return status
    }
}
