import TerminalHarness
import Testing

/// What the console sends: little for a key, next to nothing when nothing happens.
@Suite(.serialized, .ownThread) struct FrugalityTests {
    @Test func `a cursor move costs little, also while the list scrolls, and rest costs nothing`()
        throws
    {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)
        let lines = (0..<300).map { FirstStartTests.failure($0) }.joined(separator: "\n")
        let taken = try workplace.run("ingest", try workplace.file("events.jsonl", lines))
        #expect(taken.exit == .status(0), "\(taken.text)")
        console.press("2")
        try console.wait(forText: "of 300", seconds: 20)
        console.settle(milliseconds: 300)

        var sizes: [Int] = []
        for _ in 0..<90 {
            let before = console.output.count
            console.press("down")
            console.settle(milliseconds: 20)
            sizes.append(console.output.count - before)
        }
        sizes.sort()
        #expect(sizes[45] <= 450, "\(sizes)")
        #expect(sizes.reduce(0, +) / 90 <= 600, "\(sizes)")

        console.settle(milliseconds: 500)
        let before = console.output.count
        let end = TerminalSession.now() + 5
        while TerminalSession.now() < end { console.settle(milliseconds: 50) }
        #expect(console.output.count - before <= 300)
        console.press("q")
        _ = try console.waitForExit(seconds: 30)
    }
}
