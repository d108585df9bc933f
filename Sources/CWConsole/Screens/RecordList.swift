import TUIWidgets

/// The list of a pane in its frame: title, rows with cursor and marks, and the `/` line.
struct RecordList<Row: Identifiable> where Row.ID: Sendable {
    /// The frame, and whether keys go to the list.
    let panel: Panel, takesKeys: Bool
    /// The columns, and the records in memory with cursor, marks and scroll position.
    let columns: [TableColumn], rows: [Row], table: TableState<Row.ID>
    /// What stands there when no row does.
    let empty: StyledText
    /// The rows that are worth finding.
    var ticks: [ScrollBar.Tick] = []
    /// The quick search, and what stands there before anything is typed.
    var filter = FilterState(), placeholder = FilterLine.hint

    /// Draws the list; only the rows on the screen are written out.
    func draw(in rect: Rect, into grid: inout Grid, cells: (Row, GlyphSet) -> [StyledText]) {
        grid.draw(panel, in: rect)
        let inside = Panel.content(of: rect)
        let page = max(1, inside.rows - 1)
        let top = table.visibleOffset(page: page)
        let shown = rows.dropFirst(top).prefix(page)
        grid.draw(
            TUIWidgets.Table(
                columns: columns,
                rows: shown.map { TableRow(id: $0.id, cells: cells($0, grid.glyphs)) },
                state: table, first: top, total: rows.count, ticks: ticks, isFocused: takesKeys,
                emptyMessage: empty), in: inside)
        FilterLine.draw(filter, placeholder: placeholder, in: rect, into: &grid)
    }
}
