import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the Events pane out.
    mutating func runOnEvents(_ id: CommandID) {
        if let movement = id.movement {
            if !scrollDetail(movement) { moveInEvents(movement) }
            return
        }
        switch id {
        case .open:
            movedAt = nil
            events.pause()
            showDetail()
        case .follow:
            if events.isFollowing { events.pause() } else { resumeEvents() }
        case .search: popups.append(.search(SearchState(events.condition)))
        case .nextError: find(atLeast: .error)
        case .nextWarning: find(atLeast: .warning)
        case .onlyAccount:
            if events.account == nil {
                events.account = events.currentRow?.account
            } else {
                events.account = nil
            }
            eventSearchChanged()
        case .rawBody: events.showsRaw.toggle()
        case .nextPart, .previousPart:
            if !isDetailInFront { events.pause() }
            changeParts()
        default: break
        }
    }

    /// Back to the newest event, and on with it.
    private mutating func resumeEvents() {
        events.resume()
        pending.forget(.events)
        reading.stale.insert(.events)
        reading.readAt[.events] = nil
    }

    /// Any movement away from the newest event pauses the log (B32).
    private mutating func moveInEvents(_ movement: Movement) {
        movedAt = now
        switch movement {
        case .first: resumeEvents()
        case .last:
            events.pause()
            events.table.moveToLast()
            events.wantsLast = !events.list.reachesOldest
        case .rows(let rows):
            events.pause()
            events.table.move(by: rows)
        case .pages(let pages):
            events.pause()
            events.table.move(byPages: pages)
        }
    }

    private mutating func find(atLeast severity: Severity) {
        events.pause()
        let rows = events.list.rows
        guard let index = events.table.cursorIndex else { return }
        let next = rows.indices.first { $0 > index && rows[$0].severity >= severity }
        guard let next else {
            let word = severity == .error ? "error" : "warning or error"
            remark("no \(word) below in the \(Formatting.count(rows.count, "row")) read so far")
            return
        }
        events.table.select(rows[next].id)
    }
}

/// Moves a scroll offset.
enum Scrolling {
    /// The offset after a movement, between 0 and `last`.
    static func moved(_ offset: Int, _ movement: Movement, last: Int, page: Int) -> Int {
        let wanted =
            switch movement {
            case .rows(let rows): offset + rows
            case .pages(let pages): offset + pages * max(1, page - 1)
            case .first: 0
            case .last: last
            }
        return min(max(0, wanted), max(0, last))
    }
}
