import Foundation
import IntegrationCore
import Testing

@Suite struct ExitStatusTests {
    @Test func `without a terminal the console says so in one sentence and exits 2`() async throws {
        try await withProgram { program in
            let outcome = try await program.run()

            #expect(outcome.code == 2)
            #expect(outcome.stdout.isEmpty)
            #expect(outcome.stderr.contains("terminal"))
            #expect(!outcome.stderr.contains("\u{1B}"))
        }
    }

    @Test(arguments: [
        ["--unknown"], ["engine", "--twice"], ["reprocess"], ["rules", "add"],
        ["events", "list", "--where", "Nothing = 1"], ["events", "list", "--limit", "0"],
        ["customers", "map", "19652", "--company-id", "many"],
        ["notifications", "list", "--state", "lost"],
    ])
    func `wrong usage exits 2 and keeps stdout empty`(arguments: [String]) async throws {
        try await withProgram { program in
            let outcome = try await program.run(arguments)

            #expect(outcome.code == 2)
            #expect(outcome.stdout.isEmpty)
            #expect(!outcome.stderr.isEmpty)
        }
    }

    @Test func `a command that ends leaves a store without a log to replay`() async throws {
        try await withProgram { program in
            for arguments in [["partner", "add", "Northwind"], ["rules", "remove", "77"]] {
                _ = try await program.run(arguments)

                #expect(FileManager.default.fileExists(atPath: program.store))
                let log = FileManager.default.contents(atPath: program.store + "-wal")
                #expect(log?.isEmpty ?? true)
            }
        }
    }

    @Test func `a store without a partner names the remedy and exits 2`() async throws {
        try await withProgram { program in
            let outcome = try await program.run("rules", "list")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("partner add"))
        }
    }

    @Test func `of several partners one must be named`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "One")
            _ = try await program.run("partner", "add", "Two")

            let unnamed = try await program.run("rules", "list")
            let wrong = try await program.run("rules", "list", "--partner", "Three")
            let named = try await program.run("--partner", "Two", "rules", "list")

            #expect(unnamed.code == 2 && unnamed.stderr.contains("'One', 'Two'"))
            #expect(wrong.code == 2 && wrong.stderr.contains("'Three'"))
            #expect(named.code == 0)
        }
    }

    @Test func `a store that is no database exits 3 with the path`() async throws {
        try await withProgram { program in
            let path = try program.file("notes.txt", String(repeating: "no database ", count: 99))

            let outcome = try await program.run("partner", "list", "--store", path)

            #expect(outcome.code == 3)
            #expect(outcome.stderr.contains(path))
        }
    }

    @Test func `a store in a missing directory exits 3`() async throws {
        try await withProgram { program in
            let path = program.folder + "/nowhere/console.db"

            let outcome = try await program.run("partner", "list", "--store", path)

            #expect(outcome.code == 3)
            #expect(outcome.stderr.contains(path))
        }
    }

    @Test func `an unreachable ConnectWise exits 4`() async throws {
        try await withProgram { program in
            let key = try program.file("key", "secretsecret")
            _ = try await program.run("partner", "add", "Northwind")
            let saved = try await program.run(
                "credentials", "set", "--site-url", "https://127.0.0.1:1", "--company", "c",
                "--public-key", "p", "--private-key-file", key, "--client-id",
                "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70",
                "--on-premises")

            let outcome = try await program.run("credentials", "test", "--json")

            #expect(saved.code == 0)
            #expect(outcome.code == 4)
            #expect(outcome.document?["passed"] == false)
        }
    }

    @Test(arguments: [
        ["partner", "list"], ["customers", "list"], ["rules", "list"], ["events", "list"],
        ["notifications", "list"], ["audit", "list"],
    ])
    func `a list is exactly one JSON array`(arguments: [String]) async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let outcome = try await program.run(arguments + ["--json"])

            #expect(outcome.code == 0)
            #expect(outcome.document?.array != nil)
        }
    }

    @Test(arguments: [
        ["settings", "show"], ["credentials", "show"], ["audit", "verify"],
        ["engine", "--once"], ["events", "show", "9"], ["--unknown"],
    ])
    func `everything else is exactly one JSON object, errors too`(
        arguments: [String]
    ) async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let outcome = try await program.run(arguments + ["--json"])

            #expect(outcome.document?.object != nil)
            #expect((outcome.code == 0) == (outcome.document?["error"] == nil))
        }
    }
}
