/// A one-line input with its caret; scrolls sideways to keep the caret visible.
///
/// Without keys it shows its beginning.
public struct TextField: Widget, Sendable {
    /// Text and caret.
    public var state: TextFieldState
    /// Whether keys go to this field.
    public var isFocused: Bool
    /// Whether characters are hidden: for secrets.
    public var isMasked: Bool
    /// Faint text while the field is empty.
    public var placeholder: String

    /// Makes an input.
    public init(
        state: TextFieldState, isFocused: Bool = true, isMasked: Bool = false,
        placeholder: String = ""
    ) {
        self.state = state
        self.isFocused = isFocused
        self.isMasked = isMasked
        self.placeholder = placeholder
    }

    /// Draws the visible part on a background as wide as the area.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        guard !line.isEmpty else { return }
        let style: Style = isFocused ? .field.bold : .field
        grid.fill(line, style)
        let clusters =
            isMasked
            ? Array(repeating: grid.glyphs.mask, count: state.text.count) : Array(state.text)
        let widths = clusters.map { DisplayWidth.of($0) }
        let before = widths.prefix(state.caret).reduce(0, +)
        // The caret may stand behind the last character, so it needs one column of its own.
        let hidden = isFocused ? max(0, before - line.columns + 1) : 0
        if clusters.isEmpty {
            grid.draw(StyledText(placeholder, .placeholder), in: line)
        }
        var column = line.x - hidden
        for (cluster, width) in zip(clusters, widths) {
            grid.put(cluster, x: column, y: line.y, style: style, clip: line)
            column += width
        }
        if !isFocused, widths.reduce(0, +) > line.columns {
            grid.put(grid.glyphs.ellipsis, x: line.right - 1, y: line.y, style: style, clip: line)
        }
        guard isFocused else { return }
        let caret = Point(x: line.x + before - hidden, y: line.y)
        grid.cursor = Grid.Cursor(caret, isVisible: true)
    }
}
