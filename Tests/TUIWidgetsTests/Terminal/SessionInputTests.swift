import Glibc
import TerminalHarness
import Testing

/// Keys, pastes and answers of the terminal, from the bytes to the program.
@Suite(.serialized, .ownThread) struct SessionInputTests {
    @Test(arguments: [
        "a", "é", "漢", "up", "home", "pgdn", "f5", "f12", "tab", "shift-tab", "enter", "esc",
        "space", "backspace", "delete", "ctrl-c", "ctrl-s", "ctrl-q", "ctrl-v", "ctrl-_",
        "alt-x", "ctrl-right", "ctrl-up", "shift-left", "shift-down",
    ])
    func `a key arrives under its name`(key: String) throws {
        let session = try Probe.start()
        session.press(key)
        try session.wait(for: key) { $0.lines[$0.lines.count - 2] == " · \(key)" }
    }

    @Test func `enter and ctrl-j differ`() throws {
        let session = try Probe.start()
        session.type("\r\n")
        try session.wait(forText: "enter ctrl-j")
    }

    @Test func `a lone Esc is recognised within fifty milliseconds`() throws {
        let session = try Probe.start()
        let times = try (0..<5).map { _ in
            let start = TerminalSession.now()
            session.press("esc")
            try session.waitForOutput()
            return TerminalSession.now() - start
        }
        // The best of five, since other tests run at the same time.
        #expect(times.min() ?? .infinity < 0.05)
        try session.wait(forText: "· esc esc esc esc esc")
    }

    @Test func `alt-x is one key and not Esc and x`() throws {
        let session = try Probe.start()
        session.press("alt-x")
        session.press("y")
        try session.wait(forText: "· alt-x y")
    }

    @Test(arguments: [
        "\u{1B}[?62;22c", "\u{1B}[I", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}[97;5u",
    ])
    func `late answers and unknown sequences are never typed`(sequence: String) throws {
        let session = try Probe.start()
        session.type("a")
        try session.wait(forText: "· a")
        session.type(sequence)
        session.type("b")
        try session.wait(forText: "· a b")
    }

    @Test func `a pasted newline never submits and blanks are trimmed with a note`() throws {
        let session = try Probe.start()
        session.paste("  secret\n")
        try session.wait(forText: "paste-9 trimmed 2 leading spaces and 1 trailing space")
        #expect(!session.text.contains("enter"))
    }

    @Test func `sixty thousand pasted characters arrive as one paste`() throws {
        let session = try Probe.start()
        session.paste(String(repeating: "0123456789", count: 6_000))
        try session.wait(forText: "paste-60000 cut at 1000 characters")
    }

    @Test func `characters that the buffers cut arrive whole`() throws {
        let session = try Probe.start()
        session.send([0xE6])
        session.settle(milliseconds: 10)
        session.send([0x97, 0xA5])
        try session.wait(forText: "· 日")
        session.paste(String(repeating: "日é", count: 20_000))
        try session.wait(forText: "paste-40000 cut at 1000 characters")
    }

    @Test func `a paste that never ends is handed over after a second`() throws {
        let session = try Probe.start()
        session.type("\u{1B}[200~half")
        try session.wait(forText: "paste-4")
        session.press("x")
        try session.wait(forText: "paste-4 x")
    }

    @Test func `a terminal without brackets still takes a burst as a paste`() throws {
        let session = try Probe.start(environment: ["TERM": "linux"])
        session.type("first pasted line\rsecond pasted line")
        try session.wait(forText: "paste-36")
    }

    @Test func `a held key is drained before the next frame`() throws {
        let session = try Probe.start()
        let before = session.output.count
        session.send(Array(String(repeating: "\u{1B}OB", count: 100).utf8))
        try session.wait(forText: "EFS-19101")
        // A hundred frames of their own would be far more.
        #expect(session.output.count - before < 12_000)
    }

    @Test func `random bytes never end or freeze the session`() throws {
        var random = SeededNumbers(seed: 3)
        let session = try Probe.start()
        for _ in 0..<40 {
            // Capital letters misbehave on purpose, q quits, ctrl-z suspends.
            let bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: random.next()) }.filter {
                !(0x41...0x5A).contains($0) && $0 != 0x71 && $0 != 0x1A
            }
            session.send(bytes)
        }
        session.type("\u{1B}[201~")
        session.settle(milliseconds: 1_200)

        session.press("q")

        #expect(try session.waitForExit() == .status(0))
        #expect(session.isRestored)
    }
}
