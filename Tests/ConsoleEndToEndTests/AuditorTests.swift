import Foundation
import TerminalHarness
import Testing

/// The console of somebody who may only look.
@Suite(.serialized, .ownThread) struct AuditorTests {
    @Test func `an auditor sees struck-out keys and is told who may`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let added = try workplace.run("partner", "add", "Northwind")
        #expect(added.exit == .status(0), "\(added.text)")
        let bound = try workplace.run("roles", "set", "user:boss=manager", "--yes")
        #expect(bound.exit == .status(0), "\(bound.text)")

        let console = try workplace.start("--ascii")
        try console.wait(forText: "(auditor)", seconds: 30)
        console.press("3")
        try console.wait(forText: "xr Reprocess", seconds: 30)
        console.press("r")
        try console.wait(forText: "only support or a manager may do this", seconds: 30)
        console.press("?")
        try console.wait(forText: "not for you: only", seconds: 30)
        console.press("esc")
        try console.wait(for: "the help is gone", seconds: 30) { !$0.text.contains("not for you") }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
        #expect(console.isRestored)
    }
}
