import IntegrationCore
import Locking

extension JobRunner {
    /// Runs the doctor's checks and keeps the report, a stopped one too.
    func runDoctor(_ checks: Set<DoctorCheck>) async throws {
        let visit = DoctorVisit(
            ledger: context.ledger, partner: context.partner.id, user: context.user,
            time: context.time, client: context.jobClient)
        let result = try await visit.run(checks) { [tell] news in
            switch news {
            case .progress(let done, let total, let note):
                tell(.progress(done: done, total: total, note: note))
            case .finding(let finding): tell(.finding(finding))
            }
        }
        if let trouble = result.trouble { throw LedgerError(.refused, trouble) }
    }
}

/// One visit of the doctor at a partner, from console or command: looks, and keeps its report.
struct DoctorVisit: Sendable {
    let ledger: any Ledger, partner: RowID<Partner>, user: Operator, time: any TimeSource
    /// Signs in with the stored credentials.
    let client: @Sendable (RowID<Partner>) async throws -> ConnectWiseClient

    /// What a visit found, and why the store does not keep it; nil when it does.
    struct Result {
        var report: DoctorReport, trouble: String?
    }

    /// Makes the checks and returns what this visit found.
    ///
    /// - Throws: `CancellationError` once the report of a stopped visit is kept, or `LedgerError`
    ///   when the store cannot say what is set up.
    func run(
        _ checks: Set<DoctorCheck>, tell: @escaping @Sendable (Doctor.News) -> Void
    ) async throws -> Result {
        let start = time.now()
        let facts = try await DoctorFacts(of: partner, in: ledger)
        let found = Locked<[DoctorFinding]>([])
        let doctor = Doctor(facts: facts, time: time) { [client, partner] in
            try await client(partner)
        }
        var wasStopped = false
        do {
            try await doctor.run(checks) { news in
                if case .finding(let finding) = news { found.withLock { $0.append(finding) } }
                tell(news)
            }
        } catch {
            wasStopped = true
        }
        let report = DoctorReport(
            startedAt: start, endedAt: wasStopped ? nil : time.now(), by: user.name,
            findings: found.withLock { $0 })
        let looked = wasStopped ? Set(report.findings.map(\.check)) : checks
        // A stopped task may write nothing more, and yet what was found is worth keeping.
        let trouble = await Task.detached { [ledger, partner] in
            do {
                let older = try await ledger.doctorReport(partner)
                try await ledger.saveDoctorReport(
                    report.over(older, checked: looked), partner: partner)
                return String?.none
            } catch {
                return "\(error)"
            }
        }.value
        if wasStopped { throw CancellationError() }
        return Result(report: report, trouble: trouble)
    }
}
