import IntegrationCore

/// Notifications that are being done again, and what became of each.
struct BulkRun: Equatable, Sendable {
    /// The run's number, its notifications, and when it began.
    let number: Int, ids: [RowID<Notification>], startedAt: Timestamp
    /// What the store said to each that was handed over.
    var answers: [RowID<Notification>: ReprocessAnswer] = [:]
    /// Each as last read.
    var rows: [RowID<Notification>: NotificationRow] = [:]
    /// Whether notifications are still being handed over, and whether that was stopped.
    var isSending = true, wasStopped = false
    /// Whether the end was said.
    var isReported = false

    /// What became of one notification.
    enum Result: Equatable, Sendable {
        /// Not handed over; waiting for the engine; in its hands; carried out; inside the window
        /// or nothing to do; to be tried again; failed again; refused.
        case unsent, queued, running, done, skipped(String), retry(Timestamp?), failed(Failure?)
        case refused(String)

        /// Whether nothing more will happen by itself.
        var isFinal: Bool {
            switch self {
            case .done, .skipped, .failed, .refused: true
            case .unsent, .queued, .running, .retry: false
            }
        }

        /// Whether it did not work.
        var isFailure: Bool {
            switch self {
            case .failed, .refused: true
            default: false
            }
        }
    }

    /// What became of a notification; nil when it is not part of this run.
    func result(_ id: RowID<Notification>) -> Result? {
        guard let answer = answers[id] else {
            guard isSending || wasStopped else { return nil }
            return rows[id] == nil && !ids.contains(id) ? nil : .unsent
        }
        switch answer {
        case .notFound: return .refused("it is no longer there")
        case .nothingToDo(let reason): return .refused(reason)
        case .queued, .alreadyRunning: break
        }
        guard let row = rows[id], row.updatedAt >= startedAt else { return .queued }
        switch row.state {
        case .pending, .held: return .queued
        case .running: return .running
        case .done: return .done
        case .skipped, .cancelled: return .skipped(row.skipReason ?? "nothing to do")
        case .waiting: return .retry(row.nextAttemptAt)
        case .failed: return .failed(row.failure)
        }
    }

    /// The notifications that are handed over and not finished, at most so many.
    func unfinished(_ limit: Int) -> [RowID<Notification>] {
        Array(ids.lazy.filter { answers[$0] != nil && result($0)?.isFinal == false }.prefix(limit))
    }

    /// How many are finished, and how many of those did not work.
    var progress: (finished: Int, failed: Int, retrying: Int) {
        var finished = 0
        var failed = 0
        var retrying = 0
        for id in ids where answers[id] != nil {
            guard let result = result(id) else { continue }
            if result.isFinal { finished += 1 }
            if result.isFailure { failed += 1 }
            if case .retry = result { retrying += 1 }
        }
        return (finished, failed, retrying)
    }

    /// Whether nothing more is to be expected.
    var isOver: Bool { !isSending && progress.finished == answers.count }

    /// Progress in words: `14/37, 2 failed`.
    var words: String {
        let now = progress
        var text = "\(now.finished)/\(ids.count)"
        if now.failed > 0 { text += ", \(now.failed) failed" }
        if now.retrying > 0 { text += ", \(now.retrying) waiting" }
        return text
    }
}
