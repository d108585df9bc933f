import Glibc
import TerminalHarness
import Testing

/// What a session needs before it starts, and what it sends when it does.
@Suite(.serialized, .ownThread) struct SessionStartTests {
    @Test(arguments: [
        ("dumb", "cannot move its cursor"), ("no-such-type", "is not known here"),
        (nil, "TERM is not set"), ("", "TERM is not set"),
    ])
    func `a terminal that cannot show a screen is refused in one sentence`(
        type: String?, reason: String
    ) throws {
        let session = try TerminalSession(Probe.path, columns: 200, environment: ["TERM": type])

        #expect(try session.waitForExit() == .status(2))
        #expect(session.lines[0].contains(reason))
        #expect(session.lines.dropFirst().allSatisfy { $0.isEmpty })
        #expect(!session.output.contains(0x1B))
        #expect(session.isRestored)
    }

    @Test func `a pipe instead of a terminal is refused in one sentence`() throws {
        let session = try TerminalSession(
            "/bin/sh", arguments: ["-c", "\(Probe.path) | cat; \(Probe.path) </dev/null; echo $?"],
            columns: 200)

        try session.waitForExit()

        #expect(session.lines[0].contains("needs a terminal"))
        #expect(session.lines[1].contains("needs a terminal"))
        #expect(session.lines[2] == "2" && !session.output.contains(0x1B))
    }

    @Test func `a type without an entry that behaves like xterm is taken as one`() throws {
        let session = try Probe.start(environment: ["TERM": "xterm-unheard-of"])
        #expect(session.cell(3, 1).text == "━" || session.text.contains("━"))
    }

    @Test func `the screen, the keypad and bracketed paste are on`() throws {
        let session = try Probe.start()
        #expect(session.modes.isSuperset(of: [1, 1049, 2004]))
        #expect(session.modes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006, 2026]))
        #expect(!session.modesAreRestored)
    }

    @Test func `a frame is one piece only where the terminal is known to take it`() throws {
        let plain = try Probe.start()
        let known = try Probe.start(environment: ["TERM_PROGRAM": "WezTerm"])
        #expect(!Self.text(plain).contains("\u{1B}[?2026h"))
        #expect(Self.text(known).contains("\u{1B}[?2026h"))
        #expect(!known.modes.contains(2026))
    }

    @Test func `colours are sent where there are some`() throws {
        let session = try Probe.start()
        #expect(Self.colorCodes(session) > 0)
        session.press("down")
        try session.wait(forText: "· down")
        let row = session.find("EFS-19002")
        #expect(row.map { session.cell($0.x, $0.y).background } == .indexed(24))
    }

    @Test func `with NO_COLOR no colour code is sent and the cursor row still shows`() throws {
        let session = try Probe.start(environment: ["NO_COLOR": "1"])

        session.press("down", "space")
        try session.wait(forText: "down space")

        #expect(Self.colorCodes(session) == 0)
        let row = session.find("EFS-19002")
        #expect(row.map { session.cell($0.x, $0.y).isReversed } == true)
        #expect(session.text.contains("▸✓ EFS-19002"))
    }

    @Test(arguments: ["vt100", "linux", "screen", "tmux-256color", "xterm"])
    func `other terminals show the same characters`(type: String) throws {
        let session = try Probe.start(environment: ["TERM": type])
        try session.wait(forText: "EFS-19017")
        #expect(session.text.contains("Café 日本 17"))
        session.press("q")
        #expect(try session.waitForExit() == .status(0))
    }

    @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "POSIX", "LANG": "C"]])
    func `a locale without UTF-8 gets ASCII`(environment: [String: String]) throws {
        let session = try Probe.start(environment: environment)
        try session.wait(forText: "EFS-19017")
        #expect(session.output.allSatisfy { $0 < 0x80 })
        #expect(session.text.contains("> EFS-19001  Cafe ??"))
        #expect(session.text.contains("+= Failed ="))
    }

    @Test func `a UTF-8 locale that is not installed here still draws lines`() throws {
        let session = try Probe.start(environment: ["LC_ALL": "xx_XX.UTF-8"])
        #expect(session.text.contains("┏━ Failed ━"))
        #expect(session.text.contains("▸ EFS-19001  Café 日本"))
    }

    @Test func `--ascii sends ASCII in any locale`() throws {
        let session = try Probe.start(["--ascii"])
        try session.wait(forText: "EFS-19017")
        #expect(session.output.allSatisfy { $0 < 0x80 })
    }

    @Test func `LINES and COLUMNS do not freeze the size`() throws {
        let session = try Probe.start(environment: ["LINES": "10", "COLUMNS": "40"])
        #expect(session.text.contains("80x24"))
        session.resize(columns: 100, rows: 30)
        try session.wait(forText: "resize-100x30")
    }

    @Test func `the first bytes come at once`() throws {
        let times = try (0..<5).map { _ in try Probe.start().secondsToFirstOutput ?? .infinity }
        // A start that waits for something would take longer, however busy the machine is;
        // `make bench` holds the budget of 50 ms.
        #expect(times.min() ?? .infinity < 0.5)
    }

    private static func text(_ session: TerminalSession) -> String {
        String(decoding: session.output, as: UTF8.self)
    }

    /// Counts SGR parameters that choose a colour.
    private static func colorCodes(_ session: TerminalSession) -> Int {
        text(session).split(separator: "\u{1B}[").filter { part in
            guard let end = part.firstIndex(of: "m") else { return false }
            let codes = part[..<end].split(separator: ";").compactMap { Int($0) }
            return codes.contains { (30...49).contains($0) || (90...107).contains($0) }
        }.count
    }
}
