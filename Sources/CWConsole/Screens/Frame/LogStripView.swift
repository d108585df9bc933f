import IntegrationCore
import TUIWidgets

/// The live event log below the pane: the newest events, newest first.
enum LogStripView {
    /// Draws the strip with its frame.
    static func draw(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        grid.draw(Panel(), in: rect)
        let inside = Panel.content(of: rect)
        guard !state.strip.isEmpty else {
            grid.draw(StyledText("  no events yet", .muted), in: inside)
            return
        }
        let page = max(0, inside.rows)
        let rows = Array(state.strip.prefix(page))
        let table = TUIWidgets.Table(
            columns: EventColumns.strip,
            rows: rows.map { EventColumns.stripRow($0, state, glyphs: grid.glyphs) },
            state: TableState<RowID<StoredEvent>>(), isFocused: false, showsHeader: false)
        grid.draw(table, in: inside)
    }

    /// Draws the title into the border that the strip shares with the pane above it.
    static func drawTitle(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        let text = " Live event log \(grid.glyphs.dot) \(rate(state)) "
        grid.draw(StyledText(text, .title), x: rect.x + 2, y: rect.y, clip: rect.inset(rows: 0))
        // The corners of the focused pane end there: half a bright cell would reach into the strip.
        for x in [rect.x, rect.right - 1] {
            guard let cell = grid[x, rect.y], cell.style.role == .focusedFrame else { continue }
            let corner: Character? =
                switch cell.cluster {
                case "┡": "┗"
                case "┩": "┛"
                default: nil
                }
            if let corner { grid.put(corner, x: x, y: rect.y, style: cell.style) }
        }
    }

    /// Draws the newest event as one line, where there is no room for the strip.
    static func drawNewest(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        guard let row = state.strip.first else { return }
        let severity = EventColumns.severity(row.severity, glyphs: grid.glyphs)
        let who = row.customerNumber.map { "\(state.prefix)\($0)" } ?? row.customerName
        let text =
            StyledText(" \(Formatting.clock(row.receivedAt))  ", .muted) + severity
            + StyledText("  \(who)  \(row.information)", .muted)
        grid.draw(text, in: rect)
    }

    /// Events of the last minute, as far as they are in memory.
    private static func rate(_ state: AppState) -> String {
        let start = state.now - .seconds(60)
        let count = state.strip.count { $0.receivedAt > start }
        let isAll = count == state.strip.count && count >= StripSize.rows
        return "\(Formatting.count(count))\(isAll ? "+" : "")/min"
    }
}

/// How many of the newest events are kept for the strip and its rate.
enum StripSize {
    static let rows = 200
}
