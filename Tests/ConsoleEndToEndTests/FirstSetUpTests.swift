import TerminalHarness
import Testing

/// A whole first-time set-up: from an empty store to the first pushed ticket and statistics.
///
/// Only the event itself comes from outside, as from a backup product.
@Suite(.serialized, .ownThread) struct FirstSetUpTests {
    @Test func `by keys alone, from an empty store to the first ticket`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let sandbox = try SandboxRun(in: workplace)
        let console = try workplace.start()
        try console.wait(forText: "No ConnectWise credentials yet", seconds: 60)

        try FirstStartTests.fillIn(sandbox, console)
        console.press("t")
        try console.wait(forText: "the connection works", seconds: 60)
        try Self.addRules(console)

        let event = try workplace.file("event.jsonl", FirstStartTests.failure(1) + "\n")
        #expect(try workplace.run("ingest", event).exit == .status(0))
        try Self.placeCustomer(console)
        try console.wait(for: "the ticket's number in the log", seconds: 60) {
            $0.lines.contains { $0.contains("EFS-19652") && $0.contains("ticket ✓ 500") }
        }

        try Self.tryRule(console)
        try Self.addManagedIDs(console)
        try Self.pushAgain(console)
        try Self.billService(console)
        try Self.askDoctor(console)

        console.press("q", "q", "q")
        #expect(try console.waitForExit(seconds: 60) == .status(0))
        #expect(console.isRestored)
        let tickets = try workplace.run("notifications", "list", "--json")
        #expect(tickets.text.contains(#""state":"done""#))
        #expect(!tickets.text.contains(#""state":"failed""#))
    }

    /// A rule that opens tickets, and one that synchronises.
    private static func addRules(_ console: TerminalSession) throws {
        console.press("8")
        try console.wait(forText: "No rule opens tickets", seconds: 60)
        console.press("n", "tab", "tab", "tab", "tab", "tab", "enter")
        try console.wait(forText: "Backup Triage", seconds: 60)
        console.type("triage")
        try console.wait(for: "one board", seconds: 60) { $0.find("1 of 3") != nil }
        console.press("enter", "tab", "enter")
        try console.wait(forText: "not responded", seconds: 60)
        console.press("enter", "ctrl-s")
        try console.wait(forText: "8 Rules (1)", seconds: 60)

        console.press("n", "right", "ctrl-s")
        try console.wait(forText: "8 Rules (2)", seconds: 60)
        #expect(console.find("No rule") == nil)
    }

    /// A test ticket is opened, noted and closed again.
    private static func tryRule(_ console: TerminalSession) throws {
        console.press("8")
        try console.wait(forText: "8 Rules (2)", seconds: 60)
        console.press("home", "t")
        try console.wait(forText: "Opens a ticket on the board Backup Triage", seconds: 60)
        console.press("s")
        try console.wait(for: "every step of the test ticket", seconds: 60) { screen in
            ["opened", "noted", "closed"].allSatisfy { step in
                screen.lines.contains { $0.contains("✓") && $0.contains(step) }
            }
        }
    }

    /// The source's customer gets a number, and the customer a company.
    private static func placeCustomer(_ console: TerminalSession) throws {
        console.press("4")
        try console.wait(forText: "event waits until it is linked", seconds: 60)
        console.press("m")
        console.type(" efs-19652")
        console.press("enter")
        try console.wait(forText: "unmapped: nothing is pushed for it", seconds: 60)
        console.press("p")
        console.type("brien")
        try console.wait(forText: "▸ O'Brien", seconds: 60)
        console.press("enter")
        try console.wait(forText: "Company id", seconds: 60)
    }

    /// Step 2 is offered when ConnectWise has confirmed step 1.
    private static func addManagedIDs(_ console: TerminalSession) throws {
        console.press("5")
        try console.wait(forText: "not checked", seconds: 60)
        console.press("c")
        try console.wait(forText: "both missing", seconds: 60)
        console.press("a", "enter")
        try console.wait(forText: "step 1 of 2", seconds: 60)
        console.press("a")
        try console.wait(forText: "step 2 of 2", seconds: 60)
        console.press("a")
        try console.wait(forText: "both entries are there", seconds: 60)
    }

    /// What failed before the entries were there is done again.
    private static func pushAgain(_ console: TerminalSession) throws {
        console.press("3")
        try console.wait(forText: "Remedy", seconds: 60)
        console.press("R")
        try console.wait(forText: "Reprocess", seconds: 60)
        console.press("r")
        try console.wait(for: "a synchronisation that is done", seconds: 60) {
            $0.lines.contains { $0.contains("EFS-19652") && $0.contains("sync ✓") }
        }
    }

    /// A service gets its product, is billed, and agrees with ConnectWise after a repair.
    private static func billService(_ console: TerminalSession) throws {
        console.press("6")
        try console.wait(forText: "Select Online Backup Storage", seconds: 60)
        console.press("p")
        console.type("sel-st")
        try console.wait(forText: "▸ SEL-STORAGE", seconds: 60)
        console.press("enter")
        try console.wait(for: "the product in its row", seconds: 60) {
            $0.lines.contains { $0.contains("▸ [ ]") && $0.contains("SEL-STORAGE") }
        }
        console.press("space")
        try console.wait(forText: "1 of 12 billed", seconds: 60)
        console.press("c")
        try console.wait(for: "a verdict of the billed service", seconds: 60) {
            $0.lines.contains { $0.contains("▸ [x]") && $0.contains("missing") }
        }
        console.press("f")
        try console.wait(forText: "nothing is sent yet", seconds: 60)
        #expect(console.find("POST /company/managedDevicesIntegrations/") != nil)
        console.press("ctrl-s")
        try console.wait(forText: "s Send", seconds: 60)
        console.press("s")
        try console.wait(for: "a service that agrees with ConnectWise", seconds: 60) {
            $0.lines.contains { $0.contains("▸ [x]") && $0.contains("✓ matched") }
        }
    }

    /// Every prerequisite is looked at.
    private static func askDoctor(_ console: TerminalSession) throws {
        console.press("9", "D")
        try console.wait(for: "the end of the visit", seconds: 60) {
            $0.find("Coverage") != nil && $0.find("Esc stops") == nil
                && $0.find("checked ") != nil
        }
        #expect(console.lines.contains { $0.contains("✓ good") && $0.contains("Managed IDs") })
        #expect(console.lines.contains { $0.contains("✓ good") && $0.contains("Boards") })
        #expect(console.lines.contains { $0.contains("✓ good") && $0.contains("Connection") })
    }
}
