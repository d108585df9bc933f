import TUIWidgets

/// The list of a pane in its frame: title, rows with cursor and marks, and the `/` line.
struct RecordList<Row: Identifiable> where Row.ID: Sendable {
    /// The frame, and whether keys go to the list.
    let panel: Panel, takesKeys: Bool
    /// The columns, and the records in memory with cursor, marks and scroll position.
    let columns: [TableColumn], rows: [Row], table: TableState<Row.ID>
    /// What stands there when no row does.
    let empty: StyledText
    /// The quick search, and what stands there before anything is typed.
    var filter = FilterState(), placeholder = FilterLine.hint

    /// Draws the list; only the rows on the screen are written out, of the others the scroll bar
    /// shows what they mean.
    func draw(
        in rect: Rect, into grid: inout Grid, severity: (Row) -> Role = { _ in .plain },
        cells: (Row, GlyphSet) -> [StyledText]
    ) {
        grid.draw(panel, in: rect)
        let inside = Panel.content(of: rect)
        let page = max(1, inside.rows - 1)
        let top = table.visibleOffset(page: page)
        let glyphs = grid.glyphs
        let shown = rows.enumerated().map { index, row in
            TableRow(
                id: row.id, cells: index >= top && index < top + page ? cells(row, glyphs) : [],
                severity: severity(row))
        }
        grid.draw(
            TUIWidgets.Table(
                columns: columns, rows: shown, state: table, isFocused: takesKeys,
                emptyMessage: empty), in: inside)
        FilterLine.draw(filter, placeholder: placeholder, in: rect, into: &grid)
    }
}
