import ConnectWiseSandbox
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

    @Test func `--fix shows each request, asks once, sends all of them and looks again`()
        async throws
    {
        try await withPartner { program, sandbox in
            let entries = "/company/companies/{parentId}/managementSummaryReports"
            let first = sandbox.records(entries).first?["id"]?.integer ?? 0
            sandbox.remove(entries, Int(first))
            let integrations = "/company/managedDevicesIntegrations"
            let integration = sandbox.records(integrations).first?["id"]?.integer ?? 0
            sandbox.change(integrations, Int(integration), ["loginBy": "Member"])
            let only = "integration,managed-ids"

            let found = try await program.run("doctor", "--only", only, "--json")
            let fixed = try await program.run(
                "doctor", "--only", only, "--fix", "--yes", "--json")
            let again = try await program.run("managed-ids", "check")

            #expect(found.code == 1)
            let repairs = found.document?["findings"]?.array?.map { $0["repairs"]?.array?.count }
            #expect(repairs == [1, 1])
            #expect(fixed.code == 0, "\(fixed.stderr)")
            #expect(fixed.stderr.contains("PATCH \(integrations)/\(integration)"))
            #expect(fixed.stderr.contains("Managed IDs of EFS-19652"))
            let outcomes = fixed.document?["findings"]?.array?.map { $0["outcome"] }
            #expect(outcomes == ["good", "good"])
            #expect(again.code == 0, "\(again.stdout)")
            #expect(sandbox.journal.violations.isEmpty)
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
