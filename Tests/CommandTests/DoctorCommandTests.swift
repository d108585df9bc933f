import Foundation
import IntegrationCore
import Testing

@Suite struct DoctorCommandTests {
    @Test func `without credentials the doctor says so, looks at the store, and ends with 4`()
        async throws
    {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let outcome = try await program.run("doctor", "--json")

            #expect(outcome.code == 4)
            let findings = try #require(outcome.document?["findings"]?.array)
            #expect(Set(findings.compactMap { $0["check"]?.string }).count == 14)
            #expect(findings.first?["outcome"] == "failed")
            #expect(findings.first?["remedy"]?.array?.isEmpty == false)
            #expect(findings.contains { $0["check"] == "rules" && $0["outcome"] == "failed" })
            #expect(findings.contains { $0["check"] == "rights" && $0["outcome"] == "notChecked" })
        }
    }

    @Test func `only the named checks are made, and what is wrong is said with its remedy`()
        async throws
    {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let outcome = try await program.run("doctor", "--only", "rules")

            #expect(outcome.code == 1)
            #expect(outcome.stdout.contains("No rule opens tickets."))
            #expect(outcome.stdout.contains("expected: A rule Open a ConnectWise ticket."))
            #expect(!outcome.stdout.contains("Connection"))
        }
    }

    @Test func `an unknown check, and a repair that nobody can be asked about, are refused`()
        async throws
    {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")

            let unknown = try await program.run("doctor", "--only", "moon")
            let unasked = try await program.run("doctor", "--fix")

            #expect(unknown.code == 2)
            #expect(unknown.stderr.contains("'moon'"))
            #expect(unasked.code == 2)
            #expect(unasked.stderr.contains("--yes"))
        }
    }
}
