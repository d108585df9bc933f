/// A vertical bar: which part of a list is visible, and where its failures are.
public struct ScrollBar: Widget, Sendable {
    /// A row worth finding.
    public struct Tick: Hashable, Sendable {
        /// Index of the row in the list.
        public var index: Int
        /// `.error` wins over `.warning` where both fall on one cell.
        public var role: Role

        /// Makes a tick.
        public init(index: Int, role: Role) {
            self.index = index
            self.role = role
        }
    }

    /// Rows of the list.
    public var total: Int
    /// Index of the first visible row.
    public var offset: Int
    /// Rows worth finding.
    public var ticks: [Tick]

    /// Makes a bar.
    public init(total: Int, offset: Int, ticks: [Tick] = []) {
        self.total = max(0, total)
        self.offset = max(0, offset)
        self.ticks = ticks
    }

    /// Draws into the first column of an area; the visible page is as long as the area.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let height = rect.rows
        guard height > 0, total > height else { return }
        let length = max(1, height * height / total)
        let travel = total - height
        let top = min(offset, travel) * (height - length) / travel
        var marks: [Int: Role] = [:]
        for tick in ticks where tick.index >= 0 && tick.index < total {
            let line = tick.index * height / total
            if marks[line] != .error { marks[line] = tick.role }
        }
        for line in 0..<height {
            let isThumb = line >= top && line < top + length
            let mark = marks[line]
            let glyph =
                mark != nil ? grid.glyphs.tick : isThumb ? grid.glyphs.thumb : grid.glyphs.track
            let style = Style(mark ?? (isThumb ? .accent : .muted), isThumb ? .bold : [])
            grid.put(glyph, x: rect.x, y: rect.y + line, style: style, clip: rect)
        }
    }
}
