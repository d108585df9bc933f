/// A bar that fills from the left, with its figures behind it.
public struct Gauge: Widget, Sendable {
    /// Parts done.
    public var done: Int
    /// All parts; 0 draws an empty bar.
    public var total: Int
    /// Text behind the bar, such as `14/37, 2 failed`.
    public var label: StyledText
    /// The look of the done part.
    public var style: Style

    /// Makes a bar.
    public init(done: Int, total: Int, label: StyledText = "", style: Style = .accent) {
        self.total = max(0, total)
        self.done = min(max(0, done), self.total)
        self.label = label
        self.style = style
    }

    /// The bar alone as text, for lines that are put together.
    ///
    /// A little progress shows at least one cell, an unfinished bar is never full.
    public func bar(columns: Int, glyphs: GlyphSet) -> StyledText {
        let columns = min(max(0, columns), Size.limit)
        var full = total == 0 ? 0 : Int(Double(done) / Double(total) * Double(columns))
        if done > 0 { full = max(1, full) }
        if done < total { full = min(full, columns - 1) }
        full = min(max(0, full), columns)
        return StyledText(String(repeating: glyphs.full, count: full), style)
            + StyledText(String(repeating: glyphs.empty, count: columns - full), .muted)
    }

    /// Draws the bar; a little progress shows at least one cell, an unfinished bar is never full.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        let width = label.isEmpty ? 0 : min(label.width + 1, line.columns)
        let bar = line.columns - width
        grid.draw(self.bar(columns: bar, glyphs: grid.glyphs), in: line)
        let place = Rect(
            x: line.right - max(0, width - 1), y: line.y, columns: max(0, width - 1),
            rows: line.rows)
        grid.draw(label, in: place)
    }
}

/// A row of small heights: the recent course of a number.
public struct Sparkline: Widget, Sendable {
    /// The values, oldest first; negative ones count as 0.
    public var values: [Int]
    /// The look.
    public var style: Style

    /// Makes a row of heights.
    public init(values: [Int], style: Style = .accent) {
        self.values = values
        self.style = style
    }

    /// The newest values as text of at most `columns`, scaled to the largest one shown.
    ///
    /// A zero is a faint dot, so that "nothing" differs from "a little".
    public func text(columns: Int, glyphs: GlyphSet) -> StyledText {
        let shown = values.suffix(max(0, columns)).map { max(0, $0) }
        let largest = shown.max() ?? 0
        let least = glyphs.isASCII ? 1 : 0
        let spans = shown.map { value -> StyledText.Span in
            guard value > 0 else {
                return StyledText.Span(glyphs.isASCII ? "." : String(glyphs.dot), .muted)
            }
            let ratio = Double(value) / Double(largest)
            let top = glyphs.heights.count - 1
            let height = min(top, max(least, Int((ratio * Double(top)).rounded())))
            guard glyphs.heights.indices.contains(height) else {
                return StyledText.Span(" ", style)
            }
            return StyledText.Span(String(glyphs.heights[height]), style)
        }
        return StyledText(spans: spans)
    }

    /// Draws the newest values up to the right edge.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        let text = text(columns: line.columns, glyphs: grid.glyphs)
        grid.draw(text, in: line, alignment: .trailing)
    }
}
