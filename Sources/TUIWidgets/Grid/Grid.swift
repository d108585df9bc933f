/// One frame of the screen as a value: cells, and where the hardware cursor stands.
///
/// Writing outside the grid or outside the given clip changes nothing. A wide character whose
/// second half would fall outside, and what is left of a wide character after one half was
/// overwritten, become blanks, so a row always has exactly as many columns as the grid.
public struct Grid: Equatable, Sendable {
    /// Where the hardware cursor stands and whether it is shown.
    ///
    /// Screen readers and input methods follow it, so widgets set it even when it is hidden.
    public struct Cursor: Hashable, Sendable {
        /// The cell.
        public var position: Point
        /// Whether the terminal shows it.
        public var isVisible: Bool

        /// Makes a cursor.
        public init(_ position: Point, isVisible: Bool) {
            self.position = position
            self.isVisible = isVisible
        }
    }

    /// Width and height.
    public let size: Size
    /// The symbols widgets draw with.
    public let glyphs: GlyphSet
    /// The hardware cursor; nil leaves it hidden in the top left corner.
    public var cursor: Cursor?

    private var cells: [Cell]
    /// Cells of titles in borders, which the line of a neighbour leaves alone.
    private var captions: Set<Int> = []

    /// Makes an empty frame.
    public init(size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The whole area.
    public var bounds: Rect { Rect(size) }

    /// The cell at a place, or nil outside the grid.
    public subscript(x: Int, y: Int) -> Cell? {
        guard let index = index(x, y) else { return nil }
        return cells[index]
    }

    /// The cells of one row, left to right; empty outside the grid.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.rows else { return [] }
        return cells[(y * size.columns)..<((y + 1) * size.columns)]
    }

    /// Fills an area with blanks in a style.
    public mutating func fill(_ rect: Rect, _ style: Style = .plain) {
        fill(rect, with: " ", style)
    }

    /// Fills an area with one narrow character; a wide one is taken as a blank.
    public mutating func fill(_ rect: Rect, with cluster: Character, _ style: Style) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        let (drawn, width) = drawable(cluster)
        if !captions.isEmpty {
            captions = captions.filter {
                !area.contains(Point(x: $0 % size.columns, y: $0 / size.columns))
            }
        }
        let cell = Cell(width == 1 ? drawn : " ", width: 1, style: style)
        for y in area.y..<area.bottom {
            mend(area.x, y)
            mend(area.right - 1, y)
            for x in area.x..<area.right { cells[y * size.columns + x] = cell }
        }
    }

    /// Changes the look of an area and keeps its characters.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(bounds)
        for y in area.y..<max(area.y, area.bottom) {
            for x in area.x..<area.right {
                let old = cells[y * size.columns + x]
                cells[y * size.columns + x] = Cell(
                    old.cluster, width: old.width, style: change(old.style))
            }
        }
    }

    /// Draws one character and returns the columns it took; the only way into the cells.
    @discardableResult
    public mutating func put(
        _ cluster: Character, x: Int, y: Int, style: Style, clip: Rect? = nil
    ) -> Int {
        let (drawn, width) = drawable(cluster)
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        guard area.contains(Point(x: x, y: y)), let index = index(x, y) else {
            // The visible half of a wide character that starts left of the area is a blank.
            if width == 2, area.contains(Point(x: x + 1, y: y)) {
                put(" ", x: x + 1, y: y, style: style, clip: clip)
            }
            return width
        }
        mend(x, y)
        if !captions.isEmpty { captions.remove(index) }
        guard width == 2 else {
            cells[index] = Cell(drawn, width: 1, style: style)
            return 1
        }
        guard x + 1 < area.right else {
            cells[index] = .blank(style)
            return 2
        }
        mend(x + 1, y)
        cells[index] = Cell(drawn, width: 2, style: style)
        cells[index + 1] = Cell(" ", width: 0, style: style)
        return 2
    }

    /// Makes a stretch of one row a title: lines drawn later do not cross it.
    mutating func protectCaption(x: Int, y: Int, columns: Int) {
        let line = Rect(x: x, y: y, columns: columns, rows: 1).intersection(bounds)
        guard !line.isEmpty else { return }
        captions.formUnion((line.y * size.columns + line.x)..<(line.y * size.columns + line.right))
    }

    /// Whether a cell belongs to a title in a border.
    func isCaption(x: Int, y: Int) -> Bool {
        guard let index = index(x, y) else { return false }
        return captions.contains(index)
    }

    private func drawable(_ cluster: Character) -> (cluster: Character, width: Int) {
        let shown = DisplayWidth.drawable(cluster)
        guard glyphs.isASCII, !shown.cluster.isASCII else { return shown }
        return (ASCIIFolding.fold(shown.cluster), 1)
    }

    /// Blanks the other half of a wide character before one half is overwritten.
    private mutating func mend(_ x: Int, _ y: Int) {
        guard let index = index(x, y) else { return }
        let old = cells[index]
        if old.width == 0, x > 0 { cells[index - 1] = .blank(cells[index - 1].style) }
        if old.width == 2, x + 1 < size.columns { cells[index + 1] = .blank(old.style) }
    }

    private func index(_ x: Int, _ y: Int) -> Int? {
        guard x >= 0, y >= 0, x < size.columns, y < size.rows else { return nil }
        return y * size.columns + x
    }
}
