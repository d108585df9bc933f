import TerminalHarness
import Testing

/// Pane 8 of the real program on a pseudo-terminal, against the demo's store.
@Suite(.serialized, .ownThread) struct RulesByKeysTests {
    @Test func `a rule is deleted by one key and put back by another`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "SANDBOX", seconds: 30)
        console.press("8")
        try console.wait(forText: "8 Rules (2)", seconds: 30)
        try console.wait(forText: "Open a ticket", seconds: 10)

        console.press("d")
        try console.wait(forText: "rule removed; z takes it back", seconds: 20)
        try console.wait(forText: "No rule opens tickets", seconds: 20)

        console.press("z")
        try console.wait(forText: "8 Rules (2)", seconds: 20)
        try console.wait(for: "the warning is gone", seconds: 20) {
            $0.find("No rule opens tickets") == nil
        }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }
}
