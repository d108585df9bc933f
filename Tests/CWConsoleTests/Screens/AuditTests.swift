import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The audit trail in front of any pane (B30).
@Suite struct AuditTests {
    static func console(
        _ size: Size = Size(columns: 120, rows: 36), entries: Int = 12
    ) -> Console {
        var console = Console.ready(size)
        console.audit = Samples.audit(entries)
        console.press("T")
        return console
    }

    @Test(arguments: Pane.allCases)
    func `T opens it on every pane, esc closes it`(pane: Pane) {
        var console = Console.ready(pane: pane)
        console.audit = Samples.audit(5)

        console.press("T")
        #expect(console.screen().contains("Audit trail"))
        #expect(console.screen().contains("rule.update"))

        console.press("esc")
        #expect(console.state.popups.isEmpty)
        #expect(console.state.pane == pane)
    }

    @Test func `the palette opens it by its name`() {
        var console = Console.ready()
        console.press(":")
        console.type("audit trail")

        console.press("enter")

        #expect(console.state.popups == [.audit])
    }

    @Test func `older entries are read by key as one goes down`() {
        var console = Self.console(entries: 450)
        #expect(console.state.audit.entries?.count == AuditState.pageSize)

        console.press("end", "end", "end", "end")

        #expect(console.state.audit.entries?.count == 450)
        #expect(console.state.audit.isComplete)
        #expect(console.state.audit.current?.id == 1)
    }

    @Test func `new entries come in at the top and the cursor stays on its entry`() {
        var console = Self.console()
        console.press("down", "down")
        let entry = console.state.audit.current

        console.audit = Samples.audit(15)
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))

        #expect(console.state.audit.entries?.count == 15)
        #expect(console.state.audit.current?.id == entry?.id)
    }

    @Test func `the filter line names who, action, time and words`() {
        let query = AuditQuery("who:kim action:rule since:2h backup failed", now: Samples.now)

        #expect(query.filter.who == "kim")
        #expect(query.filter.action == "rule")
        #expect(query.filter.since == Samples.now - .seconds(7_200))
        #expect(query.filter.text == "backup failed")
        #expect(query.problem.isEmpty)

        let day = AuditQuery("until:2026-11-03", now: Samples.now)
        #expect(day.filter.until == Timestamp(rfc3339: "2026-11-03T00:00:00Z"))
    }

    @Test(arguments: ["since:soon", "since:", "until:99999999999999999999d", "since:-5h"])
    func `a time that is none is named and filters nothing`(line: String) {
        let query = AuditQuery(line, now: Samples.now)

        #expect(query.filter == AuditFilter())
        #expect(query.problem.contains("is no time"))
    }

    @Test func `the store is asked for what the line says, esc clears it`() {
        var console = Self.console()
        console.press("/")
        console.type("who:sam")
        console.press("enter")

        #expect(console.state.audit.entries?.allSatisfy { $0.who == "sam" } == true)
        #expect(console.screen().contains("/who:sam"))

        console.press("esc")
        #expect(console.state.audit.entries?.count == 12)
        #expect(console.state.popups == [.audit])
    }

    @Test func `v says that the chain holds`() {
        var console = Self.console()

        console.press("v")

        #expect(console.screen().contains("✓ intact at 15:04:33"))
    }

    @Test func `v names the entry that does not fit`() {
        var console = Self.console()
        console.auditBreak = AuditBreak(entry: 7, reason: "it was changed")

        console.press("v")

        #expect(console.state.audit.current?.id == 7)
        #expect(console.screen().contains("✗ broken at entry 7"))
        #expect(console.screen().contains("Does not fit: it was changed"))
    }

    @Test func `the entry in full says before and after`() {
        var console = Self.console()
        console.press("down", "down", "down")
        let text = AuditView.lines(console.state).map(\.string)

        #expect(console.state.audit.current?.action == "settings.save")
        #expect(text.contains("  before  windowHours 12"))
        #expect(text.contains("  after   24"))
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the audit trail stands beside one entry in full`(size: Size) throws {
        try Snapshot.check("Audit.open", Self.console(size).state)
    }
}
