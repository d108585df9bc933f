import TerminalHarness
import Testing

/// The real program on a pseudo-terminal, against the sandbox over https.
@Suite(.serialized, .ownThread) struct DemoConsoleTests {
    @Test func `the demo is labelled, follows, pauses and gives the terminal back`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "SANDBOX", seconds: 30)

        console.press("2")
        try console.wait(forText: "1 of ", seconds: 30)
        console.press("down")
        try console.wait(forText: "paused, ", seconds: 30)
        try console.wait(for: "new events counted", seconds: 30) {
            $0.find("paused, ") != nil && $0.find("paused, 0 new") == nil
        }
        console.press("G")
        try console.wait(forText: "following", seconds: 30)

        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
        #expect(console.isRestored)
    }

    @Test func `any size is survived, and the state is the same afterwards`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "Needs you", seconds: 60)
        console.press("9")
        try console.wait(forText: "Site URL", seconds: 20)

        for (columns, rows) in [(80, 24), (40, 10), (1, 1), (38, 9), (200, 60), (5, 40)] {
            console.resize(columns: columns, rows: rows)
            console.settle()
        }
        console.resize(columns: 38, rows: 9)
        try console.wait(forText: "too small: have 38x9, need 40x10", seconds: 30)
        console.resize(columns: 120, rows: 36)

        try console.wait(forText: "Site URL", seconds: 30)
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }

    @Test func `a paste with blanks is trimmed and never submits`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "Needs you", seconds: 60)
        console.press("9")
        try console.wait(forText: "Company ID", seconds: 20)
        console.press("down", "enter", "ctrl-u")

        console.paste("  other-company \n")

        try console.wait(forText: "trimmed 2 leading spaces", seconds: 30)
        #expect(console.find("* unsaved") != nil)
        console.press("esc")
        try console.wait(forText: "Next part", seconds: 30)
        console.press("q")
        try console.wait(forText: "Unsaved changes", seconds: 30)
        console.press("d")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }

    @Test func `a failed notification says its remedy, and r carries it out again`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "failed notification", seconds: 60)
        console.press("3")
        try console.wait(forText: "by cause", seconds: 20)
        console.press("enter")
        try console.wait(forText: " attempt", seconds: 20)
        #expect(console.text.contains("How to fix it"))

        console.press("r")
        try console.wait(forText: "Cancel", seconds: 30)
        console.press("r")

        try console.wait(for: "a result in the row", seconds: 30) {
            $0.find("✓ done") != nil || $0.find("✗ failed") != nil
        }
        // Back to the causes, then out.
        console.press("q", "q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }

    @Test func `ctrl-c twice ends, and hang-up ends, with the terminal as before`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "SANDBOX", seconds: 30)
        console.press("ctrl-c")
        try console.wait(forText: "ctrl-c again ends", seconds: 30)
        console.press("ctrl-c")
        _ = try console.waitForExit(seconds: 30)
        #expect(console.isRestored)

        let second = try DemoConsole.start()
        try second.wait(forText: "SANDBOX", seconds: 30)
        second.signal(1)
        #expect(try second.waitForExit(seconds: 30) == .signal(1))
        #expect(second.isRestored)
    }

    @Test func `with NO_COLOR no colour code is sent, and --ascii sends ascii only`() throws {
        let console = try DemoConsole.start(
            arguments: ["--ascii"], environment: ["NO_COLOR": "1"])
        try console.wait(forText: "Needs you", seconds: 60)
        console.press("3")
        try console.wait(forText: "3 Failed", seconds: 20)

        let text = String(decoding: console.output, as: UTF8.self)
        for code in ["\u{1B}[3", "\u{1B}[4"] {
            for digit in 0...8 { #expect(!text.contains("\(code)\(digit)m")) }
        }
        #expect(!text.contains("38;5"))
        #expect(console.output.allSatisfy { $0 < 0x80 })
        console.press("q")
        _ = try console.waitForExit(seconds: 30)
    }
}
