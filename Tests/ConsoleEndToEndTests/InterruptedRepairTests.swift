import TerminalHarness
import Testing

/// A console that is killed in the middle of a repair, and the next one that takes it back.
@Suite(.serialized, .ownThread) struct InterruptedRepairTests {
    @Test func `a repair that a power cut interrupted is found by the next start and taken back`()
        throws
    {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let killed = try workplace.start(
            "demo", "--store", workplace.store,
            environment: ["CWCONSOLE_FAILPOINT": "repair-answered:1"])
        try killed.wait(forText: "failed notification", seconds: 60)
        killed.press("5")
        try killed.wait(forText: "not checked", seconds: 30)
        killed.press("c")
        try killed.wait(forText: "second missing", seconds: 60)
        try killed.wait(forText: "1 wrong", seconds: 60)
        killed.press("f")
        try killed.wait(forText: "nothing is sent yet", seconds: 30)
        try killed.wait(forText: "POST /company/companies/", seconds: 30)
        killed.press("ctrl-s")
        try killed.wait(forText: "s Send", seconds: 10)
        killed.press("s")
        #expect(try killed.waitForExit(seconds: 30) == .signal(9))

        let console = try workplace.start("demo", "--store", workplace.store)
        try console.wait(forText: "Repair not over: Managed IDs of EFS-19667", seconds: 60)
        console.press("home", "enter")
        try console.wait(forText: "! interrupted R u", seconds: 20)
        console.press("u")
        try console.wait(forText: "Take the repair back", seconds: 30)
        #expect(console.find("DELETE /company/companies/") != nil)
        console.press("t")
        try console.wait(forText: "taken back: Managed IDs of EFS-19667", seconds: 30)
        try console.wait(forText: "second missing", seconds: 20)
        try console.wait(for: "the row is as before", seconds: 20) {
            $0.find("interrupted") == nil
        }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }
}
