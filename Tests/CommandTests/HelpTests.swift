import Foundation
import Testing

@Suite struct HelpTests {
    /// The commands of product.md 13 that this version has, with their flags as printed there.
    static let promised: [(command: [String], flags: [String])] = [
        (["demo"], ["--fresh", "--headless"]),
        (["engine"], ["--once"]),
        (["ingest"], ["--watch", "--dry-run"]),
        (["partner", "list"], []), (["partner", "add"], []), (["partner", "rename"], []),
        (["credentials", "show"], []), (["credentials", "test"], []),
        (["credentials", "clear"], []),
        (
            ["credentials", "set"],
            [
                "--site-url", "--company", "--public-key", "--private-key-file", "--client-id",
                "--solution", "--ca-file", "--on-premises",
            ]
        ),
        (["settings", "show"], []), (["settings", "set"], []),
        (["settings", "export"], ["--output", "--force"]), (["settings", "diff"], []),
        (["settings", "import"], ["--yes", "--dry-run", "--on-premises"]),
        (["customers", "list"], []), (["customers", "map"], ["--company-id"]),
        (["customers", "link"], ["--number"]), (["customers", "unmap"], []),
        (["customers", "match"], ["--apply", "--yes"]),
        (["accounts", "list"], ["--customer"]), (["accounts", "set"], ["--parent", "--plan"]),
        (["xref", "list"], []), (["xref", "add"], ["--level", "--type", "--unit"]),
        (["xref", "remove"], []), (["xref", "check"], []),
        (
            ["xref", "set"],
            [
                "--level", "--type", "--product", "--configuration-type", "--agreement-type",
                "--bill", "--flat-fee",
            ]
        ),
        (["managed-ids", "list"], []), (["managed-ids", "add"], []),
        (["rules", "list"], []), (["rules", "remove"], []), (["rules", "test"], ["--company"]),
        (["rules", "edit"], ["--board", "--customers", "--notes"]),
        (
            ["rules", "add"],
            [
                "--action", "--board", "--status", "--severities", "--events", "--priority",
                "--close", "--reopen-days",
            ]
        ),
        (["events", "list"], ["--failed", "--search", "--where", "--limit"]),
        (["events", "show"], []),
        (["notifications", "list"], ["--state"]), (["notifications", "show"], []),
        (["reprocess"], ["--failed", "--cause", "--customer"]),
        (["audit", "list"], []), (["audit", "verify"], []),
        (["sandbox"], ["--port", "--state"]),
    ]

    @Test(arguments: promised.indices)
    func `the help of every command shows the promised flags`(place: Int) async throws {
        try await withProgram { program in
            let promise = Self.promised[place]

            let outcome = try await program.run(promise.command + ["--help"])

            #expect(outcome.code == 0)
            for flag in promise.flags + ["--store", "--partner", "--json"] {
                #expect(outcome.stdout.contains(flag), "\(promise.command) lacks \(flag)")
            }
        }
    }

    @Test func `a private key cannot be given as an argument`() async throws {
        try await withProgram { program in
            let outcome = try await program.run("credentials", "set", "--private-key", "secret")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("--private-key"))
        }
    }
}
