import IntegrationCore
import TUIWidgets

/// Does the work of jobs; each has its file in `Core/Jobs`.
struct JobRunner: Sendable {
    let context: ConsoleContext
    /// Tells news of the job.
    let tell: @Sendable (JobNews) -> Void

    /// Does a job to its end; cancelling the task stops it.
    func run(_ job: Job) async {
        do {
            switch job {
            case .matchCompanies: try await matchCompanies()
            case .checkManagedIDs(let numbers): try await checkManagedIDs(numbers)
            case .planManagedIDs(let numbers): try await planManagedIDs(numbers)
            case .addManagedID(let number, let isSecond):
                try await addManagedID(number, isSecond: isSecond)
            case .checkReferences: try await checkReferences()
            case .repair(let plans): try await repair(plans)
            case .resumeRepairs(let ids): try await resumeRepairs(ids)
            case .planUndo(let record): try await planUndo(record)
            case .undoRepair(let record): try await undoRepair(record)
            case .doctor(let checks): try await runDoctor(checks)
            case .testTicket(let rule): try await testTicket(rule)
            }
            tell(.ended(trouble: nil))
        } catch is CancellationError {
            tell(.ended(trouble: nil))
        } catch {
            tell(.ended(trouble: FailureText.sentence(error)))
        }
    }
}

/// An error of a job in words for the screen.
enum FailureText {
    static func sentence(_ error: any Error) -> String {
        switch error {
        case let error as ConnectWiseError: sentence(error.failure)
        case let failure as Failure: sentence(failure)
        default: "\(error)"
        }
    }

    private static func sentence(_ failure: Failure) -> String {
        failure.detail.isEmpty ? failure.code.explanation.sentence : failure.detail
    }
}
