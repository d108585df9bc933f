import Glibc
import IntegrationCore
import Store

/// Offers repairs to a person at the terminal: shows the requests, asks, and carries them out
/// journalled.
struct RepairOffer {
    let session: Session
    /// Whether the answer was given beforehand, with `--yes`.
    let isAgreed: Bool

    /// Refuses to begin where nobody could be asked.
    func requireAnswer() throws(Problem) {
        guard isAgreed || isatty(STDIN_FILENO) == 1 else {
            throw .usage(
                "--fix asks before each repair, and there is no terminal to ask on. Add --yes.")
        }
    }

    /// Shows the requests of plans, and asks once for all of them.
    func isAccepted(_ plans: [RepairPlan]) async throws -> Bool {
        for plan in plans {
            session.output.message("\(plan.title): these requests would be sent.")
            for step in plan.steps { session.output.message("  \(step.line)") }
        }
        if isAgreed { return true }
        session.output.raw("Send them? Type yes to send: ")
        return try await OwnThread.run { readLine() }?.trimmingBlanks.lowercased() == "yes"
    }

    /// Carries plans out, one after the other, and says why one stopped.
    func carryOut(
        _ plans: [RepairPlan], for partner: Partner, _ ledger: any Ledger
    ) async throws -> [RepairRecord] {
        let lock = try RepairLock.hold(store: session.storePlace.path)
        defer { withExtendedLifetime(lock) {} }
        let runner = RepairRunner(
            site: try await session.jobClient(for: partner, ledger), journal: ledger,
            partner: partner.id, by: session.user, time: session.time)
        var records: [RepairRecord] = []
        for plan in plans {
            let record = try await runner.run(plan)
            session.output.message("\(plan.title): \(record.state.rawValue)")
            for line in record.reason { session.output.message(line) }
            records.append(record)
        }
        return records
    }
}
