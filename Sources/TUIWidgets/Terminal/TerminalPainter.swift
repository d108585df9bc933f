import CNcurses

/// Copies the changed cells of a frame into curses, and lets curses send what differs.
final class TerminalPainter {
    private let palette: Palette
    private let isASCII: Bool
    private var shown: Grid?
    private var pairs: [Int: Int32] = [:]
    private var looks: [Style: (attributes: attr_t, pair: Int32)] = [:]

    /// Makes a painter; the terminal must be open.
    init(palette: Palette, isASCII: Bool) {
        self.palette = palette
        self.isASCII = isASCII
    }

    /// Forgets what is shown, so that the next frame is copied completely.
    func forget() { shown = nil }

    /// Shows a frame: one `doupdate`, no bytes when nothing differs.
    func present(_ grid: Grid) {
        guard let window = cn_stdscr() else { return }
        let columns = min(grid.size.columns, Int(getmaxx(window)))
        let rows = min(grid.size.rows, Int(getmaxy(window)))
        let old = shown?.size == grid.size ? shown : nil
        if old == nil { werase(window) }
        for y in 0..<max(0, rows) {
            let cells = grid.row(y)
            let before = old?.row(y)
            if let before, before == cells { continue }
            for x in 0..<max(0, columns) {
                guard let cell = cell(cells, x), cell.width > 0 else { continue }
                if let before, self.cell(before, x) == cell { continue }
                put(cell, window, x, y)
            }
        }
        placeCursor(grid.cursor, window, columns, rows)
        wnoutrefresh(window)
        doupdate()
        shown = grid
    }

    private func cell(_ row: ArraySlice<Cell>, _ x: Int) -> Cell? {
        let index = row.startIndex + x
        return index < row.endIndex ? row[index] : nil
    }

    private func placeCursor(
        _ cursor: Grid.Cursor?, _ window: UnsafeMutablePointer<WINDOW>, _ columns: Int, _ rows: Int
    ) {
        let x = min(max(cursor?.position.x ?? 0, 0), max(0, columns - 1))
        let y = min(max(cursor?.position.y ?? 0, 0), max(0, rows - 1))
        wmove(window, Int32(y), Int32(x))
        curs_set(cursor?.isVisible == true ? 1 : 0)
    }

    private func put(_ cell: Cell, _ window: UnsafeMutablePointer<WINDOW>, _ x: Int, _ y: Int) {
        let cluster =
            isASCII && !cell.cluster.isASCII ? ASCIIFolding.fold(cell.cluster) : cell.cluster
        var text = cluster.unicodeScalars.prefix(5).map { wchar_t(bitPattern: $0.value) }
        text.append(0)
        let look = look(cell.style)
        cn_put(window, Int32(y), Int32(x), text, look.attributes, look.pair)
    }

    private func look(_ style: Style) -> (attributes: attr_t, pair: Int32) {
        if let known = looks[style] { return known }
        let paint = palette.paint(style)
        var attributes: attr_t = 0
        if paint.attributes.contains(.bold) { attributes |= cn_bold() }
        if paint.attributes.contains(.dim) { attributes |= cn_dim() }
        if paint.attributes.contains(.reverse) { attributes |= cn_reverse() }
        if paint.attributes.contains(.underline) { attributes |= cn_underline() }
        let look = (attributes: attributes, pair: pair(paint))
        looks[style] = look
        return look
    }

    /// The colour pair, made on first use; a terminal without room for it draws its own colours.
    private func pair(_ paint: Paint) -> Int32 {
        guard palette.depth != .none, paint.foreground >= 0 || paint.background >= 0 else {
            return 0
        }
        let name = (paint.foreground + 1) * 1_000 + paint.background + 1
        if let known = pairs[name] { return known }
        let made = max(0, alloc_pair(Int32(paint.foreground), Int32(paint.background)))
        pairs[name] = made
        return made
    }
}
