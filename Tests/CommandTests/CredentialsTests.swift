import Foundation
import IntegrationCore
import Testing

@Suite struct CredentialsTests {
    private static let key = "S3cr3tPr1vateK3y"

    private func set(
        _ program: Program, _ more: [String] = [], url: String = "https://na.myconnectwise.net",
        company: String = "northwind", key: String = key
    ) async throws -> Program.Outcome {
        _ = try await program.run("partner", "add", "Northwind")
        return try await program.run(
            [
                "credentials", "set", "--site-url", url, "--company", company, "--public-key",
                "pub123", "--private-key-file", "-", "--client-id",
                "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70", "--solution", "Axcient", "--json",
            ] + more, input: key)
    }

    @Test func `a browser address of the cloud becomes its api host, and that is said`()
        async throws
    {
        try await withProgram { program in
            let outcome = try await set(program)

            #expect(outcome.code == 0)
            #expect(outcome.document?["siteUrl"] == "https://api-na.myconnectwise.net")
            #expect(outcome.stderr.contains("api-na.myconnectwise.net"))
        }
    }

    @Test func `blanks around pasted values are removed, and that is said`() async throws {
        try await withProgram { program in
            let outcome = try await set(
                program, company: " northwind\t", key: Self.key + " \n")

            #expect(outcome.document?["company"] == "northwind")
            #expect(outcome.stderr.contains("--company"))
            #expect(outcome.stderr.contains("--private-key-file"))
        }
    }

    @Test func `a blank inside a key is refused and nothing is saved`() async throws {
        try await withProgram { program in
            let outcome = try await set(program, key: "half another")
            let shown = try await program.run("credentials", "show", "--json")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("private API key"))
            #expect(shown.document?["siteUrl"] == "")
            #expect(shown.document?["privateKey"] == .null)
        }
    }

    @Test func `a host of one's own has to be confirmed`() async throws {
        try await withProgram { program in
            let refused = try await set(program, url: "https://psa.example.com")
            let confirmed = try await set(
                program, ["--on-premises"], url: "https://psa.example.com")

            #expect(refused.code == 2)
            #expect(refused.stderr.contains("--on-premises"))
            #expect(confirmed.code == 0)
            #expect(confirmed.document?["confirmedHost"] == "psa.example.com")
        }
    }

    @Test(arguments: ["http://na.myconnectwise.net", "ftp://x", "", "https://"])
    func `an address without https is refused`(url: String) async throws {
        try await withProgram { program in
            let outcome = try await set(program, url: url)

            #expect(outcome.code == 2)
        }
    }

    @Test func `the private key is nowhere in output, audit or store`() async throws {
        try await withProgram { program in
            let saved = try await set(program)
            let shown = try await program.run("credentials", "show")
            let audit = try await program.run("audit", "list", "--json")
            let encoded = Data(Self.key.utf8).base64EncodedString()

            for outcome in [saved, shown, audit] {
                for text in [outcome.stdout, outcome.stderr] {
                    #expect(!text.contains(Self.key) && !text.contains(encoded))
                }
            }
            let folder = program.folder + "/data"
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                let data = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                #expect(data.range(of: Data(Self.key.utf8)) == nil, "found in \(name)")
            }
        }
    }

    @Test func `what is not named stays, the private key too`() async throws {
        try await withProgram { program in
            let first = try await set(program)
            let second = try await program.run(
                "credentials", "set", "--company", "other", "--json")

            #expect(second.document?["company"] == "other")
            #expect(second.document?["publicKey"] == "pub123")
            #expect(second.document?["privateKey"] == first.document?["privateKey"])
        }
    }

    @Test func `clear erases site and key`() async throws {
        try await withProgram { program in
            _ = try await set(program)

            let cleared = try await program.run("credentials", "clear")
            let shown = try await program.run("credentials", "show", "--json")

            #expect(cleared.code == 0)
            #expect(shown.document?["siteUrl"] == "")
            #expect(shown.document?["privateKey"] == .null)
        }
    }
}
