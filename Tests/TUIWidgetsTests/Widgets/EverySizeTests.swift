import Testing

@testable import TUIWidgets

@Suite struct EverySizeTests {
    @Test func `no widget writes outside its area or traps at any size`() {
        var random = SeededNumbers(seed: 7)
        for columns in Self.widths {
            for rows in Self.heights {
                for widget in Self.widgets(&random) {
                    let glyphs: GlyphSet = random.next() % 2 == 0 ? .unicode : .ascii
                    check(widget, columns: columns, rows: rows, glyphs)
                }
            }
        }
    }

    private static let widths = [1, 2, 3, 4, 5, 9, 20, 40, 79, 80, 200]
    private static let heights = [1, 2, 3, 5, 8, 24, 60]

    /// Draws into the middle of a marked frame, then looks for marks that are gone.
    private func check(_ widget: any Widget, columns: Int, rows: Int, _ glyphs: GlyphSet) {
        var grid = Grid(size: Size(columns: columns + 4, rows: rows + 2), glyphs: glyphs)
        grid.fill(grid.bounds, with: "@", .live.underline)
        let area = Rect(x: 2, y: 1, columns: columns, rows: rows)
        grid.fill(area)
        grid.draw(widget, in: area)
        for y in 0..<grid.size.rows {
            let row = grid.row(y)
            let isSound = row.indices.allSatisfy { index in
                let isHead = row[index].width == 2
                let hasTail = index + 1 < row.endIndex && row[index + 1].width == 0
                let isASCII = !glyphs.isASCII || row[index].cluster.isASCII
                return isHead == hasTail && isASCII
            }
            let outside = row.enumerated().filter { !area.contains(Point(x: $0.offset, y: y)) }
            let isKept = outside.allSatisfy { $0.element.cluster == "@" }
            guard isSound, isKept else {
                Issue.record("\(type(of: widget)) at \(columns)x\(rows), row \(y):\n\(grid.text)")
                return
            }
        }
        if let cursor = grid.cursor, !area.contains(cursor.position) {
            Issue.record("\(type(of: widget)) at \(columns)x\(rows): cursor \(cursor.position)")
        }
    }

    private static func widgets(_ random: inout SeededNumbers) -> [any Widget] {
        let words = ["EFS-19652", "Café 日本", "👍🏽👨‍👩‍👧", "e\u{301}\u{1B}[1m", "", "a\r\nb", "漢漢漢漢"]
        func word() -> String { words[Int(random.next() % UInt64(words.count))] }
        func number(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        let ids = Array(0..<number(40))
        var state = TableState(ids: ids)
        state.move(by: number(40))
        state.toggleMark()
        let columns = (0..<(number(5) + 1)).map { index in
            TableColumn(
                word(), minimum: number(12), ideal: number(2) == 0 ? nil : number(30),
                alignment: index == 1 ? .trailing : .leading, priority: number(4),
                overflow: number(3) == 0 ? .whole : .ellipsis)
        }
        let rows = ids.map { id in
            TableRow(
                id: id, cells: columns.map { _ in StyledText(word() + word()) },
                severity: id % 7 == 0 ? .error : .plain)
        }
        var field = TextFieldState(word() + word())
        field.take("left")
        let lines = (0..<number(9)).map { _ in StyledText(word() + " " + word(), .error) }
        return [
            Table(columns: columns, rows: rows, state: state, emptyMessage: StyledText(word())),
            Panel(
                title: StyledText(word()), trailing: StyledText(word()),
                footer: StyledText(word()), isFocused: number(2) == 0),
            TextPane(lines: lines, offset: number(12), wraps: number(2) == 0),
            TabBar(
                tabs: (0..<number(11)).map { .init(key: "\($0)", title: word()) },
                selected: number(12)),
            FunctionBar(hints: lines.map { .init(key: "r", label: $0.string) }),
            StatusLine(leading: lines.map { .init($0) }, trailing: lines.map { .init($0) }),
            TextField(state: field, isMasked: number(2) == 0, placeholder: word()),
            Form(
                fields: [
                    .init(label: word(), input: .text(field), message: StyledText(word())),
                    .init(label: word(), input: .choice([word()], selected: number(3))),
                    .init(label: word(), input: .toggle(true), message: StyledText(word())),
                ], focus: number(3)),
            Dialog(
                title: word(), message: lines,
                choices: [.init(key: "y", label: word()), .init(key: "n", label: word())]),
            Gauge(done: number(50), total: number(50), label: StyledText(word())),
            Sparkline(values: (0..<number(90)).map { _ in number(9) - 2 }),
            ToastStack(toasts: lines.map { .init($0.string, role: .error) }),
            Label(StyledText(word()), alignment: .center),
            ScrollBar(
                total: number(500), offset: number(900),
                ticks: [.init(index: number(600), role: .error)]),
        ]
    }
}

/// The same numbers on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
