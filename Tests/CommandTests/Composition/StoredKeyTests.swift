import ConnectWiseSandbox
import IntegrationCore
import Testing

@testable import CWConsole

/// The stored private key goes to the host that it was saved for, and to no other.
@Suite struct StoredKeyTests {
    private static let words = "the private key again"

    @Test func `a test of another host does not carry the stored key there`() async throws {
        try await withDesk { desk, own, draft in
            let other = try ConnectWiseSandbox()
            try other.start()
            defer { other.stop() }
            var moved = draft
            moved.site.url = other.url
            moved.site.confirmedHost = try SiteAddress(other.url).authority
            moved.site.certificateAuthorityPEM = other.certificateAuthorityPEM

            let stages = await stages(of: desk, moved)

            #expect(other.journal.entries.isEmpty)
            #expect(stages.map(\.outcome) == [.failed])
            #expect(stages.first?.detail.contains(Self.words) == true)
            #expect(own.journal.entries.isEmpty)
        }
    }

    @Test func `a test of the saved host uses the stored key`() async throws {
        try await withDesk { desk, own, draft in
            let stages = await stages(of: desk, draft)

            #expect(stages.allSatisfy { $0.outcome != .failed }, "\(stages)")
            #expect(!own.journal.entries.isEmpty)
        }
    }

    @Test func `the form is told beside the key field`() async throws {
        try await withDesk { desk, _, draft in
            var moved = draft
            moved.site.url = "https://na.myconnectwise.net"

            let empty = try await desk.review(moved)
            moved.privateKey = Secret("An0therK3y")
            let typed = try await desk.review(moved)
            let same = try await desk.review(draft)

            #expect(empty.problems[.privateKey]?.contains(Self.words) == true)
            #expect(typed.problems.isEmpty)
            #expect(same.problems.isEmpty)
        }
    }

    @Test func `saving another host without the key is refused, with it allowed`() async throws {
        try await withDesk { desk, _, draft in
            let stored = try await desk.ledger.site(desk.partner)
            var moved = draft
            moved.site.url = "https://api-na.myconnectwise.net"

            await #expect(throws: CredentialsRefused.self) {
                try await desk.save(moved, version: stored.version)
            }
            let kept = try await desk.ledger.site(desk.partner).value
            moved.privateKey = Secret("An0therK3y")
            try await desk.save(moved, version: stored.version)
            let saved = try await desk.ledger.site(desk.partner).value

            #expect(kept == stored.value)
            #expect(saved.url == "https://api-na.myconnectwise.net")
        }
    }

    @Test func `a command that changes the host asks for the key and ends with 2`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            let given = [
                "--company", "northwind", "--public-key", "pub", "--client-id",
                "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70", "--private-key-file", "-",
            ]
            _ = try await program.run(
                ["credentials", "set", "--site-url", "https://na.myconnectwise.net"] + given,
                input: "K3y")

            let same = try await program.run(
                "credentials", "set", "--site-url", "https://api-na.myconnectwise.net/v4_6_release")
            let refused = try await program.run(
                "credentials", "set", "--site-url", "https://psa.example.com", "--on-premises")
            let shown = try await program.run("credentials", "show", "--json")

            #expect(same.code == 0, "\(same.stderr)")
            #expect(refused.code == 2)
            #expect(refused.stderr.contains(Self.words))
            #expect(shown.document?["siteUrl"] == "https://api-na.myconnectwise.net")
        }
    }

    @Test func `the legacy login is kept without keys only, and its password is asked for`()
        async throws
    {
        try await withDesk { desk, own, draft in
            let ledger = desk.ledger
            try await ledger.clearCredentials(
                partner: desk.partner, by: .current, now: SystemTime().now())
            var legacy = draft
            legacy.site.publicKey = ""
            legacy.site.clientID = ""
            legacy.site.legacyUsername = "integrator"
            let version = try await ledger.site(desk.partner).version

            let bare = try await desk.review(legacy)
            #expect(bare.problems[.legacyPassword]?.contains("password is empty") == true)
            legacy.legacyPassword = Secret("open sesame")
            try await desk.save(legacy, version: version)

            let sealed = try #require(try await ledger.sealedLegacyPassword(desk.partner))
            #expect(
                try await desk.keyring.open(sealed, partner: desk.partner)
                    == Secret("open sesame"))
            // An empty password keeps the stored one, and a test says what is missing.
            legacy.legacyPassword = Secret("")
            #expect(try await desk.review(legacy).isAcceptable)
            let stages = await stages(of: desk, legacy)
            #expect(stages.map(\.outcome) == [.failed])
            #expect(stages.first?.detail.contains("Integrator Login") == true)
            #expect(own.journal.entries.isEmpty)

            // Both keys end it.
            var complete = draft
            complete.site.legacyUsername = "integrator"
            complete.privateKey = Secret(own.privateKey)
            try await desk.save(complete, version: version + 1)
            #expect(try await ledger.sealedLegacyPassword(desk.partner) == nil)
            #expect(try await ledger.site(desk.partner).value.legacyUsername.isEmpty)
        }
    }

    // MARK: - A partner whose credentials are saved

    private func withDesk(
        _ body: (LedgerCredentials, ConnectWiseSandbox, CredentialsDraft) async throws -> Void
    ) async throws {
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }
        let folder = try TemporaryFolder(named: "cwconsole-desk")
        defer { folder.remove() }
        let place = StorePlace(path: folder.path + "/console.db")
        let ledger = try await place.open()
        let partner = try await ledger.addPartner(
            name: "Northwind", mode: .sandbox, by: .current, now: SystemTime().now())
        let desk = LedgerCredentials(
            partner: partner.id, ledger: ledger,
            keyring: Keyring(ledger: ledger, keyFile: place.keyFile), loop: CurlLoop(),
            time: SystemTime(), user: .current)
        var site = ConnectWiseSite()
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.solution = "Axcient"
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = try SiteAddress(sandbox.url).authority
        try await desk.save(
            CredentialsDraft(site: site, privateKey: Secret(sandbox.privateKey)), version: 0)
        let draft = CredentialsDraft(
            site: try await ledger.site(partner.id).value, privateKey: Secret(""))
        try await body(desk, sandbox, draft)
    }

    private func stages(
        of desk: LedgerCredentials, _ draft: CredentialsDraft
    ) async -> [ConnectionStage] {
        var stages: [ConnectionStage] = []
        for await stage in desk.test(draft) { stages.append(stage) }
        return stages
    }
}
