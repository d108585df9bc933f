/// A frame with a title; heavier and brighter while it has the focus.
///
/// Neighbours that share a border join into tees and keep each other's titles; draw the
/// focused panel last.
public struct Panel: Widget, Sendable {
    /// Text in the upper border, at the left.
    public var title: StyledText
    /// Text in the upper border, at the right; dropped first when there is no room.
    public var trailing: StyledText
    /// Text in the lower border, at the right: a position such as `37 of 480`.
    public var footer: StyledText
    /// Whether keys go to this pane.
    public var isFocused: Bool

    /// Makes a frame.
    public init(
        title: StyledText = "", trailing: StyledText = "", footer: StyledText = "",
        isFocused: Bool = false
    ) {
        self.title = title
        self.trailing = trailing
        self.footer = footer
        self.isFocused = isFocused
    }

    /// The area inside the frame.
    public static func content(of rect: Rect) -> Rect { rect.inset() }

    /// Draws the frame; the inside is left alone.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let style: Style = isFocused ? .focusedFrame : .frame
        grid.drawFrame(rect, isFocused ? .heavy : .light, style: style)
        let top = Rect(x: rect.x + 2, y: rect.y, columns: rect.columns - 4, rows: 1)
        guard rect.rows > 1, top.columns > 2 else { return }
        let width = title.isEmpty ? 0 : title.width + 2
        draw(
            title.restyled { $0.role == .plain ? (isFocused ? .title.bold : .title) : $0 },
            in: top, alignment: .leading, into: &grid)
        let right = trailing.width + 2
        if !trailing.isEmpty, width + 1 + right <= top.columns {
            draw(trailing, in: top, alignment: .trailing, into: &grid)
        }
        let bottom = Rect(x: top.x, y: rect.bottom - 1, columns: top.columns, rows: 1)
        if footer.width + 2 <= bottom.columns {
            draw(
                footer.restyled { $0.role == .plain ? .muted : $0 }, in: bottom,
                alignment: .trailing, into: &grid)
        }
    }

    private func draw(
        _ text: StyledText, in rect: Rect, alignment: Alignment, into grid: inout Grid
    ) {
        guard !text.isEmpty else { return }
        let shown = " " + text.cut(to: rect.columns - 2, grid.glyphs.ellipsis) + " "
        let width = grid.draw(shown, in: rect, alignment: alignment)
        let left = alignment == .trailing ? rect.right - width : rect.x
        grid.protectCaption(x: left, y: rect.y, columns: width)
    }
}
