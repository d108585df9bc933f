/// Scrolling read-only text, wrapped at blanks.
public struct TextPane: Widget, Sendable {
    /// The paragraphs.
    public var lines: [StyledText]
    /// Wrapped rows scrolled away at the top.
    public var offset: Int
    /// Whether long lines wrap; otherwise they end with an ellipsis.
    public var wraps: Bool

    /// Makes a text.
    public init(lines: [StyledText], offset: Int = 0, wraps: Bool = true) {
        self.lines = lines
        self.offset = max(0, offset)
        self.wraps = wraps
    }

    /// The rows that the text takes at a width.
    public func height(columns: Int) -> Int {
        wraps ? lines.reduce(0) { $0 + $1.wrapped(to: columns).count } : lines.count
    }

    /// The largest useful offset in an area.
    public func lastOffset(in rect: Rect) -> Int {
        let all = height(columns: rect.columns)
        guard all > rect.rows, rect.columns > 8 else { return max(0, all - rect.rows) }
        // The scroll bar takes two columns, and the text wraps earlier.
        return max(0, height(columns: rect.columns - 2) - rect.rows)
    }

    /// Draws the visible rows; a scroll bar replaces the last column when there is more.
    public func draw(in rect: Rect, into grid: inout Grid) {
        guard !rect.isEmpty else { return }
        var area = rect
        var rows = wrapped(area.columns)
        if rows.count > rect.rows, rect.columns > 8 {
            area = Rect(x: rect.x, y: rect.y, columns: rect.columns - 2, rows: rect.rows)
            rows = wrapped(area.columns)
        }
        let top = min(offset, max(0, rows.count - rect.rows))
        for (line, text) in rows.dropFirst(top).prefix(rect.rows).enumerated() {
            grid.draw(text, in: area.row(line))
        }
        guard area != rect else { return }
        let bar = Rect(x: rect.right - 1, y: rect.y, columns: 1, rows: rect.rows)
        ScrollBar(total: rows.count, offset: top).draw(in: bar, into: &grid)
    }

    private func wrapped(_ columns: Int) -> [StyledText] {
        wraps ? lines.flatMap { $0.wrapped(to: columns) } : lines
    }
}

/// One line of text in an area.
public struct Label: Widget, Sendable {
    /// The text.
    public var text: StyledText
    /// Where it stands.
    public var alignment: Alignment

    /// Makes a line of text.
    public init(_ text: StyledText, alignment: Alignment = .leading) {
        self.text = text
        self.alignment = alignment
    }

    /// Draws the line; what does not fit ends with an ellipsis.
    public func draw(in rect: Rect, into grid: inout Grid) {
        grid.draw(text, in: rect, alignment: alignment)
    }
}
