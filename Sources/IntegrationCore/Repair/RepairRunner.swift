/// Carries a repair out, one request after the other, so that a death at any moment can be mended.
///
/// `sent` is committed before the bytes leave and `done` after the answer. What is found as `sent`
/// is worked out by reading: no POST is repeated before the list was looked through.
public struct RepairRunner: Sendable {
    let site: any RepairSite, journal: any RepairJournal
    let partner: RowID<Partner>, who: Operator, time: any TimeSource

    /// Makes a runner.
    public init(
        site: any RepairSite, journal: any RepairJournal, partner: RowID<Partner>, by who: Operator,
        time: any TimeSource
    ) {
        self.site = site
        self.journal = journal
        self.partner = partner
        self.who = who
        self.time = time
    }

    /// Begins a repair and carries it out.
    ///
    /// - Returns: the record as it stands: finished, or stopped with the reason. A stopped one that
    ///   may have changed anything stays open in the journal, to be resumed or undone; of any
    ///   other nothing is left to do.
    /// - Throws: `CancellationError` between two requests (the journal keeps it open), `LedgerError`.
    public func run(_ plan: RepairPlan) async throws -> RepairRecord {
        let record = try await journal.beginRepair(
            plan, partner: partner, by: who, now: time.now())
        return try await forward(record)
    }

    /// Takes an interrupted or stopped repair up, in the direction in which it went.
    public func resume(_ record: RepairRecord) async throws -> RepairRecord {
        record.isBeingTakenBack
            ? try await undo(record) : try await forward(record)
    }

    // MARK: - Forward

    private func forward(_ record: RepairRecord) async throws -> RepairRecord {
        var record = record
        for (index, step) in record.plan.steps.enumerated() {
            let progress = record.progress.indices.contains(index) ? record.progress[index] : .sent
            if case .done = progress { continue }
            do {
                var outcome = progress == .sent ? try await found(step, in: record) : nil
                if outcome == nil {
                    try Task.checkCancellation()
                    try await mark(&record, index, .sent)
                    Failpoint.hit("repair-sent")
                    outcome = .done(made: try await send(step, in: record))
                    Failpoint.hit("repair-answered")
                }
                try await mark(&record, index, outcome ?? .sent)
                Failpoint.hit("repair-done")
            } catch let error as ConnectWiseError {
                try Task.checkCancellation()
                if error.appliedNothing { try await mark(&record, index, .planned) }
                let failure = Failure(error, at: step)
                guard !record.changedNothing else {
                    return try await end(record, .stopped, failure)
                }
                // The journal keeps it open: it can be taken up, or taken back.
                (record.state, record.failure) = (.stopped, failure)
                return record
            }
        }
        return try await end(record, .finished)
    }

    /// Makes a step's request; a create without a clear answer is looked for at once.
    private func send(
        _ step: RepairStep, in record: RepairRecord
    ) async throws(ConnectWiseError) -> Int64? {
        let failed: ConnectWiseError
        do {
            let answer = try await site.perform(step.method, step.path, body: step.body)
            return step.method == .post ? answer["id"].wholeNumber : nil
        } catch {
            failed = error
        }
        if failed.verdict == .notFound, step.method == .delete { return nil }
        guard failed.verdict == .unknown, case .done(let made)? = try await found(step, in: record)
        else { throw failed }
        return made
    }

    /// What reading says of a step that was sent: done, or nil when it must be sent (again).
    func found(
        _ step: RepairStep, in record: RepairRecord
    ) async throws(ConnectWiseError) -> RepairRecord.Progress? {
        switch step.method {
        case .get: return nil
        case .delete:
            return try await site.read(path: step.path) == nil ? .done(made: nil) : nil
        case .patch:
            let now = try await site.read(path: step.path)
            let isTaken = step.changes.allSatisfy { now?[$0.field].carries($0.value) ?? false }
            return isTaken ? .done(made: nil) : nil
        case .post:
            let known = Set(record.progress.compactMap(\.made))
            let rows = try await site.readList(path: step.path) ?? []
            let ours = rows.filter { row in
                !known.contains(row["id"].wholeNumber ?? 0)
                    && Optional(row).carries(step.body ?? .null)
            }
            return ours.compactMap { $0["id"].wholeNumber }.max().map { .done(made: $0) }
        }
    }

    // MARK: - Journal

    func mark(
        _ record: inout RepairRecord, _ index: Int, _ progress: RepairRecord.Progress
    ) async throws {
        try await journal.markRepair(record.id, step: index, progress)
        while record.progress.count <= index { record.progress.append(.planned) }
        record.progress[index] = progress
    }

    func end(
        _ record: RepairRecord, _ state: RepairRecord.State, _ failure: Failure? = nil
    ) async throws -> RepairRecord {
        try await journal.endRepair(
            record.id, state, failure: failure, by: who, now: time.now())
        var record = record
        (record.state, record.failure) = (state, failure)
        return record
    }
}

extension RepairRecord.Progress {
    /// The id of what the step made.
    var made: Int64? { if case .done(let made) = self { made } else { nil } }
}

extension RepairStep {
    /// The fields that a PATCH changes.
    var changes: [(field: String, value: JSONValue)] {
        (body?.array ?? []).compactMap { operation in
            operation["path"]?.string.map { ($0, operation["value"] ?? .null) }
        }
    }
}

extension ConnectWiseError {
    /// Whether it is certain that the request changed nothing.
    var appliedNothing: Bool {
        switch verdict {
        case .notApplied, .badCredentials, .forbidden, .notFound, .rateLimited: true
        case .transient, .unknown: false
        }
    }
}

extension Failure {
    /// Why a repair stopped: the step, and ConnectWise's words.
    init(_ error: ConnectWiseError, at step: RepairStep) {
        self = error.failure
        detail = "\(step.method.rawValue) \(step.path) (\(step.purpose)): \(detail)"
    }
}
