import TerminalHarness
import Testing

@Suite struct SmokeTests {
    @Test func `a shell writes to the screen`() throws {
        let session = try TerminalSession("/bin/sh", arguments: ["-c", "echo hello; exit 3"])
        #expect(try session.waitForExit() == .status(3))
        #expect(session.lines[0] == "hello")
        #expect(session.isRestored)
    }
}
