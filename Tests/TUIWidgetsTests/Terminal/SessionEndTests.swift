import TestSupport
import Glibc
import TerminalHarness
import Testing

/// The ways a session ends: each gives the terminal back as it was and tells its cause.
@Suite(.serialized, .ownThread) struct SessionEndTests {
    @Test func `after quitting the terminal is as before`() throws {
        let session = try Probe.start()

        session.press("q")

        #expect(try session.waitForExit() == .status(0))
        #expect(session.isRestored)
        #expect(!session.text.contains("probe"))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `a signal ends the session in order and is the cause of death`(signal: Int32) throws {
        let session = try Probe.start()

        session.signal(signal)

        #expect(try session.waitForExit() == .signal(signal))
        #expect(session.isRestored)
    }

    @Test(arguments: [("T", SIGILL), ("A", SIGABRT), ("O", SIGSEGV)])
    func `after a crash the terminal is as before and the report can be read`(
        key: String, signal: Int32
    ) throws {
        let session = try Probe.start(environment: ["SWIFT_BACKTRACE": "enable=no"])

        session.press(key)

        #expect(try session.waitForExit(seconds: 20) == .signal(signal))
        #expect(session.isRestored)
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT])
    func `a crash signal that was sent restores the terminal and kills`(signal: Int32) throws {
        let session = try Probe.start(environment: ["SWIFT_BACKTRACE": "enable=no"])

        session.signal(signal)

        #expect(try session.waitForExit() == .signal(signal))
        #expect(session.isRestored)
    }

    @Test func `a crash report goes to the log and the screen names the log`() throws {
        let log = "/tmp/probe-\(getpid())-crash.log"
        defer { unlink(log) }
        let session = try Probe.start(["--log", log])

        session.press("T")

        #expect(try session.waitForExit(seconds: 20) == .signal(SIGILL))
        #expect(session.isRestored)
        #expect(session.text.contains("the report is in \(log)"))
        #expect(!session.text.contains("Fatal error"))
        #expect(Probe.read(log).contains("Fatal error: trap on purpose"))
    }

    @Test func `a second signal forces a session that does not obey the first`() throws {
        let session = try Probe.start(["--stubborn"])

        session.signal(SIGTERM)
        session.settle()
        session.signal(SIGTERM)

        #expect(try session.waitForExit(seconds: 1.5) == .signal(SIGTERM))
        #expect(session.isRestored)
    }

    @Test func `a session that does not obey is ended after two seconds`() throws {
        let session = try Probe.start(["--stubborn"])

        session.signal(SIGHUP)

        #expect(try session.waitForExit(seconds: 4) == .signal(SIGHUP))
        #expect(session.isRestored)
    }

    @Test func `a closed terminal ends the session at once`() throws {
        let session = try Probe.start()

        session.hangUp()

        let exit = try session.waitForExit(seconds: 3)
        #expect(exit == .signal(SIGHUP) || exit == .status(3))
    }

    @Test func `ctrl-z gives the terminal to the shell and fg repaints everything`() throws {
        let shell = try TerminalSession(
            "/bin/bash", arguments: ["--norc", "--noprofile", "-i"],
            environment: ["PS1": "ready> "])
        try shell.wait(forText: "ready>")
        shell.type("\(Probe.path)\r")
        try shell.wait(forText: "probe")
        let before = shell.text

        shell.press("ctrl-z")
        try shell.wait(forText: "Stopped")
        #expect(shell.modes.isDisjoint(with: [1049, 1000]))
        shell.type("stty -a | grep -o ' -\\?icanon'; echo over\r")
        try shell.wait(for: "the shell in its own mode") { $0.lines.contains("over") }
        #expect(shell.text.contains(" icanon") && !shell.text.contains("-icanon"))
        shell.type("fg\r")
        try shell.wait(forText: "EFS-19003")

        #expect(shell.modes.isSuperset(of: [1049, 2004]))
        #expect(
            shell.lines[1...20]
                == before.split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)[1...20])
        shell.press("q")
        try shell.wait(for: "the prompt") { !$0.modes.contains(1049) }
        shell.type("echo status-$?\r")
        try shell.wait(forText: "status-0")
    }

    @Test func `kill -TSTP suspends as ctrl-z does`() throws {
        let shell = try TerminalSession(
            "/bin/bash", arguments: ["--norc", "--noprofile", "-i"],
            environment: ["PS1": "ready> "])
        try shell.wait(forText: "ready>")
        shell.type("\(Probe.path)\r")
        try shell.wait(forText: "EFS-19003")
        shell.press("Z")

        try shell.wait(for: "the shell") { $0.text.contains("Stopped") }

        #expect(!shell.modes.contains(1049))
        shell.type("fg\r")
        try shell.wait(forText: "EFS-19003")
        shell.press("q")
        try shell.wait(for: "the prompt") { !$0.modes.contains(1049) }
    }
}

/// The program under test.
enum Probe {
    static let path = TestProducts.path("TerminalProbe")

    static func start(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24,
        environment: [String: String?] = [:]
    ) throws -> TerminalSession {
        let session = try TerminalSession(
            path, arguments: arguments, columns: columns, rows: rows, environment: environment)
        try session.wait(for: "the first frame") { $0.text.contains("probe") }
        return session
    }

    /// The text of a file; empty when there is none.
    static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
