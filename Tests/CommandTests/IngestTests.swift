import Foundation
import IntegrationCore
import Testing

@Suite struct IngestTests {
    @Test func `good lines are accepted, known ones counted, wrong ones set aside`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            let lines = [
                "\u{FEFF}" + SampleLines.job("1"), "", SampleLines.job("2") + "\r",
                SampleLines.job("1"), SampleLines.job("1", result: "success"), "{\"id\":1}",
                String(repeating: "x", count: 300_000), SampleLines.job("3", result: "maybe"),
            ]
            let path = try program.file("events.jsonl", lines.joined(separator: "\n"))

            let outcome = try await program.run("ingest", path, "--json")

            #expect(outcome.code == 1)
            #expect(outcome.document?["accepted"] == 2)
            #expect(outcome.document?["duplicate"] == 1)
            #expect(outcome.document?["conflict"] == 1)
            let aside = try await program.run("events", "conflicts", "--json").document?.array
            #expect(aside?.count == 1)
            #expect(aside?.first?["sourceId"]?.string?.isEmpty == false)
            #expect(aside?.first?["keptInformation"] != aside?.first?["information"])
            let shown = try await program.run("events", "conflicts", "--limit", "1")
            #expect(shown.code == 0 && shown.stdout.contains("PUT ASIDE"))
            let rejected = outcome.document?["rejected"]?.array ?? []
            #expect(rejected.map { $0["line"] } == [6, 7, 8])
            let file = try String(contentsOfFile: path + ".rejected.jsonl", encoding: .utf8)
            let kept = try file.split(separator: "\n").map { try JSONValue(parsing: $0.utf8) }
            #expect(kept.map { $0["line"] } == [6, 7, 8])
            #expect(kept.allSatisfy { $0["reason"]?.string?.isEmpty == false })
        }
    }

    @Test func `a dry run keeps nothing`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let dry = try await program.run(
                "ingest", "-", "--dry-run", "--json", input: SampleLines.job("1"))
            let events = try await program.run("events", "list", "--json")

            #expect(dry.code == 0)
            #expect(dry.document?["accepted"] == 1)
            #expect(events.document == [])
        }
    }

    @Test func `standard input is read when no file is named`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let first = try await program.run("ingest", "--json", input: SampleLines.job("1"))
            let again = try await program.run("ingest", "-", "--json", input: SampleLines.job("1"))

            #expect(first.document?["accepted"] == 1)
            #expect(again.code == 0)
            #expect(again.document?["duplicate"] == 1)
        }
    }

    @Test func `a file that is not there exits 2 and names it`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let outcome = try await program.run("ingest", "absent.jsonl")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("absent.jsonl"))
        }
    }

    @Test func `an unknown text id waits first and its events go when it is linked`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            _ = try await program.run("rules", "add", "--action", "sync")
            _ = try await program.run(
                "ingest", input: SampleLines.job("1", customer: "acme-eu"))

            let before = try await program.run("customers", "list", "--json")
            let linked = try await program.run(
                "customers", "link", "/test/1", "acme-eu", "--number", "70", "--json")
            let after = try await program.run("customers", "list", "--json")

            #expect(before.document?.array?.first?["sourceId"] == "acme-eu")
            #expect(before.document?.array?.first?["waitingEvents"] == 1)
            #expect(linked.document?["events"] == 1)
            #expect(after.document?.array?.map { $0["managedId"] } == ["EFS-70"])
        }
    }
}
