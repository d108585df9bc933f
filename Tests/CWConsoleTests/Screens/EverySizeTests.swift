import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Every pane and popup at every size, and keys nobody would press: nothing traps.
@Suite struct EverySizeTests {
    /// The same numbers on every run.
    struct Dice {
        var seed: UInt64

        mutating func roll(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(max(1, limit)))
        }
    }

    static let keys: [Key] =
        Set(Command.table.flatMap(\.keys)).sorted { $0.description < $1.description }
        .filter { $0 != "ctrl-c" } + [
            "x", "é", "漢", "f9", "alt-x", "backspace", "ctrl-w", "delete",
        ]

    static let places: [[String]] = [
        [], ["2"], ["2", "enter"], ["2", "/"], ["2", "s"], ["3"], ["3", "enter"], ["3", "g"],
        ["3", "*", "R"], ["3", "r"], ["9"], ["9", "enter"], ["9", "t"], ["?"], [":"], ["!"],
        ["3", "r", "r"], ["2", "enter", "b"], ["6"], ["6", "tab"], ["8"], ["8", "tab"], ["T"],
        ["T", "enter"], ["T", "/"], ["4"], ["4", "m"], ["4", "down", "tab"], ["4", "p"],
        ["4", "down", "enter", "down", "enter"], ["4", "down", "enter", "down", "enter", "enter"],
        ["5"], ["5", "a"], ["5", "a", "enter"], ["5", "tab"], ["6", "n"], ["8", "n", "ctrl-s"],
        ["8", "enter"], ["9", "tab", "enter"], ["9", "tab", "tab"], ["P", "n"],
    ]

    /// What jobs may say, wanted or not.
    static let news: [JobNews] = [
        .progress(done: 2, total: 7, note: Samples.plan.title), .plans([Samples.plan]),
        .matches([Samples.match(19_654, .exact), Samples.match(19_657, .none)]),
        .findings([19_653: Samples.finding(.duplicate)]), .references(Samples.report),
        .takingBack(RepairsTests.record(), [RepairsTests.back]), .repaired(RepairsTests.record()),
        .ended(trouble: nil), .ended(trouble: "ConnectWise does not answer"),
    ]

    @Test(arguments: places)
    func `a screen fills exactly its grid at every size`(keys: [String]) {
        var console = Console.stocked()
        for key in keys { console.press(key) }
        var dice = Dice(seed: UInt64(keys.count))
        var sizes: [Size] = []
        for columns in stride(from: 1, through: 200, by: 7) {
            sizes.append(Size(columns: columns, rows: 1 + dice.roll(60)))
        }
        for rows in stride(from: 1, through: 60, by: 3) {
            sizes.append(Size(columns: 1 + dice.roll(200), rows: rows))
        }
        sizes += [(1, 1), (39, 10), (40, 9), (40, 10), (79, 24), (80, 23), (99, 30), (100, 29)]
            .map { Size(columns: $0.0, rows: $0.1) }

        for size in sizes {
            console.send(.resize(size))
            let grid = ConsoleView.draw(console.state, glyphs: .unicode)
            #expect(grid.size == size)
            for y in 0..<size.rows {
                #expect(grid.row(y).reduce(0) { $0 + $1.width } == size.columns, "\(size) row \(y)")
            }
            if !size.fits(FrameLayout.least), size.columns >= 12, size.rows >= 3 {
                #expect(grid.text.contains("\(size)"), "\(size)")
            }
        }
    }

    @Test(arguments: places)
    func `ascii draws only ascii`(keys: [String]) {
        var console = Console.stocked()
        for key in keys { console.press(key) }

        let text = ConsoleView.draw(console.state, glyphs: .ascii).text

        #expect(text.allSatisfy { $0.isASCII })
    }

    @Test func `too small says what is there and what is needed, and comes back as it was`() {
        var console = Console.ready(pane: .failed)
        console.press("down", "space")
        let before = console.screen()

        console.send(.resize(Size(columns: 38, rows: 9)))
        #expect(console.screen().contains("too small: have 38x9, need 40x10"))
        console.send(.resize(Size(columns: 120, rows: 36)))

        #expect(console.screen() == before)
    }

    @Test(arguments: 0..<12)
    func `random keys, sizes, pastes and answers never trap`(seed: Int) {
        var dice = Dice(seed: UInt64(seed) &+ 77)
        var console = Console.stocked(events: 900, failed: 120)

        for step in 0..<400 {
            switch dice.roll(30) {
            case 0:
                console.send(
                    .resize(Size(columns: 1 + dice.roll(200), rows: 1 + dice.roll(60))))
            case 1: console.send(.paste(" \u{1B}[31m\(step)\n\t漢é👍🏽 "))
            case 2: console.arrive(dice.roll(5))
            case 3:
                if !console.failed.isEmpty {
                    console.failed.remove(at: dice.roll(console.failed.count))
                }
                console.counter += 1
            case 4: console.pass(.milliseconds(dice.roll(5_000)))
            case 5: console.send(.reprocessEnded(run: dice.roll(4), trouble: nil))
            case 6:
                console.send(
                    .reprocessed([.init(id: RowID(Int64(dice.roll(130))), answer: .queued)], run: 1)
                )
            case 7: console.send(.job(Self.news[dice.roll(Self.news.count)], run: dice.roll(8)))
            default:
                console.send(.key(Self.keys[dice.roll(Self.keys.count)]))
                if dice.roll(3) > 0 { console.answerAll() }
            }
            if console.state.ending != nil { console.state.ending = nil }
            if step.isMultiple(of: 8) {
                _ = ConsoleView.draw(console.state, glyphs: .unicode)
            }
        }

        #expect(console.state.events.list.rows.count <= EventPages.capacity)
    }

    @Test func `wide and combining names never move a border`() {
        var console = Console.ready(Size(columns: 80, rows: 24), pane: .events)
        for index in console.events.indices {
            console.events[index].customerName =
                ["漢字漢字漢字", "e\u{301}te\u{301}", "👍🏽👩‍👩‍👧", "a\u{202E}b"][index % 4]
        }
        console.counter += 1
        console.pass(.seconds(2))

        let grid = ConsoleView.draw(console.state, glyphs: .unicode)

        for y in 3..<20 { #expect(grid[79, y]?.cluster == grid[79, 3]?.cluster) }
    }
}

extension Console {
    /// A console that has read something of everything.
    static func stocked(events: Int = 300, failed: Int = 40) -> Console {
        var console = Console(events: events, failed: failed)
        console.customers = Samples.summaries(20)
        console.waiting = Samples.waiting
        for summary in console.customers {
            let number = summary.customer.number
            console.accounts[number] = Samples.accounts(of: number)
            console.findings[number] = Samples.finding(
                ManagedIDVerdict.allCases[Int(number) % ManagedIDVerdict.allCases.count],
                entries: ["EFS-\(number)", "漢字-\(number)"])
        }
        console.rules = Samples.rules
        console.references = SavedReferences(Versioned(Samples.references, version: 1))
        console.openRepairs = [
            RepairsTests.record(1), RepairsTests.record(2, customer: nil),
        ]
        console.audit = Samples.audit(40)
        console.choices = { _ in
            (1...30).map { Choice(id: $0, name: "漢字 choice \($0)", note: "note") }
        }
        console.send(.tick(Samples.now))
        console.answerAll()
        return console
    }
}
