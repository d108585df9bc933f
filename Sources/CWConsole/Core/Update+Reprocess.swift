import IntegrationCore
import TUIWidgets

extension AppState {
    /// `r`: asks before the record under the cursor, or the marked ones, are done again.
    mutating func askToReprocess() {
        switch pane {
        case .failed:
            let marks = failed.table.marks
            if marks.isEmpty {
                if let row = failed.currentRow { popups.append(.confirm(question(row))) }
            } else {
                askToReprocess(marks.sorted(by: >), isMore: false)
            }
        case .events:
            guard let row = events.currentRow else { return }
            let ids = events.detail?.row.id == row.id ? events.detail?.notifications ?? [] : []
            let failed = ids.filter { $0.state.canBeReprocessed }
            guard !failed.isEmpty else {
                remark("r: the event is still being read; press it again")
                return
            }
            if failed.count == 1, let only = failed.first {
                popups.append(.confirm(question(only)))
            } else {
                askToReprocess(failed.map(\.id), isMore: false)
            }
        default: break
        }
    }

    /// One sentence with the record, its company and the effect (B25).
    private func question(_ row: NotificationRow) -> Confirmation {
        let who = "\(recordName(row)) \(row.customerName)"
        let effect =
            row.action == "ticket"
            ? "the ticket is pushed now; one that is there already is used, never a second one."
            : "it is synchronised now, once, although the twelve-hour window may be closed."
        return Confirmation(
            title: "Reprocess", message: ["\(who): \(effect)"],
            choices: [
                .init(key: "c", label: "Cancel", action: .cancel),
                .init(key: "r", label: "Reprocess", action: .reprocess([row.id])),
            ])
    }

    /// The number, the first of them, and what will happen (B26).
    mutating func askToReprocess(_ ids: [RowID<Notification>], isMore: Bool) {
        guard !ids.isEmpty else {
            remark("nothing to reprocess")
            return
        }
        let known = Dictionary(
            (failed.list.rows + (events.detail?.notifications ?? [])).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let names = ids.prefix(3).map { id in
            known[id].map { "\(recordName($0)) no. \(id)" } ?? "no. \(id)"
        }
        let rest = ids.count - names.count
        let first =
            names.joined(separator: ", ") + (rest > 0 ? " and \(Formatting.count(rest)) more" : "")
        var message = [
            "Push \(Formatting.count(ids.count, "notification")) again now: \(first).",
            "Each once: a ticket that is there already is used, a closed window is passed.",
        ]
        if isMore {
            message.append("There are more; these are the newest. Press R again for the rest.")
        }
        popups.append(
            .confirm(
                Confirmation(
                    title: "Reprocess \(Formatting.count(ids.count))", message: message,
                    choices: [
                        .init(key: "c", label: "Cancel", action: .cancel),
                        .init(
                            key: "r", label: "Reprocess \(Formatting.count(ids.count))",
                            action: .reprocess(ids)),
                    ])))
    }

    /// Hands notifications over, in the background.
    mutating func startReprocess(_ ids: [RowID<Notification>]) -> [ScreenEffect] {
        let number = (bulk?.number ?? lastRun) &+ 1
        lastRun = number
        var run = BulkRun(number: number, ids: ids, startedAt: now)
        let wanted = Set(ids)
        // The rows stay on the list until the operator leaves it, with what became of each.
        let shown =
            (bulk.map { Array($0.rows.values) } ?? []) + failed.list.rows
            + (events.detail?.notifications ?? [])
        for row in shown where wanted.contains(row.id) { run.rows[row.id] = row }
        bulk = run
        return [.reprocess(ids, run: number)]
    }

    /// A portion was handed to the engine.
    mutating func takeReprocessed(_ portion: [Reprocessed], run: Int) {
        guard bulk?.number == run else { return }
        for item in portion {
            bulk?.answers[item.id] = item.answer
            // Marks go as each succeeds, so that doing it twice never sends twice.
            if item.answer == .queued || item.answer == .alreadyRunning {
                failed.table.unmark(item.id)
            }
        }
        reading.stale.insert(.watched)
    }

    /// No more is handed over.
    mutating func endReprocess(run: Int, trouble: String?) {
        guard bulk?.number == run else { return }
        bulk?.isSending = false
        if let trouble { tell(trouble, .error) }
        if bulk?.wasStopped == true, let bulk {
            let left = bulk.ids.count - bulk.answers.count
            tell("stopped: \(Formatting.count(left, "notification")) not handed over", .warning)
        }
        reading.stale.insert(.watched)
    }

    /// Takes over how the rows of a run stand.
    mutating func takeWatched(_ rows: [NotificationRow]) {
        for row in rows {
            bulk?.rows[row.id] = row
            failed.list.replace(row)
        }
    }
}
