import ConnectWiseSandbox
import IntegrationCore
import Testing

/// A sandbox, a partner with its credentials and rules, and the customer 19652 mapped.
func withPartner(
    _ body: (Program, ConnectWiseSandbox) async throws -> Void
) async throws {
    let sandbox = try ConnectWiseSandbox()
    try sandbox.start()
    defer { sandbox.stop() }
    try await withProgram { program in
        let authority = try program.file("ca.pem", sandbox.certificateAuthorityPEM)
        let key = try program.file("key", sandbox.privateKey + "\n")
        let company = sandbox.records("/company/companies").first?["id"]?.integer ?? 0
        let steps: [[String]] = [
            ["partner", "add", "Northwind", "--sandbox"],
            [
                "credentials", "set", "--site-url", sandbox.url, "--company", sandbox.company,
                "--public-key", sandbox.publicKey, "--private-key-file", key, "--client-id",
                sandbox.clientID, "--solution", "Axcient", "--ca-file", authority,
                "--on-premises",
            ],
            ["credentials", "test"],
            [
                "rules", "add", "--action", "ticket", "--board", "integration", "--status",
                "New", "--severities", "warning,error", "--priority",
                "error=Priority 1 - Emergency Response", "--close", "Closed",
            ],
            ["rules", "add", "--action", "sync"],
        ]
        for step in steps {
            let outcome = try await program.run(step)
            try #require(outcome.code == 0, "\(step): \(outcome.stderr)")
        }
        _ = try await program.run("ingest", input: SampleLines.job("1"))
        let mapped = try await program.run(
            "customers", "map", "EFS-19652", "--company-id", "\(company)")
        try #require(mapped.code == 0, "\(mapped.stderr)")
        try await body(program, sandbox)
    }
}
