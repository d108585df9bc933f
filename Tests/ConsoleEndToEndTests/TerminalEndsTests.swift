import TestSupport
import Glibc
import TerminalHarness
import Testing

/// How the real console takes a terminal, gives it back, and refuses what is none.
@Suite(.serialized, .ownThread) struct TerminalEndsTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGABRT, SIGTRAP, SIGILL, SIGSEGV])
    func `after any deadly signal the terminal is as before and the cause is told`(
        signal: Int32
    ) throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)

        console.signal(signal)

        #expect(try console.waitForExit(seconds: 30) == .signal(signal))
        #expect(console.isRestored)
    }

    @Test(arguments: ["dumb", "no-such-type", nil, ""])
    func `a terminal that cannot show the console is refused with exit 2 and no escape byte`(
        type: String?
    ) throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start(environment: ["TERM": type])

        #expect(try console.waitForExit(seconds: 30) == .status(2))
        #expect(!console.output.contains(0x1B))
        let names = ["TERM", "terminal type"]
        #expect(names.contains { console.text.contains($0) }, "\(console.text)")
        #expect(console.isRestored)
    }

    @Test func `a pipe is refused with exit 2, no escape byte and the remedy`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let program = TestProducts.path("cwconsole")
        let shell = try workplace.start(
            program: "/bin/bash",
            ["-c", "\(program) | cat; echo ${PIPESTATUS[0]}; \(program) </dev/null; echo $?"])

        try shell.waitForExit(seconds: 30)

        #expect(!shell.output.contains(0x1B))
        #expect(shell.lines.filter { $0 == "2" }.count == 2)
        #expect(shell.text.contains("--help"))
    }

    @Test func `ctrl-z gives the shell its terminal and fg repaints every cell`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let shell = try workplace.start(
            program: "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: ["PS1": "ready> "])
        try shell.wait(forText: "ready>")
        shell.type("\(TestProducts.path("cwconsole"))\r")
        try shell.wait(forText: "Needs you", seconds: 30)
        shell.press("9")
        try shell.wait(forText: "Site URL", seconds: 20)
        let before = shell.lines

        shell.press("ctrl-z")
        try shell.wait(forText: "Stopped", seconds: 20)
        #expect(shell.modes.isDisjoint(with: [1049, 1000]))
        shell.type("stty -a | grep -o ' -\\?icanon'; echo over\r")
        try shell.wait(for: "the shell in its own mode") { $0.lines.contains("over") }
        #expect(!shell.text.contains("-icanon"))
        shell.type("fg\r")
        try shell.wait(forText: "Site URL", seconds: 20)

        #expect(shell.modes.isSuperset(of: [1049, 2004]))
        // The first row has the clock.
        #expect(Array(shell.lines[1...]) == Array(before[1...]))
        shell.press("q")
        try shell.wait(for: "the prompt", seconds: 30) { !$0.modes.contains(1049) }
        shell.type("echo status-$?\r")
        try shell.wait(forText: "status-0", seconds: 20)
    }

    @Test func `ctrl-c twice ends also while a dialog is open`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try workplace.start()
        try console.wait(forText: "Needs you", seconds: 30)
        console.press("9")
        try console.wait(forText: "Site URL", seconds: 20)
        console.press("enter")
        console.type("x")
        console.press("esc")
        console.settle(milliseconds: 100)
        console.press("q")
        try console.wait(forText: "Unsaved changes", seconds: 20)

        console.press("ctrl-c")
        try console.wait(forText: "ctrl-c again ends", seconds: 20)
        console.press("ctrl-c")

        _ = try console.waitForExit(seconds: 30)
        #expect(console.isRestored)
    }
}
