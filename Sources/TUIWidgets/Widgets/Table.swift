/// One record of a table.
public struct TableRow<ID: Hashable & Sendable>: Hashable, Sendable {
    /// The record.
    public var id: ID
    /// One text per column.
    public var cells: [StyledText]
    /// What the row means for the whole list: `.error` and `.warning` rows tick the scroll bar.
    public var severity: Role

    /// Makes a row.
    public init(id: ID, cells: [StyledText], severity: Role = .plain) {
        self.id = id
        self.cells = cells
        self.severity = severity
    }
}

/// A list of records with a header, a cursor that is visible without colour, and marks.
public struct Table<ID: Hashable & Sendable>: Widget, Sendable {
    /// Which column orders the rows.
    public struct Sort: Hashable, Sendable {
        /// Index of the column.
        public var column: Int
        /// Whether small comes first.
        public var isAscending: Bool

        /// Makes an order.
        public init(column: Int, isAscending: Bool) {
            self.column = column
            self.isAscending = isAscending
        }
    }

    /// The columns, left to right.
    public var columns: [TableColumn]
    /// The rows in the order of `state.ids`: all of them, or only those that are visible.
    public var rows: [TableRow<ID>]
    /// Index of the first of `rows` in the list, and how many rows the list has.
    public var first: Int, total: Int
    /// What rows mean that are not in `rows`.
    public var ticks: [ScrollBar.Tick]
    /// Cursor, marks and scroll position.
    public var state: TableState<ID>
    /// Whether keys go to this table.
    public var isFocused: Bool
    /// Whether the first row is a header.
    public var showsHeader: Bool
    /// Which column has the arrow.
    public var sort: Sort?
    /// What to do when there is no row.
    public var emptyMessage: StyledText

    /// Makes a table; `total` is the number of rows unless only a part of them is given.
    public init(
        columns: [TableColumn], rows: [TableRow<ID>], state: TableState<ID>, first: Int = 0,
        total: Int? = nil, ticks: [ScrollBar.Tick] = [], isFocused: Bool = true,
        showsHeader: Bool = true, sort: Sort? = nil,
        emptyMessage: StyledText = ""
    ) {
        self.columns = columns
        self.rows = rows
        self.first = first
        self.total = total ?? rows.count
        self.ticks = ticks
        self.state = state
        self.isFocused = isFocused
        self.showsHeader = showsHeader
        self.sort = sort
        self.emptyMessage = emptyMessage
    }

    /// The rows that fit into an area: what `TableState.settle(page:)` wants to know.
    public func page(in rect: Rect) -> Int { max(0, rect.rows - (showsHeader ? 1 : 0)) }

    /// Draws header, visible rows and, when there is more, a scroll bar.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let body = Rect(
            x: rect.x, y: rect.bottom - page(in: rect), columns: rect.columns, rows: page(in: rect))
        let gutter = Self.gutter(rect.columns)
        let contents = contentWidths()
        var needsBar = total > body.rows && rect.columns > 8
        let gap = rect.columns >= 50 ? 2 : 1
        func layout() -> [(index: Int, width: Int)] {
            // A blank before the border, where there is room.
            let edge = needsBar ? 2 : rect.columns >= 40 ? 1 : 0
            let width = rect.columns - gutter - edge
            return TableColumn.fit(columns, into: width, gap: gap, contents: contents)
        }
        // An identifier is worth more than a scroll bar.
        if layout().contains(where: { $0.width < contents[$0.index] }) { needsBar = false }
        let layout = layout()
        if showsHeader { drawHeader(layout, gap, x: rect.x + gutter, rect.row(0), into: &grid) }
        guard !rows.isEmpty else {
            let message = body.inset(columns: min(2, body.columns / 4), rows: 0)
            TextPane(lines: [emptyMessage.restyled(Self.muted)]).draw(in: message, into: &grid)
            return
        }
        let top = state.visibleOffset(page: body.rows)
        for line in 0..<body.rows where rows.indices.contains(top + line - first) {
            draw(
                rows[top + line - first], layout, gap, gutter: gutter, in: body.row(line),
                into: &grid)
        }
        guard needsBar else { return }
        let bar = Rect(x: rect.right - 1, y: body.y, columns: 1, rows: body.rows)
        let here = rows.enumerated().compactMap { index, row in
            row.severity == .error || row.severity == .warning
                ? ScrollBar.Tick(index: first + index, role: row.severity) : nil
        }
        ScrollBar(total: total, offset: top, ticks: ticks + here).draw(in: bar, into: &grid)
    }

    private static func muted(_ style: Style) -> Style { style.role == .plain ? .muted : style }

    /// Room for cursor and mark: ` ▸ ` where there is room, else two columns.
    private static func gutter(_ columns: Int) -> Int {
        columns >= 30 ? 3 : min(2, max(0, columns - 1))
    }

    private func contentWidths() -> [Int] {
        columns.indices.map { index in
            guard columns[index].overflow == .whole else { return 0 }
            return rows.reduce(0) { widest, row in
                index < row.cells.count ? max(widest, row.cells[index].width) : widest
            }
        }
    }

    private func drawHeader(
        _ layout: [(index: Int, width: Int)], _ gap: Int, x start: Int, _ line: Rect,
        into grid: inout Grid
    ) {
        guard !line.isEmpty else { return }
        grid.fill(line, .header)
        var x = start
        for (index, width) in layout {
            let cell = Rect(x: x, y: line.y, columns: width, rows: 1).intersection(line)
            var text = StyledText(columns[index].title, .header)
            if let sort, sort.column == index {
                let arrow = sort.isAscending ? grid.glyphs.up : grid.glyphs.down
                text = text.cut(to: max(0, width - 1), grid.glyphs.ellipsis)
                text = text + StyledText(String(arrow), .header.bold)
            }
            grid.draw(text, in: cell, alignment: columns[index].alignment)
            x += width + gap
        }
    }

    private func draw(
        _ row: TableRow<ID>, _ layout: [(index: Int, width: Int)], _ gap: Int, gutter: Int,
        in line: Rect,
        into grid: inout Grid
    ) {
        let isSelected = row.id == state.cursor
        let isMarked = state.marks.contains(row.id)
        var x = line.x + gutter
        for (index, width) in layout {
            defer { x += width + gap }
            guard index < row.cells.count else { continue }
            let cell = Rect(x: x, y: line.y, columns: width, rows: 1).intersection(line)
            grid.draw(row.cells[index], in: cell, alignment: columns[index].alignment)
        }
        let marker = Style(.accent, .bold)
        let place = line.x + (gutter == 3 ? 1 : 0)
        if isMarked {
            let column = gutter == 3 ? place : line.x + (isSelected ? 1 : 0)
            grid.put(grid.glyphs.check, x: column, y: line.y, style: marker, clip: line)
        }
        guard isSelected else { return }
        let left = isMarked ? line.x : place
        grid.put(grid.glyphs.cursor, x: left, y: line.y, style: marker, clip: line)
        if isFocused {
            grid.restyle(line) { Style(.selected, $0.attributes) }
            grid.cursor = Grid.Cursor(Point(x: left, y: line.y), isVisible: false)
        } else {
            grid.restyle(line) { $0.bold }
        }
    }
}
