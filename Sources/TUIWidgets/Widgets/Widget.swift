/// Something that can be drawn: a value, an area and nothing else decide the cells.
public protocol Widget {
    /// Draws into an area; cells outside the area stay as they are.
    func draw(in rect: Rect, into grid: inout Grid)
}

extension Grid {
    /// Draws a widget into an area.
    public mutating func draw(_ widget: some Widget, in rect: Rect) {
        guard !rect.intersection(bounds).isEmpty else { return }
        widget.draw(in: rect, into: &self)
    }
}

extension Widget {
    /// The widget alone in a frame of the given size: for tests and pictures.
    public func rendered(_ size: Size, glyphs: GlyphSet = .unicode) -> Grid {
        var grid = Grid(size: size, glyphs: glyphs)
        grid.draw(self, in: grid.bounds)
        return grid
    }
}
