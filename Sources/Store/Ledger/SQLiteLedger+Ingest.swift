internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func record(
        _ events: [BackupEvent], partner: RowID<Partner>, planner: any EventPlanning,
        now: Timestamp, dryRun: Bool
    ) async throws -> [Acceptance] {
        guard !events.isEmpty else { return [] }
        return try await write(keeping: !dryRun) { db in
            var recorder = try EventRecorder(db, partner: partner, planner: planner, now: now)
            var answers: [Acceptance] = []
            answers.reserveCapacity(events.count)
            for event in events { answers.append(try recorder.record(event)) }
            try recorder.finish()
            return answers
        }
    }
}
