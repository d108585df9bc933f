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

    /// Draws the bar; a little progress shows at least one cell, an unfinished bar is never full.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        let width = label.isEmpty ? 0 : min(label.width + 1, line.columns)
        let bar = line.columns - width
        if bar > 0 {
            var full = total == 0 ? 0 : Int(Double(done) / Double(total) * Double(bar))
            if done > 0 { full = max(1, full) }
            if done < total { full = min(full, bar - 1) }
            full = max(0, full)
            let parts = line.splitColumns([.fixed(full), .fixed(bar - full), .fill])
            grid.fill(parts[0], with: grid.glyphs.full, style)
            grid.fill(parts[1], with: grid.glyphs.empty, .muted)
        }
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

    /// Draws the newest values up to the right edge, scaled to the largest one shown.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        let shown = values.suffix(line.columns).map { max(0, $0) }
        let largest = shown.max() ?? 0
        let heights = grid.glyphs.heights
        guard !heights.isEmpty else { return }
        let start = line.right - shown.count
        for (index, value) in shown.enumerated() {
            let ratio = largest == 0 ? 0 : Double(value) / Double(largest)
            let height = min(heights.count - 1, Int((ratio * Double(heights.count - 1)).rounded()))
            // A zero is faint, so that "nothing" differs from "a little".
            let look: Style = value == 0 ? .muted : style
            grid.put(heights[height], x: start + index, y: line.y, style: look, clip: line)
        }
    }
}
