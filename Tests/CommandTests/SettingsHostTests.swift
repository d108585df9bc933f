import ConnectWiseSandbox
import IntegrationCore
import Testing

/// A text file makes the program talk to no host that nobody confirmed, and carries no key there.
@Suite struct SettingsHostTests {
    private static func exported(_ program: Program, host: String) async throws -> String {
        try await program.run("settings", "export").stdout
            .replacing(/siteUrl = .*/, with: "siteUrl = \"https://\(host)\"")
    }

    @Test func `a host of one's own is confirmed where it is imported`() async throws {
        try await withPartner { first, sandbox in
            let exported = try await first.run("settings", "export").stdout
            try await withProgram { second in
                _ = try await second.run("partner", "add", "Other")
                let told = try await second.run("settings", "diff", "-", input: exported)
                let refused = try await second.run(
                    "settings", "import", "-", "--yes", input: exported)
                let before = try await second.run("credentials", "show", "--json")
                let confirmed = try await second.run(
                    "settings", "import", "-", "--yes", "--on-premises", input: exported)
                let after = try await second.run("credentials", "show", "--json")
                let again = try await second.run(
                    "settings", "import", "-", "--yes", input: exported)

                #expect(told.code == 1)
                #expect(told.stderr.contains("--on-premises"))
                #expect(refused.code == 2)
                #expect(refused.stderr.contains("--on-premises"))
                #expect(before.document?["siteUrl"] == "")
                #expect(confirmed.code == 0, "\(confirmed.stderr)")
                #expect(after.document?["siteUrl"] == .string(sandbox.url))
                #expect(after.document?["confirmedHost"] != .null)
                #expect(after.document?["privateKey"] == .null)
                #expect(again.code == 0)
            }
        }
    }

    @Test(arguments: ["na.myconnectwise.net", "psa.example.com"])
    func `the stored key stays with its host`(host: String) async throws {
        try await withPartner { program, sandbox in
            let text = try await Self.exported(program, host: host)
            let told = try await program.run("settings", "diff", "-", input: text)
            let refused = try await program.run(
                "settings", "import", "-", "--yes", "--on-premises", input: text)
            let shown = try await program.run("credentials", "show", "--json")

            #expect(told.code == 1)
            #expect(told.stderr.contains("The host changed from"))
            #expect(refused.code == 2)
            #expect(refused.stderr.contains("credentials set --site-url"))
            #expect(shown.document?["siteUrl"] == .string(sandbox.url))
        }
    }

    @Test func `a stored key keeps its site, too, when a file has none`() async throws {
        try await withPartner { program, sandbox in
            let blank = try await program.run("settings", "export").stdout
                .replacing(
                    /(siteUrl|company|publicKey|clientId) = ".*"/, with: { "\($0.output.1) = \"\"" }
                )
            let refused = try await program.run("settings", "import", "-", "--yes", input: blank)
            let shown = try await program.run("credentials", "show", "--json")
            _ = try await program.run("credentials", "clear")
            let cleared = try await program.run("settings", "import", "-", "--yes", input: blank)

            #expect(refused.code == 2)
            #expect(refused.stderr.contains("credentials clear"))
            #expect(shown.document?["siteUrl"] == .string(sandbox.url))
            #expect(cleared.code == 0, "\(cleared.stderr)")
        }
    }

    @Test func `a file without the section, or with the same host, leaves the key at work`()
        async throws
    {
        try await withPartner { program, _ in
            let text = try await program.run("settings", "export").stdout
                .replacing("windowHours = 12", with: "windowHours = 8")
            let imported = try await program.run("settings", "import", "-", "--yes", input: text)
            let tested = try await program.run("credentials", "test")

            #expect(imported.code == 0, "\(imported.stderr)")
            #expect(tested.code == 0, "\(tested.stdout)")
        }
    }
}
