import TUIWidgets

/// Where the parts of the frame stand at a size; borders of neighbours share their cells.
struct FrameLayout: Equatable, Sendable {
    /// The least size at which the console can be used (B4).
    static let least = Size(columns: 40, rows: 10)
    /// The width at which the detail stands beside the list.
    static let wideColumns = 100

    /// Rows of context, tabs, status and footer; empty when there is no room.
    let context: Rect, tabs: Rect, status: Rect, footer: Rect
    /// The pane, its detail, and the live log; empty when they are not shown.
    let main: Rect, detail: Rect, log: Rect
    /// Whether the size is too small for anything.
    let isTooSmall: Bool

    /// Lays the frame out.
    init(size: Size, pane: Pane, logSize: LogSize) {
        isTooSmall = !size.fits(Self.least)
        let screen = Rect(size)
        // Below 24 rows the log is one line of status; from 30 on it has room for more.
        let hasStatus = size.rows < 24 && size.rows >= 12
        let parts = screen.splitRows([
            .fixed(1), .fixed(1), .fill, .fixed(hasStatus ? 1 : 0), .fixed(1),
        ])
        context = parts[0]
        tabs = parts[1]
        status = parts[3]
        footer = parts[4]
        let body = parts[2]
        let logRows = Self.logRows(size: size, body: body.rows, pane: pane, logSize: logSize)
        // The log's upper border is the pane's lower one.
        let upper = Rect(
            x: body.x, y: body.y, columns: body.columns,
            rows: logRows == 0 ? body.rows : body.rows - logRows - 1)
        log =
            logRows == 0
            ? Rect(x: body.x, y: body.bottom, columns: 0, rows: 0)
            : Rect(
                x: body.x, y: upper.bottom - 1, columns: body.columns,
                rows: body.bottom - upper.bottom + 1)
        let hasDetail = pane.parts != nil && size.columns >= Self.wideColumns
        let list = hasDetail ? min(upper.columns * 66 / 100, upper.columns - 40) : upper.columns
        main = Rect(x: upper.x, y: upper.y, columns: list, rows: upper.rows)
        detail =
            hasDetail
            ? Rect(
                x: main.right - 1, y: upper.y, columns: upper.columns - list + 1, rows: upper.rows)
            : Rect(x: upper.right, y: upper.y, columns: 0, rows: 0)
    }

    /// Whether the detail stands beside the list.
    var isWide: Bool { !detail.isEmpty }

    /// Everything between tabs and footer: the area of popups and toasts.
    var middle: Rect {
        Rect(x: 0, y: tabs.bottom, columns: footer.columns, rows: footer.y - tabs.bottom)
    }

    /// Rows for rows of the list: without the frame and the header.
    var listPage: Int { max(1, main.rows - 3) }

    private static func logRows(size: Size, body: Int, pane: Pane, logSize: LogSize) -> Int {
        // The Events pane is the live log itself; a second copy would only take its room.
        guard size.rows >= 24, pane != .events, logSize != .hidden else { return 0 }
        if logSize == .large { return max(2, body / 2) }
        return size.rows >= 30 ? min(8, max(5, body / 5)) : 2
    }
}
