import Testing

@testable import TUIWidgets

@Suite struct PanelTests {
    @Test func `a panel has its title left and its count right`() {
        let panel = Panel(title: "Detail", trailing: "12", footer: "3 of 12")

        #expect(
            panel.rendered(Size(columns: 24, rows: 3)).text == """
                ┌─ Detail ──────── 12 ─┐
                │                      │
                └──────────── 3 of 12 ─┘
                """)
    }

    @Test func `the focused panel is heavier without any colour`() {
        let grid = Panel(title: "Failed", isFocused: true).rendered(Size(columns: 14, rows: 3))

        #expect(
            grid.text == """
                ┏━ Failed ━━━┓
                ┃            ┃
                ┗━━━━━━━━━━━━┛
                """)
        #expect(grid[3, 0]?.style == .title.bold)
        #expect(grid[0, 0]?.style == .focusedFrame)
    }

    @Test func `panels that share a border join`() {
        var grid = Grid(size: Size(columns: 13, rows: 5))
        grid.draw(Panel(), in: Rect(x: 0, y: 0, columns: 7, rows: 3))
        grid.draw(Panel(), in: Rect(x: 0, y: 2, columns: 13, rows: 3))
        grid.draw(Panel(isFocused: true), in: Rect(x: 6, y: 0, columns: 7, rows: 3))

        #expect(
            grid.text == """
                ┌─────┲━━━━━┓
                │     ┃     ┃
                ├─────┺━━━━━┩
                │           │
                └───────────┘
                """)
    }

    @Test func `a panel keeps the titles in a border that it shares`() {
        var grid = Grid(size: Size(columns: 22, rows: 5))
        grid.draw(Panel(title: "Live"), in: Rect(x: 0, y: 2, columns: 22, rows: 3))
        grid.draw(
            Panel(title: "Failed", footer: "1 of 9", isFocused: true),
            in: Rect(x: 0, y: 0, columns: 22, rows: 3))

        #expect(
            grid.text == """
                ┏━ Failed ━━━━━━━━━━━┓
                ┃                    ┃
                ┡━ Live ━━━━ 1 of 9 ━┩
                │                    │
                └────────────────────┘
                """)
        grid.fill(grid.bounds)
        grid.draw(Panel(), in: Rect(x: 0, y: 2, columns: 22, rows: 3))
        #expect(grid.text.contains("┌────────────────────┐"))
    }

    @Test func `lines do not join with text that looks like them`() {
        var grid = Grid(size: Size(columns: 3, rows: 1))
        grid.draw("│││", x: 0, y: 0)

        grid.drawHorizontal(x: 0, y: 0, length: 3, style: .frame)

        #expect(grid.text == "╶─╴")
    }

    @Test func `an ASCII panel shows its focus as well`() {
        let size = Size(columns: 10, rows: 3)
        #expect(
            Panel(title: "A").rendered(size, glyphs: .ascii).text == """
                +- A ----+
                |        |
                +--------+
                """)
        #expect(
            Panel(isFocused: true).rendered(size, glyphs: .ascii).text == """
                +========+
                |        |
                +========+
                """)
    }

    @Test func `a long title is cut and the count gives way first`() {
        let panel = Panel(title: "Cross references", trailing: "1024")

        #expect(
            panel.rendered(Size(columns: 16, rows: 2)).text == """
                ┌─ Cross ref… ─┐
                └──────────────┘
                """)
    }
}
