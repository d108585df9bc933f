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

/// An error in words for people: what happened, and the first step out of it.
enum FailureText {
    static func sentence(_ error: any Error) -> String {
        guard error is ConnectWiseError || error is Failure else { return "\(error)" }
        return Sanitizer.line(Failure(any: error).advice)
    }
}
