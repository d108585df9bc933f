import Foundation
import TerminalHarness
import Testing

/// What no operator does on purpose: random keys, wild sizes, huge pastes, floods of events.
@Suite(.serialized, .ownThread) struct HarshTreatmentTests {
    @Test(arguments: [UInt64(1), 2])
    func `random keys, pastes and sizes never end the console`(seed: UInt64) throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start("demo")
        try console.wait(forText: "Needs you", seconds: 120)
        var dice = Dice(state: seed)
        let keys = [
            "1", "2", "3", "9", "down", "up", "left", "right", "home", "end", "pgup", "pgdn", "tab",
            "shift-tab", "enter", "esc", "space", "r", "R", "g", "v", "*", "\\", "/", ":", "?",
            "!", "f", "G", "s", "e", "w", "E", "L", "t", "u", "ctrl-s", "ctrl-t", "ctrl-u",
            "ctrl-l", "backspace", "delete", "f1", "alt-x", "ctrl-w", "x", "漢", "e\u{301}", "n",
            "c", "o", "\u{1B}[I", "\u{1B}[99;5u", "\u{1B}]11;rgb:0/0/0\u{7}",
        ]
        for _ in 0..<150 {
            for _ in 0..<20 {
                console.press(keys[dice.below(keys.count)])
                // A lone q may end the program when nothing lies in front, so it is left out.
            }
            if dice.below(4) == 0 {
                console.resize(columns: 1 + dice.below(200), rows: 1 + dice.below(70))
            }
            if dice.below(6) == 0 {
                console.paste(String(repeating: "ab \n\u{202E}漢", count: dice.below(300)))
            }
            console.settle(milliseconds: 5)
        }

        console.resize(columns: 120, rows: 36)
        for _ in 0..<6 {
            console.press("esc")
            console.settle(milliseconds: 100)
        }
        try console.wait(for: "the console still there", seconds: 120) {
            $0.lines.first?.contains("SANDBOX") == true
        }
        try console.wait(for: "the end of the console", seconds: 120) {
            if !$0.hasExited { $0.press("ctrl-c", "ctrl-c") }
            return $0.hasExited
        }
        #expect(console.isRestored)
    }

    @Test func `sixty thousand pasted characters in every field stop at its limit`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)
        console.press("9")
        try console.wait(forText: "Site URL", seconds: 20)
        let huge = String(repeating: "a", count: 60_000)
        console.press("home", "down", "enter")

        for _ in 0..<8 {
            console.paste(huge)
            try console.wait(forText: "cut", seconds: 20)
            console.press("ctrl-u", "tab")
            console.settle()
        }
        console.press("esc")
        // An Esc and a letter that are read together are Alt and the letter.
        try console.wait(for: "the field left", seconds: 60) { $0.text.contains(" u Discard") }
        console.press("u")
        try console.wait(forText: "changes taken back", seconds: 20)
        for key in [":", "/"] {
            console.press("2", key)
            console.paste(huge)
            try console.wait(forText: "aaaaaaaa", seconds: 60)
            console.press("esc")
            try console.wait(for: "the line gone", seconds: 60) { !$0.text.contains("aaaaaaaa") }
        }

        console.press("?")
        try console.wait(forText: "Help", seconds: 20)
        #expect(console.output.count < 1_000_000)
        console.press("ctrl-c", "ctrl-c")
        _ = try console.waitForExit(seconds: 30)
    }

    @Test func `a flood of events moves no paused row, and the console answers at once`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)
        let seed = (0..<200).map { FirstStartTests.failure($0) }.joined(separator: "\n")
        _ = try workplace.run("ingest", try workplace.file("seed.jsonl", seed))
        console.press("2")
        try console.wait(forText: "of 200", seconds: 20)
        console.press("down", "down", "down")
        try console.wait(forText: "paused, ", seconds: 20)
        console.settle(milliseconds: 400)
        let held = console.lines[4...20].map { $0.prefix(60) }
        let before = Self.memory(console.process)

        let flood = (200..<20_000).map { FirstStartTests.failure($0) }.joined(separator: "\n")
        let ingest = try workplace.start(
            "ingest", try workplace.file("flood.jsonl", flood), columns: 80, rows: 24)
        var slowest = 0.0
        var resizes = [(1, 1), (400, 120), (80, 24), (40, 10), (38, 9), (120, 36)].makeIterator()
        for _ in 0..<6 {
            let start = TerminalSession.now()
            console.press("?")
            try console.wait(forText: "Help", seconds: 5)
            slowest = max(slowest, TerminalSession.now() - start)
            console.press("esc")
            if let (columns, rows) = resizes.next() {
                console.resize(columns: columns, rows: rows)
                console.settle()
                console.resize(columns: 120, rows: 36)
            }
            console.settle()
        }
        try ingest.waitForExit(seconds: 120)
        try console.wait(for: "what is new counted", seconds: 20) {
            $0.text.contains("1 000+ new") || $0.text.contains("19 800 new")
                || $0.text.contains("+ new")
        }

        #expect(console.lines[4...20].map { $0.prefix(60) } == held)
        #expect(slowest < 1, "the slowest answer took \(slowest) s")
        #expect(Self.memory(console.process) - before < 24_000)
        console.press("q")
        _ = try console.waitForExit(seconds: 30)
    }

    @Test func `hostile and wide text of events moves no border and colours nothing`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)
        let texts = [
            "\u{1B}[31mred\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{202E}gnp.exe\u{202C}\u{2066}",
            "漢字 Trading 株式会社", "Cafe\u{301} Zoe\u{308}", "👍🏽 👨‍👩‍👧 ok", "\u{200B}\u{FEFF}zero",
            "tab\there\r\nand there", "\u{9B}31m c1 \u{85}",
        ]
        let lines = try texts.enumerated().map { index, text in
            let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
            return FirstStartTests.failure(index)
                .replacing("\"VSS error\"", with: quoted)
                .replacing("\"Contoso\"", with: quoted)
        }
        let file = try workplace.file("hostile.jsonl", lines.joined(separator: "\n"))
        let taken = try workplace.run("ingest", file)
        let start = console.output.count
        console.press("2")
        try console.wait(forText: "Backup failed", seconds: 20)

        for (columns, rows) in [(120, 36), (200, 50), (80, 24), (40, 10)] {
            console.resize(columns: columns, rows: rows)
            console.settle()
            for _ in 0..<texts.count {
                console.press("down")
                console.settle(milliseconds: 30)
                for y in 3..<(rows - 2) {
                    let edge = console.cell(columns - 1, y).text
                    #expect(
                        "┃│┓┛┐┘┤┫┪┩┨┥┙┑┚┒".contains(edge), "\(edge) at \(columns)x\(rows), row \(y)"
                    )
                }
            }
            console.press("home")
        }
        console.settle(milliseconds: 300)

        let sent = String(decoding: console.output[start...], as: UTF8.self)
        for text in ["\u{1B}[31m", "\u{1B}]", "\u{202E}", "\u{2066}", "\u{9B}", "\u{FEFF}"] {
            #expect(!sent.contains(text), "\(text.unicodeScalars.map(\.value)) of \(taken.text)")
        }
        console.press("ctrl-c", "ctrl-c")
        _ = try console.waitForExit(seconds: 30)
        #expect(console.isRestored)
    }

    /// Resident kilobytes of a process.
    private static func memory(_ process: Int32) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return line.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    }
}

/// Numbers that are the same in every run (xorshift).
private struct Dice {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, limit)))
    }
}
