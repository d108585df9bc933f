/// A cell position, counted from the top left corner of the screen.
public struct Point: Hashable, Sendable {
    /// Columns from the left edge.
    public var x: Int
    /// Rows from the top edge.
    public var y: Int

    /// Makes a position.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A width and a height in cells; never negative.
public struct Size: Hashable, Sendable, CustomStringConvertible {
    /// Width in cells.
    public let columns: Int
    /// Height in cells.
    public let rows: Int

    /// The largest width or height: far beyond any terminal, far below any overflow.
    static let limit = 10_000

    /// Makes a size; values outside 0...10000 are clamped.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 0), Size.limit)
        self.rows = min(max(rows, 0), Size.limit)
    }

    /// The size as an operator writes it: `120x36`.
    public var description: String { "\(columns)x\(rows)" }

    /// Whether a frame of at least `other` fits.
    public func fits(_ other: Size) -> Bool {
        columns >= other.columns && rows >= other.rows
    }
}

/// An area of cells; may be empty, may reach outside the screen (drawing clips it).
public struct Rect: Hashable, Sendable {
    /// Column of the left edge.
    public let x: Int
    /// Row of the top edge.
    public let y: Int
    /// Width and height.
    public let size: Size

    /// Makes an area; coordinates are clamped to ±10000, sizes to 0...10000.
    public init(x: Int, y: Int, columns: Int, rows: Int) {
        self.x = min(max(x, -Size.limit), Size.limit)
        self.y = min(max(y, -Size.limit), Size.limit)
        size = Size(columns: columns, rows: rows)
    }

    /// Makes the area of a whole screen.
    public init(_ size: Size) {
        self.init(x: 0, y: 0, columns: size.columns, rows: size.rows)
    }

    /// Width in cells.
    public var columns: Int { size.columns }
    /// Height in cells.
    public var rows: Int { size.rows }
    /// The first column right of the area.
    public var right: Int { x + columns }
    /// The first row below the area.
    public var bottom: Int { y + rows }
    /// Whether the area holds no cell.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether a position lies inside.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    /// The part that lies in both areas.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top,
            columns: min(right, other.right) - left, rows: min(bottom, other.bottom) - top)
    }

    /// The area without a border of the given thickness on each side.
    public func inset(columns dx: Int = 1, rows dy: Int = 1) -> Rect {
        Rect(x: x + dx, y: y + dy, columns: columns - 2 * dx, rows: rows - 2 * dy)
    }

    /// One row of the area, counted from its top; empty when there is no such row.
    public func row(_ index: Int) -> Rect {
        let exists = index >= 0 && index < rows
        return Rect(x: x, y: exists ? y + index : y, columns: columns, rows: exists ? 1 : 0)
    }

    /// An area of the given size in the middle of this one, cut to fit.
    public func centered(_ inner: Size) -> Rect {
        let width = min(inner.columns, columns)
        let height = min(inner.rows, rows)
        return Rect(
            x: x + (columns - width) / 2, y: y + (rows - height) / 2, columns: width, rows: height)
    }
}
