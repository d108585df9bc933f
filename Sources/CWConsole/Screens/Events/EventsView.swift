import IntegrationCore
import TUIWidgets

/// Draws the Events pane: the log, and the event under the cursor beside or instead of it.
enum EventsView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        Pane.events.parts?.draw(state, layout, into: &grid) {
            drawList(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let events = state.events
        let list = RecordList(
            panel: Panel(
                title: title(state), trailing: trailing(state, glyphs: grid.glyphs),
                footer: position(state), isFocused: isFocused),
            takesKeys: isFocused && state.popups.isEmpty,
            columns: EventColumns.columns(
                besideDetail: state.isWide, width: Panel.content(of: rect).columns),
            rows: events.list.rows, table: events.table, empty: emptyMessage(state),
            ticks: events.list.rows.enumerated().compactMap { index, row in
                row.severity == .error ? ScrollBar.Tick(index: index, role: .error) : nil
            },
            filter: events.filter)
        list.draw(in: rect, into: &grid) { EventColumns.cells($0, state, glyphs: $1) }
    }

    /// `2 Events (12 of 480) /EFS-19`, with the advanced search and the account in words.
    private static func title(_ state: AppState) -> StyledText {
        let events = state.events
        var text = StyledText(Pane.events.heading)
        if events.isNarrowed {
            let total = state.overview.reading?.figures.events
            text = text + StyledText(" " + PositionText.count(events.list, of: total), .muted)
        } else if let total = state.overview.reading?.figures.events {
            text = text + StyledText(" (\(Formatting.count(total)))", .muted)
        }
        if !events.filter.text.isEmpty {
            text = text + StyledText(" /\(events.filter.text)", .accent)
        }
        if let condition = events.condition {
            let words =
                "\(condition.field.rawValue) \(condition.comparison.rawValue) \(condition.term)"
            text = text + StyledText("  \(words)", .accent)
        }
        if let account = events.account { text = text + StyledText("  [E] \(account)", .accent) }
        return text
    }

    private static func trailing(_ state: AppState, glyphs: GlyphSet) -> StyledText {
        let events = state.events
        if events.isFollowing { return StyledText("\(glyphs.bullet) following", .good) }
        let more = events.hasMoreFresh ? "+" : ""
        return StyledText("paused, \(Formatting.count(events.fresh))\(more) new", .warning.bold)
    }

    private static func position(_ state: AppState) -> StyledText {
        PositionText.text(
            state.events.list, cursor: state.events.table.cursorIndex,
            total: state.events.isNarrowed ? nil : state.overview.reading?.figures.events)
    }

    private static func emptyMessage(_ state: AppState) -> StyledText {
        if !state.events.list.isLoaded {
            return Loading.text(state, .events)
        }
        if state.events.isNarrowed { return "No events match. Esc clears the search." }
        return "No events yet. They arrive with: cwconsole ingest FILE"
    }
}

/// What is shown while something is being read: nothing for 150 ms, then a word (B24).
enum Loading {
    static func text(_ state: AppState, _ slot: Slot) -> StyledText {
        if let trouble = state.reading.trouble {
            return StyledText("\(trouble.sentence) Tried again every second.", .error)
        }
        return state.pending.isSlow(slot, now: state.now) ? "loading…" : ""
    }
}

/// Where the cursor stands in a list of which only a window is in memory.
enum PositionText {
    /// `37 of 480`; empty while nobody knows.
    static func text<Row, Record>(
        _ list: PageList<Row, Record>, cursor: Int?, total: Int?
    ) -> StyledText {
        guard let cursor else { return "" }
        let known = list.isComplete ? list.rows.count : total
        if let newer = list.newer {
            let place = Formatting.count(newer + cursor + 1)
            guard let known else { return StyledText(place, .muted) }
            let all = max(known, newer + list.rows.count)
            return StyledText("\(place) of \(Formatting.count(all))", .muted)
        }
        guard let known, list.reachesOldest else { return "" }
        let place = max(1, known - (list.rows.count - 1 - cursor))
        return StyledText("\(Formatting.count(place)) of \(Formatting.count(known))", .muted)
    }

    /// `(12 of 480)`, or `(500+ of 480)` while not all of the matches are in memory.
    static func count<Row, Record>(_ list: PageList<Row, Record>, of total: Int?) -> String {
        let more = list.isComplete || !list.isLoaded ? "" : "+"
        let count = Formatting.count(list.rows.count + (list.newer ?? 0))
        guard let total else { return "(\(count)\(more))" }
        return "(\(count)\(more) of \(Formatting.count(total)))"
    }
}

/// The `/` line while it is typed, in the lower border of its pane.
enum FilterLine {
    /// What stands there before anything is typed.
    static let hint = "text in any column"

    static func draw(
        _ filter: FilterState, placeholder: String = hint, in rect: Rect, into grid: inout Grid
    ) {
        guard let line = filter.line, rect.columns > 12 else { return }
        let columns = min(rect.columns - 4, max(48, placeholder.count + 4))
        let area = Rect(x: rect.x + 2, y: rect.bottom - 1, columns: columns, rows: 1)
        let parts = area.splitColumns([.fixed(2), .fill])
        grid.draw(StyledText(" /", .accent.bold), in: parts[0])
        grid.draw(TextField(state: line, placeholder: placeholder), in: parts[1])
    }
}
