internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func record(
        _ events: [BackupEvent], partner: RowID<Partner>, planner: any EventPlanning,
        now: Timestamp, dryRun: Bool
    ) async throws -> [Acceptance] {
        guard !events.isEmpty else { return [] }
        do {
            return try await recordTogether(
                events, partner: partner, planner: planner, now: now, dryRun: dryRun)
        } catch let error as LedgerError where error.kind == .refused {
            // One event that the schema refuses must not hold back the others of its group.
            guard events.count > 1 else { return [.rejected(reason: error.description)] }
            var answers: [Acceptance] = []
            for event in events {
                answers += try await record(
                    [event], partner: partner, planner: planner, now: now, dryRun: dryRun)
            }
            return answers
        }
    }

    private func recordTogether(
        _ events: [BackupEvent], partner: RowID<Partner>, planner: any EventPlanning,
        now: Timestamp, dryRun: Bool
    ) async throws -> [Acceptance] {
        let answers = try await write(keeping: !dryRun) { db in
            var recorder = try EventRecorder(db, partner: partner, planner: planner, now: now)
            var answers: [Acceptance] = []
            answers.reserveCapacity(events.count)
            for event in events { answers.append(try recorder.record(event)) }
            try recorder.finish()
            Failpoint.hit("ingest-before-commit")
            return answers
        }
        Failpoint.hit("ingest-committed")
        return answers
    }
}
