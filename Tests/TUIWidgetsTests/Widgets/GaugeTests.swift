import Testing

@testable import TUIWidgets

@Suite struct GaugeTests {
    @Test(arguments: [(0, "░░░░░ 0/37"), (1, "█░░░░ 0/37"), (36, "████░ 0/37"), (37, "█████ 0/37")])
    func `a little progress shows and an unfinished bar is never full`(done: Int, expected: String)
    {
        let gauge = Gauge(done: done, total: 37, label: "0/37")
        #expect(gauge.rendered(Size(columns: 10, rows: 1)).text == expected)
    }

    @Test func `a sparkline shows the newest values scaled to the largest`() {
        let line = Sparkline(values: [99, 0, 1, 4, 8, 2])
        #expect(line.rendered(Size(columns: 5, rows: 1)).text == "·▂▅█▃")
        #expect(line.rendered(Size(columns: 5, rows: 1), glyphs: .ascii).text == "._=#-")
    }

    @Test func `toasts stack upwards and only the newest three show`() {
        let stack = ToastStack(toasts: ["a", "b", "c", "d"].map { .init($0) })
        #expect(
            stack.rendered(Size(columns: 10, rows: 4)).text == """

                     ✓ b
                     ✓ c
                     ✓ d
                """)
    }

    @Test func `a long toast takes two rows and is cut only after them`() {
        let size = Size(columns: 26, rows: 3)
        let two = ToastStack(toasts: [.init("demo store in /tmp/cwconsole-demo")])
        #expect(
            two.rendered(size).text
                == "\n   ✓ demo store in\n     /tmp/cwconsole-demo")
        let three = ToastStack(toasts: [.init("one two three four five six seven eight nine")])
        #expect(three.rendered(size).text.hasSuffix("…"))
    }

    @Test func `a spinner turns at any step`() {
        for step in [Int.min, -1, 0, 7, Int.max] {
            #expect(GlyphSet.ascii.spinner.contains(GlyphSet.ascii.spinnerFrame(step)))
        }
    }
}
