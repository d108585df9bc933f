import Glibc
import TerminalHarness
import Testing

/// What is sent, how much of it, and that nothing else reaches the screen.
@Suite(.serialized, .ownThread) struct SessionOutputTests {
    @Test func `an unchanged screen sends nothing`() throws {
        let session = try Probe.start(columns: 120, rows: 36)
        session.settle()
        let before = session.output.count

        session.settle(milliseconds: 400)

        #expect(session.output.count == before)
    }

    @Test func `a cursor move costs at most 450 bytes at 120x36`() throws {
        let session = try Probe.start(columns: 120, rows: 36)
        session.press("down")
        try session.wait(forText: "· down")
        for count in 2...6 {
            let before = session.output.count
            session.press("down")
            try session.wait(for: "the cursor") { $0.text.contains("▸ EFS-1900\(count + 1)") }
            #expect(session.output.count - before <= 450)
        }
    }

    @Test func `the screen is never cleared in normal work`() throws {
        let session = try Probe.start()
        let start = session.output.count
        for _ in 0..<30 { session.press("down") }
        session.press("pgdn", "space", "x")
        try session.wait(forText: "space x")
        let sent = String(decoding: session.output[start...], as: UTF8.self)
        #expect(!sent.contains("\u{1B}[2J") && !sent.contains("\u{1B}[H\u{1B}[J"))
    }

    @Test func `ctrl-l heals a screen that others wrote on`() throws {
        let session = try Probe.start()
        let before = session.lines
        // The harness draws over its own emulator as a broadcast message would.
        session.scribble("\u{1B}[5;5HBroadcast message\r\nfrom root")
        #expect(session.lines != before)

        session.press("ctrl-l")

        try session.wait(for: "the healed screen") { $0.lines == before }
    }

    @Test(arguments: ["P", "E"])
    func `what the process prints goes to the log and never to the screen`(key: String) throws {
        let log = "/tmp/probe-\(getpid())-\(key).log"
        defer { unlink(log) }
        let session = try Probe.start(["--log", log])

        session.press(key, "x")
        try session.wait(forText: "\(key) x")

        #expect(!session.text.contains("noise"))
        session.press("q")
        try session.waitForExit()
        #expect(Probe.read(log).contains("noise on standard"))
        #expect(!session.text.contains("noise"))
    }

    @Test func `the hardware cursor stands hidden on the selected row`() throws {
        let session = try Probe.start()
        session.press("down", "down")
        try session.wait(forText: "▸ EFS-19003")
        let row = session.find("▸ EFS-19003")
        #expect(row.map { session.cursor == (x: $0.x, y: $0.y) } == true)
        #expect(!session.modes.contains(25))
    }

    @Test func `every size from 1x1 to 400x120 is drawn and survived`() throws {
        let session = try Probe.start()
        let sizes = [
            (1, 1), (400, 120), (2, 1), (1, 40), (3, 3), (80, 24), (10, 2), (400, 1), (17, 9),
            (40, 10), (1, 120), (200, 60), (5, 5), (120, 36),
        ]
        for (columns, rows) in sizes {
            session.resize(columns: columns, rows: rows)
            session.settle(milliseconds: 80)
        }
        try session.wait(forText: "resize-120x36")
        #expect(session.lines.count == 36)
        #expect(session.lines[1].hasPrefix("┏━ Failed ━") && session.lines[1].hasSuffix("┓"))
        session.press("q")
        #expect(try session.waitForExit() == .status(0))
    }

    @Test(arguments: [(1, 1), (2, 2), (400, 120)])
    func `a session starts at any size`(columns: Int, rows: Int) throws {
        let session = try TerminalSession(Probe.path, columns: columns, rows: rows)
        try session.wait(for: "the first frame") { $0.modes.contains(2004) }
        session.press("q")
        #expect(try session.waitForExit() == .status(0))
        #expect(session.isRestored)
    }

    @Test func `ten thousand messages of ten threads are all counted in few frames`() throws {
        let session = try Probe.start()
        let before = session.output.count
        session.press("M")
        try session.wait(for: "all messages") { screen in
            screen.text.contains("received 10000") || screen.text.contains("dropped-")
        }
        #expect(session.output.count - before < 20_000)
    }
}
