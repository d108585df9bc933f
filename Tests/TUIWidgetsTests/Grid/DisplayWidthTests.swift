import Testing

@testable import TUIWidgets

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("✓", 1), ("┏", 1), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("ก็", 1), ("👍", 2), ("👍🏽", 2), ("⚠\u{FE0F}", 1),
        ("👨‍👩‍👧", 2), ("🇩🇪", 1), ("\u{301}", 1), ("\u{200B}", 1), ("\u{FEFF}", 1), ("\u{378}", 1),
    ])
    func `a cluster takes the columns of its first scalar`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func `what terminals disagree about is drawn as its first scalar`() {
        #expect(DisplayWidth.drawable("👨‍👩‍👧").cluster == "👨")
        #expect(DisplayWidth.drawable("👍🏽").cluster == "👍")
        #expect(DisplayWidth.drawable("⚠\u{FE0F}").cluster == "⚠")
        #expect(DisplayWidth.drawable("🇩🇪").cluster == "□")
    }

    @Test(arguments: ["\u{E0020}", "\u{34F}", "\u{200D}", "\u{FE0F}", "\u{180B}", "\u{E0100}"])
    func `what hides behind a character is not drawn`(hidden: String) {
        #expect(DisplayWidth.drawable(Character("g" + hidden)).cluster == "g")
    }

    @Test(arguments: ["\u{3164}", "\u{115F}", "\u{FFA0}", "\u{200B}", "\u{E0041}"])
    func `a character that shows nothing is drawn as one that does`(hidden: Character) {
        #expect(DisplayWidth.drawable(hidden).cluster == "\u{FFFD}")
    }

    @Test func `a tower of accents is cut to what a cell can carry`() {
        let tower = Character("a" + String(repeating: "\u{301}", count: 40))

        let drawn = DisplayWidth.drawable(tower)

        #expect(drawn.cluster.unicodeScalars.count == 5)
        #expect(drawn.width == 1)
    }

    @Test func `every scalar has one or two columns and draws nothing dangerous`() {
        for value in stride(from: UInt32(0), through: 0x2FFFF, by: 1) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let (cluster, width) = DisplayWidth.drawable(Character(scalar))
            guard width == 1 || width == 2, let first = cluster.unicodeScalars.first,
                first.properties.generalCategory != .control,
                first.properties.generalCategory != .format
            else {
                Issue.record("U+\(String(value, radix: 16)) is drawn as \(cluster), \(width)")
                return
            }
        }
    }
}
