import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Testing

@Suite struct SettingsFileTests {
    private static let who = NSUserName()

    /// A partner in a program of its own, with something of everything.
    private static func furnish(_ program: Program) async throws {
        for step in [
            ["partner", "add", "Northwind"], ["settings", "set", "windowHours=6"],
            ["rules", "add", "--action", "sync"],
            ["xref", "add", "SaaS # Seats", "--level", "SaaS", "--type", "S", "--unit", "devices"],
        ] {
            let outcome = try await program.run(step)
            try #require(outcome.code == 0, "\(step): \(outcome.stderr)")
        }
        let ingested = try await program.run("ingest", input: SampleLines.job("1"))
        try #require(ingested.code == 0, "\(ingested.stderr)")
        let account = try await program.run(
            "accounts", "set", "EFS123456789", "--plan", "Select", "--contact", "kim@example.com")
        try #require(account.code == 0, "\(account.stderr)")
    }

    @Test func `a configuration goes from one store to another and back unchanged`() async throws {
        try await withProgram { first in
            try await Self.furnish(first)
            let exported = try await first.run("settings", "export")
            #expect(exported.code == 0)
            try await withProgram { second in
                _ = try await second.run("partner", "add", "Other")
                let differs = try await second.run(
                    "settings", "diff", "-", "--json", input: exported.stdout)
                let imported = try await second.run(
                    "settings", "import", "-", "--yes", "--json", input: exported.stdout)
                let again = try await second.run("settings", "export")
                let same = try await second.run("settings", "diff", "-", input: exported.stdout)
                let twice = try await second.run(
                    "settings", "import", "-", "--yes", input: exported.stdout)

                #expect(differs.code == 1)
                #expect(imported.code == 0, "\(imported.stderr)")
                #expect(imported.document?["imported"] == true)
                #expect(imported.document?["changes"] == differs.document)
                #expect(again.stdout == exported.stdout)
                #expect(same.code == 0)
                #expect(same.stdout == "Nothing differs.\n")
                #expect(twice.code == 0)
            }
        }
    }

    @Test func `every change of an import is in the audit trail by name`() async throws {
        try await withProgram { first in
            try await Self.furnish(first)
            let exported = try await first.run("settings", "export")
            try await withProgram { second in
                _ = try await second.run("partner", "add", "Other")
                _ = try await second.run(
                    "settings", "import", "-", "--yes", input: exported.stdout)
                let audit = try await second.run("audit", "list", "--json")
                let verified = try await second.run("audit", "verify")

                let entries = audit.document?.array ?? []
                let actions = Set(entries.compactMap { $0["action"]?.string })
                #expect(
                    actions.isSuperset(of: [
                        "partner.rename", "settings.save", "rule.add", "references.save",
                        "customer.add", "customer.link", "account.save",
                    ]), "\(actions)")
                #expect(
                    entries.contains {
                        $0["detail"]?.string?.contains("windowHours: 12 -> 6") == true
                            && $0["who"] == .string(Self.who)
                    })
                #expect(verified.code == 0)
            }
        }
    }

    @Test func `a difference is a table, or one JSON array`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let text = try await program.run("settings", "export").stdout
                .replacing("windowHours = 6", with: "windowHours = 8")
                .replacing("plan = \"Select\"", with: "plan = \"\"")
            let table = try await program.run("settings", "diff", "-", input: text)
            let json = try await program.run("settings", "diff", "-", "--json", input: text)
            let removed = try await program.run(
                "settings", "diff", "-", "--json", input: "format = 1\nrules = []\ncustomers = []")

            #expect(table.code == 1)
            #expect(table.stdout.hasPrefix("WHAT"))
            #expect(table.stdout.contains(#"settings.windowHours"#))
            #expect(
                json.document
                    == .array([
                        ["place": "settings.windowHours", "old": 6, "new": 8],
                        [
                            "place": "customers.19652.accounts.EFS123456789.plan",
                            "old": "Select", "new": "",
                        ],
                    ]))
            let places = removed.document?.array?.compactMap { $0["place"]?.string }
            #expect(
                places == [
                    "customers.19652.links", "customers.19652.accounts.EFS123456789", "rules[1]",
                ])
        }
    }

    @Test func `a wrong file changes nothing, exits 2 and tells every problem`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let good = try await program.run("settings", "export").stdout
            let text =
                good.replacing("windowHours = 6", with: "windowHours = 8\nwindowDays = 1")
                .replacing("\"info\", ", with: "\"inf\", ")
            let path = try program.file("settings.toml", text)

            for command in [
                ["import", path, "--yes"], ["import", path, "--dry-run"], ["diff", path],
            ] {
                let outcome = try await program.run(["settings"] + command + ["--json"])
                #expect(outcome.code == 2)
                let problems = outcome.document?["error"]?["problems"]?.array
                #expect(
                    problems?.compactMap { $0["place"]?.string }
                        == ["settings.windowDays", "rules[1].severities"])
                #expect(outcome.stderr.contains("settings.windowDays: there is no such name"))
                #expect(outcome.stderr.contains("nothing was changed"))
            }
            #expect(try await program.run("settings", "export").stdout == good)
        }
    }

    @Test func `without a terminal an import needs to be told`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let text = try await program.run("settings", "export").stdout
                .replacing("windowHours = 6", with: "windowHours = 8")
            let path = try program.file("settings.toml", text)
            let unasked = try await program.run("settings", "import", path)
            let both = try await program.run("settings", "import", path, "--yes", "--dry-run")
            let shown = try await program.run("settings", "import", path, "--dry-run")
            let kept = try await program.run("settings", "show", "--json")

            #expect(unasked.code == 2)
            #expect(unasked.stderr.contains("--yes"))
            #expect(both.code == 2)
            #expect(shown.code == 0)
            #expect(shown.stdout.contains("settings.windowHours"))
            #expect(kept.document?["windowHours"] == 6)
        }
    }

    @Test func `an exported file is its owner's alone and is not replaced unasked`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let path = program.folder + "/data/settings.toml"
            let written = try await program.run("settings", "export", "--output", path, "--json")
            let taken = try await program.run("settings", "export", "--output", path)
            let replaced = try await program.run(
                "settings", "export", "--output", path, "--force")
            let nowhere = try await program.run(
                "settings", "export", "--output", program.folder + "/no/where.toml")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            let files = try FileManager.default.contentsOfDirectory(
                atPath: program.folder + "/data")

            #expect(written.code == 0)
            #expect(written.document?["file"] == .string(path))
            #expect(mode as? Int == 0o600)
            #expect(taken.code == 2)
            #expect(taken.stderr.contains("--force"))
            #expect(replaced.code == 0)
            #expect(nowhere.code == 2)
            #expect(!files.contains { $0.hasSuffix(".new") })
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(try await program.run("settings", "export").stdout == text)
        }
    }

    @Test func `an auditor exports and compares, only a manager imports`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let text = try await program.run("settings", "export").stdout
            _ = try await program.run("roles", "set", "user:boss=manager", "--yes")

            #expect(try await program.run("settings", "export").stdout == text)
            #expect(try await program.run("settings", "diff", "-", input: text).code == 0)
            let refused = try await program.run("settings", "import", "-", "--yes", input: text)
            #expect(refused.code == 2)
            #expect(refused.stderr.contains("only a manager may do this"))
        }
    }

    @Test func `another partner's name in the store is not taken`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let text = try await program.run("settings", "export").stdout
            _ = try await program.run("partner", "add", "Other")
            let refused = try await program.run(
                "settings", "import", "-", "--yes", "--partner", "Other", input: text)
            let parts = text.replacing("[partner]\nname = \"Northwind\"", with: "")
            let imported = try await program.run(
                "settings", "import", "-", "--yes", "--partner", "Other", input: parts)

            #expect(refused.code == 2)
            #expect(refused.stderr.contains("[partner]"))
            #expect(imported.code == 0, "\(imported.stderr)")
            #expect(
                try await program.run("settings", "show", "--partner", "Other", "--json")
                    .document?["windowHours"] == 6)
        }
    }

    @Test func `the export holds no key, and as JSON it is one document`() async throws {
        try await withPartner { program, sandbox in
            let text = try await program.run("settings", "export")
            let json = try await program.run("settings", "export", "--json")

            for outcome in [text, json] {
                #expect(outcome.code == 0)
                #expect(!outcome.stdout.contains(sandbox.privateKey))
            }
            #expect(text.stdout.contains("BEGIN CERTIFICATE-----\n"))
            #expect(text.stdout.contains("Müller & Söhne"))
            #expect(json.document?["format"] == 1)
            #expect(json.document?["rules"]?.array?.count == 2)
            #expect(json.document?["services"]?.array?.count == 12)
            #expect(json.document?["customers"]?.array?.first?["number"] == 19652)
        }
    }

    @Test func `5,000 customers are imported and exported`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            let customers = (1...5_000).map { number in
                """

                [[customers]]
                number = \(number)
                name = "Customer \(number)"
                company = { id = \(number + 250), name = "Company \(number)" }
                links = [{ source = "/efolder/portal", id = "c-\(number)" }]

                """
            }.joined()
            let imported = try await program.run(
                "settings", "import", "-", "--yes", "--json", input: "format = 1\n" + customers)
            let exported = try await program.run("settings", "export")

            #expect(imported.code == 0, "\(imported.stderr)")
            #expect(imported.document?["changes"]?.array?.count == 5_000)
            #expect(exported.stdout.hasSuffix(customers))
        }
    }

    @Test func `a file that is too large or cannot be read is refused`() async throws {
        try await withProgram { program in
            try await Self.furnish(program)
            let large = try program.file("large.toml", String(repeating: "#\n", count: 17 << 20))
            let outcome = try await program.run("settings", "diff", large)
            let missing = try await program.run("settings", "diff", program.folder + "/nothing")
            let folder = try await program.run("settings", "diff", program.folder)

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("more than 32 MiB"))
            #expect(missing.code == 2)
            #expect(folder.code == 2)
        }
    }
}
