import Foundation
import TerminalHarness
import Testing

/// An import on a terminal shows what would change and asks.
@Suite(.serialized, .ownThread) struct SettingsImportTests {
    @Test func `an import is asked about, and only yes imports`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        #expect(try workplace.run("partner", "add", "Northwind").exit == .status(0))
        let text = "format = 1\n[partner]\nname = \"Südwind\"\n"
        let path = try workplace.file("settings.toml", text)

        for (answer, exit, name) in [("no", 1, "Northwind"), ("yes", 0, "Südwind")] {
            let program = try workplace.start("settings", "import", path)
            try program.wait(forText: "Import 1 change? Type yes to import:", seconds: 30)
            #expect(program.text.contains("partner.name"))
            program.type(answer)
            program.press("enter")
            #expect(try program.waitForExit(seconds: 30) == .status(Int32(exit)))
            #expect(try workplace.run("partner", "list").text.contains(name))
        }
    }
}
