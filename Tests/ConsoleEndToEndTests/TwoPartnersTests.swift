import TerminalHarness
import Testing

/// Two partners in one store, on a real terminal.
@Suite(.serialized, .ownThread) struct TwoPartnersTests {
    @Test func `the first partner opens, that is said, and P opens the other one`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        for name in ["Northwind MSP", "Southwind MSP"] {
            #expect(try workplace.run("partner", "add", name).exit == .status(0))
        }
        let console = try workplace.start()
        try console.wait(forText: "Northwind MSP is open, the first of 2 partners", seconds: 30)
        #expect(console.lines[0].contains("Northwind MSP"))

        console.press("P")
        try console.wait(forText: "Southwind MSP", seconds: 20)
        console.press("down", "enter")
        try console.wait(for: "the other partner in the context line", seconds: 20) {
            $0.lines[0].contains("Southwind MSP")
        }

        console.press("P", "n")
        try console.wait(forText: "New partner", seconds: 20)
        console.type("Eastwind MSP")
        console.press("ctrl-s")
        try console.wait(forText: "partner Eastwind MSP saved", seconds: 20)
        try console.wait(for: "the new partner in the list", seconds: 20) {
            $0.lines.contains { $0.contains("Eastwind MSP") && $0.contains("no credentials") }
        }
        // A key right behind Esc would be read as one with Alt.
        console.press("esc")
        try console.wait(for: "the list to close", seconds: 20) { $0.find("Enter opens") == nil }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
        #expect(console.isRestored)
    }
}
