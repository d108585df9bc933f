import TestSupport
import ConnectWiseSandbox
import IntegrationCore
import TerminalHarness
import Testing

@testable import CommandTests

/// The Setup pane of the real program, and the stored private key.
@Suite(.ownThread) struct SetupPaneTests {
    @Test func `another host gets nothing until the key is typed again`() async throws {
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            let saved = try await program.run(
                [
                    "credentials", "set", "--site-url", "https://psa.example.com", "--company",
                    "northwind", "--public-key", "pub", "--private-key-file", "-", "--client-id",
                    "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70", "--on-premises",
                ], input: "St0redK3y")
            try #require(saved.code == 0, "\(saved.stderr)")
            let console = try TerminalSession(
                TestProducts.path("cwconsole"), arguments: ["--store", program.store],
                columns: 200, rows: 40, environment: ["HOME": program.folder])
            try console.wait(forText: "Setup", seconds: 30)
            console.press("9")
            try console.wait(forText: "psa.example.com", seconds: 20)

            console.press("enter", "ctrl-u")
            console.type(sandbox.url)
            console.press("ctrl-t")

            try console.wait(forText: "The host changed from psa.example.com", seconds: 20)
            try console.wait(forText: "Type the private key again", seconds: 20)
            console.press("ctrl-s")
            console.settle()
            #expect(console.find("Type the private key again") != nil)
            #expect(console.find("credentials saved") == nil)
            #expect(sandbox.journal.entries.isEmpty)
            console.press("u", "q")
            #expect(try console.waitForExit(seconds: 30) == .status(0))
            let shown = try await program.run("credentials", "show", "--json")
            #expect(shown.document?["siteUrl"] == "https://psa.example.com")
        }
    }
}
