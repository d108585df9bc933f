import Testing

@testable import TUIWidgets

@Suite struct GridTests {
    @Test func `a wide character in the last column becomes a blank`() {
        var grid = Grid(size: Size(columns: 3, rows: 1))

        grid.draw("a日本", x: 0, y: 0)

        #expect(grid.text == "a日")
        #expect(grid.row(0).map(\.width) == [1, 2, 0])
        var narrow = Grid(size: Size(columns: 2, rows: 1))
        narrow.draw("a日", x: 0, y: 0)
        #expect(narrow.row(0).map(\.width) == [1, 1])
    }

    @Test(arguments: [(0, "x 本"), (1, " x本"), (2, "日x"), (3, "日 x")])
    func `half of a wide character that is left over becomes a blank`(x: Int, expected: String) {
        var grid = Grid(size: Size(columns: 4, rows: 1))
        grid.draw("日本", x: 0, y: 0)

        grid.put("x", x: x, y: 0, style: .plain)

        #expect(grid.text == expected)
    }

    @Test func `a wide character over the halves of two others blanks both`() {
        var grid = Grid(size: Size(columns: 4, rows: 1))
        grid.draw("日本", x: 0, y: 0)

        grid.put("漢", x: 1, y: 0, style: .plain)

        #expect(grid.text == " 漢")
        #expect(grid.row(0).map(\.width) == [1, 2, 0, 1])
    }

    @Test func `a fill that cuts wide characters leaves no halves`() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        grid.draw("日本漢", x: 0, y: 0)

        grid.fill(Rect(x: 1, y: 0, columns: 4, rows: 1), with: ".", .plain)

        #expect(grid.text == " ....")
        #expect(grid.row(0).allSatisfy { $0.width == 1 })
    }

    @Test func `nothing is written outside the clip`() {
        var grid = Grid(size: Size(columns: 8, rows: 2))

        grid.draw("abcdefgh", x: -2, y: 0, clip: Rect(x: 1, y: 0, columns: 3, rows: 1))
        grid.draw("日日日", x: 0, y: 1, clip: Rect(x: 1, y: 1, columns: 4, rows: 1))
        grid.draw("below", x: 0, y: 2)

        #expect(grid.text == " def\n  日")
    }

    @Test func `text that does not fit ends with an ellipsis inside its area`() {
        var grid = Grid(size: Size(columns: 10, rows: 3))

        grid.draw("Contoso Dental", in: grid.bounds.row(0))
        grid.draw("日本日本日本", in: grid.bounds.row(1))
        grid.draw("12", in: grid.bounds.row(2), alignment: .trailing)

        #expect(grid.text == "Contoso D…\n日本日本…\n        12")
    }

    @Test func `control characters are shown and never obeyed`() {
        var grid = Grid(size: Size(columns: 20, rows: 1))

        grid.draw("a\u{1B}[31mb\u{7F}\u{85}\u{202E}\r\nc", x: 0, y: 0)

        #expect(grid.text == "a␛[31mb␡\u{FFFD}\u{FFFD}␍c")
    }

    @Test func `an ASCII grid holds nothing but ASCII`() {
        var grid = Grid(size: Size(columns: 40, rows: 1), glyphs: .ascii)

        grid.draw("Żółć Café “x” 日 – … ✓ 👍🏽 \u{1B}", x: 0, y: 0)

        #expect(grid.text == "Zolc Cafe \"x\" ? - ~ * ? ?")
    }

    @Test func `a transcript has a letter for every style`() {
        var grid = Grid(size: Size(columns: 5, rows: 2))
        grid.draw(
            StyledText("a", .error) + StyledText("b", .error.bold) + StyledText("c", .plain.bold)
                + StyledText("d", .good.reverse), x: 0, y: 0)
        grid.draw(StyledText("日", .muted), x: 0, y: 1)

        #expect(
            grid.transcript == """
                |abcd |
                |日   |
                ---
                |eEb1.|
                |mm...|
                1 = good reverse

                """)
    }
}
