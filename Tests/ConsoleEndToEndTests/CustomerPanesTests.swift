import TerminalHarness
import Testing

/// Panes 4 and 5 on a pseudo-terminal, against the sandbox over https.
@Suite(.serialized, .ownThread) struct CustomerPanesTests {
    @Test func `a customer without a company is first, is found, and leads to its Managed ID`()
        throws
    {
        let console = try DemoConsole.start()
        try console.wait(forText: "SANDBOX", seconds: 60)

        console.press("4")
        try console.wait(forText: "1 unmapped", seconds: 60)
        try console.wait(forText: "nothing is pushed for it", seconds: 60)
        console.press("u")
        try console.wait(forText: "this customer has no company; m finds one", seconds: 60)

        console.press("/")
        console.type("relecloud")
        console.press("enter")
        try console.wait(forText: "1 of 1", seconds: 60)
        #expect(console.find("EFS-19670") != nil)
        console.press("/", "esc")
        try console.wait(forText: "4 Customers (25)", seconds: 60)

        console.press("5")
        try console.wait(forText: "not mapped", seconds: 60)
        console.press("a", "ctrl-u")
        console.type("19660")
        console.press("enter")
        try console.wait(forText: "19660 has no company", seconds: 60)
        console.press("esc")
        try console.wait(for: "the line is closed", seconds: 60) {
            $0.find("19660 has no company") == nil
        }
        console.press("q")
        #expect(try console.waitForExit(seconds: 60) == .status(0))
        #expect(console.isRestored)
    }
    @Test func `an account is given a parent and a contact by keys, and one key takes it back`()
        throws
    {
        let console = try DemoConsole.start()
        try console.wait(forText: "SANDBOX", seconds: 60)
        console.press("4")
        try console.wait(forText: "1 unmapped", seconds: 60)
        console.press("/")
        console.type("contoso")
        console.press("enter")
        try console.wait(forText: "Enter Unfold", seconds: 60)
        console.press("enter")
        try console.wait(forText: "Enter Fold", seconds: 60)
        console.press("down")
        try console.wait(forText: "Enter Edit", seconds: 60)
        console.press("enter")
        try console.wait(forText: "Parent account", seconds: 60)

        console.press("pgdn")
        console.type("kim at home")
        console.press("ctrl-s")
        try console.wait(forText: "an address like kim@contoso.com", seconds: 60)
        console.press("ctrl-u")
        console.type("kim@contoso.com")
        console.press("ctrl-s")
        try console.wait(forText: "account saved; z takes it back", seconds: 60)
        try console.wait(forText: "Contact         kim@contoso.com", seconds: 60)
        console.press("z")
        try console.wait(forText: "Contact         -", seconds: 60)
        console.press("q")
        #expect(try console.waitForExit(seconds: 60) == .status(0))
        #expect(console.isRestored)
    }
}
