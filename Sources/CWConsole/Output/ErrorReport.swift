import ArgumentParser
import ConnectWiseSandbox
import Glibc
import IntegrationCore

/// Turns any error into one sentence on stderr and an exit status.
enum ErrorReport {
    /// Reports an error of a command; with `--json` stdout gets it as the one document.
    static func report(_ error: any Error, to output: Output) -> ExitStatus {
        let (status, sentence) = explain(error)
        output.message("cwconsole: " + sentence)
        if output.isJSON {
            var members: [String: JSONValue] = [
                "exitCode": .integer(Int64(status.rawValue)), "message": .string(sentence),
            ]
            if let refused = error as? ConfigurationRefused {
                members["problems"] = .list(refused.problems, \.document)
            }
            output.result(["error": .object(members)], "")
        }
        return status
    }

    /// Reports what the argument parser says: help and version to stdout, wrong usage with status 2.
    static func usage(_ error: any Error, arguments: [String]) -> ExitStatus {
        let text = RootCommand.fullMessage(for: error)
        guard RootCommand.exitCode(for: error) != .success else {
            Output.write(text + "\n", to: STDOUT_FILENO)
            return .done
        }
        Output.write(SafeText.lines(text) + "\n", to: STDERR_FILENO)
        if arguments.contains("--json") {
            let message = JSONValue.string(RootCommand.message(for: error))
            let document: JSONValue = ["error": ["exitCode": 2, "message": message]]
            Output.write(SafeText.json(document.text) + "\n", to: STDOUT_FILENO)
        }
        return .usage
    }

    private static func explain(_ error: any Error) -> (ExitStatus, String) {
        switch error {
        case let problem as Problem:
            return (problem.status, problem.description)
        case let error as LedgerError:
            return (error.kind == .unusable ? .storeUnusable : .usage, error.description)
        case let refused as CredentialsRefused:
            return (.usage, refused.description)
        case let refused as ConfigurationRefused:
            return (.usage, refused.description)
        case let error as ConnectWiseError:
            return (.connectWiseRefused, FailureText.sentence(error))
        case let failure as Failure:
            let status: ExitStatus = failure.isConfiguration ? .usage : .connectWiseRefused
            return (status, FailureText.sentence(failure))
        case let error as SecretError:
            return (.storeUnusable, error.description)
        case let error as SandboxError:
            return (.usage, error.description)
        case is CancellationError:
            return (.doneWithFailures, "Stopped before the work was done; run it again to go on.")
        default:
            return (.doneWithFailures, Sanitizer.line(String(describing: error)))
        }
    }
}

extension Failure {
    /// Whether nothing was sent because of what is set up here.
    fileprivate var isConfiguration: Bool {
        switch code {
        case .credentialsIncomplete, .hostNotConfirmed, .legacyCredentialsOnly, .integrationOff:
            true
        default: false
        }
    }
}
