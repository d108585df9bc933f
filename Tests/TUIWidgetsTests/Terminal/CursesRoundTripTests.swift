import CNcurses
import Glibc
import Testing

@testable import TUIWidgets

/// Grid to headless curses and back; serialized, because curses is one per process.
@Suite(.serialized) struct CursesRoundTripTests {
    @Test func `every cell comes back as it was drawn`() throws {
        try withCurses(columns: 60, rows: 12) { painter, window, _ in
            let grid = sample(Size(columns: 60, rows: 12), step: 0)

            painter.present(grid)

            expect(window, shows: grid)
        }
    }

    @Test func `after many changes the screen equals the last frame`() throws {
        try withCurses(columns: 40, rows: 10) { painter, window, _ in
            let size = Size(columns: 40, rows: 10)
            for step in 0..<60 {
                let grid = sample(size, step: step)
                painter.present(grid)
                expect(window, shows: grid)
            }
        }
    }

    @Test func `an unchanged frame sends nothing and one changed cell a few bytes`() throws {
        try withCurses(columns: 120, rows: 36) { painter, _, sent in
            var grid = sample(Size(columns: 120, rows: 36), step: 1)
            painter.present(grid)
            let first = sent()
            #expect(first > 1_000)

            painter.present(grid)
            #expect(sent() == first)
            grid.put("x", x: 7, y: 9, style: .plain)
            painter.present(grid)

            #expect(sent() - first < 40)
        }
    }

    @Test func `a frame of another size than the screen is clipped`() throws {
        try withCurses(columns: 20, rows: 4) { painter, window, _ in
            painter.present(sample(Size(columns: 50, rows: 20), step: 2))
            painter.present(sample(Size(columns: 5, rows: 2), step: 3))
            painter.present(Grid(size: Size(columns: 0, rows: 0)))
            let grid = sample(Size(columns: 20, rows: 4), step: 4)

            painter.present(grid)

            expect(window, shows: grid)
        }
    }

    // MARK: - Samples

    private func sample(_ size: Size, step: Int) -> Grid {
        var random = SeededNumbers(seed: UInt64(step))
        var grid = Grid(size: size)
        let words = ["Café", "日本", "e\u{301}e", "EFS-19652", "✓…▸", "漢x字", "│┏━"]
        for y in 0..<size.rows {
            let role = Role.allCases[Int(random.next() % UInt64(Role.allCases.count))]
            let bits = Style.Attributes(rawValue: UInt8(random.next() % 16))
            for _ in 0..<4 {
                let word = words[Int(random.next() % UInt64(words.count))]
                let x = Int(random.next() % UInt64(size.columns + 4)) - 2
                grid.draw(StyledText(word, Style(role, bits)), x: x, y: y)
            }
        }
        return grid
    }

    private func expect(_ window: UnsafeMutablePointer<WINDOW>, shows grid: Grid) {
        for y in 0..<grid.size.rows {
            for x in 0..<grid.size.columns {
                guard let cell = grid[x, y], cell.width > 0 else { continue }
                var text = [wchar_t](repeating: 0, count: 10)
                var attributes: attr_t = 0
                var pair: Int32 = 0
                #expect(cn_read(window, Int32(y), Int32(x), &text, &attributes, &pair) == OK)
                let scalars = text.prefix { $0 != 0 }.compactMap {
                    Unicode.Scalar(UInt32(bitPattern: $0))
                }
                let shown = String(String.UnicodeScalarView(scalars))
                let paint = Self.palette.paint(cell.style)
                guard shown == String(cell.cluster),
                    (attributes & cn_bold() != 0) == paint.attributes.contains(.bold),
                    (attributes & cn_reverse() != 0) == paint.attributes.contains(.reverse),
                    (pair != 0) == (paint.foreground >= 0 || paint.background >= 0)
                else {
                    Issue.record("\(x),\(y): \(cell) came back as \(shown), pair \(pair)")
                    return
                }
            }
        }
    }

    private static let palette = Palette(theme: .dark, depth: .indexed)

    /// Opens curses on a temporary file; `sent` counts the bytes so far.
    private func withCurses(
        columns: Int, rows: Int,
        _ body: (TerminalPainter, UnsafeMutablePointer<WINDOW>, () -> Int) throws -> Void
    ) throws {
        setlocale(LC_CTYPE, "C.UTF-8")
        setenv("LINES", "\(rows)", 1)
        setenv("COLUMNS", "\(columns)", 1)
        defer { for name in ["LINES", "COLUMNS"] { unsetenv(name) } }
        let output = try #require(tmpfile())
        let input = try #require(fopen("/dev/null", "r"))
        let screen = try #require(newterm("xterm-256color", output, input))
        defer {
            endwin()
            delscreen(screen)
            fclose(output)
            fclose(input)
        }
        start_color()
        use_default_colors()
        let window = try #require(cn_stdscr())
        let painter = TerminalPainter(palette: Self.palette, isASCII: false)
        try body(painter, window) {
            var state = stat()
            fstat(fileno(output), &state)
            return Int(state.st_size)
        }
    }
}
