import Cryptography
import Foundation
import IntegrationCore
import Testing

@Suite struct SecretVaultTests {
    @Test func `a sealed secret opens in its place and shows nothing of itself`() throws {
        let vault = try makeVault()

        let sealed = try vault.seal(Secret("PrivateKey123"), partner: RowID(7))

        let text = String(decoding: sealed.sealed, as: UTF8.self)
        #expect(text.hasPrefix("v1|1|"))
        #expect(!text.contains("PrivateKey123"))
        #expect(sealed.fingerprint.count == 4)
        #expect(try vault.open(sealed.sealed, partner: RowID(7)) == Secret("PrivateKey123"))
    }

    @Test func `a row cannot be moved to another partner or installation`() throws {
        let vault = try makeVault()
        let sealed = try vault.seal(Secret("k"), partner: RowID(7)).sealed

        #expect(throws: SecretError.self) { try vault.open(sealed, partner: RowID(8)) }
        #expect(throws: SecretError.self) {
            try makeVault(installation: "other").open(sealed, partner: RowID(7))
        }
    }

    @Test func `no altered byte of a record is accepted`() throws {
        let vault = try makeVault()
        let sealed = try vault.seal(Secret("k"), partner: RowID(7)).sealed

        for index in sealed.indices {
            var altered = sealed
            altered[index] = altered[index] == 48 ? 49 : 48
            #expect(throws: SecretError.self) { try vault.open(altered, partner: RowID(7)) }
        }
        for short in [[], Array(sealed.prefix(10)), sealed + sealed] {
            #expect(throws: SecretError.self) { try vault.open(short, partner: RowID(7)) }
        }
    }

    @Test func `the same secret is never sealed the same way twice`() throws {
        let vault = try makeVault()

        let records = try (0..<100).map { _ in
            try vault.seal(Secret("k"), partner: RowID(7)).sealed
        }

        #expect(Set(records).count == 100)
    }

    @Test func `a secret prints, dumps and interpolates as three stars`() {
        let secret = Secret("PrivateKey123")

        var dumped = ""
        dump(secret, to: &dumped)

        let shown = ["\(secret)", String(reflecting: secret), dumped, "\([secret])"]
        for text in shown {
            #expect(text.contains("***"))
            #expect(!text.contains("Private"))
        }
    }

    @Test func `two secrets are equal by their bytes`() {
        #expect(Secret("a") == Secret([97]))
        #expect(Secret("a") != Secret("b"))
        #expect(Secret("").isEmpty)
    }

    @Test(arguments: ["Pr1v/ate+Key\"=é", "simpleKey123", "with space\\slash"])
    func `a key is masked in every form it travels in`(key: String) throws {
        let redactor = SecretRedactor(secrets: [Secret(key)], pairPrefix: "acme+public:")
        let pair = Data("acme+public:\(key)".utf8).base64EncodedString()
        let encoded = try #require(
            key.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let json = String(decoding: try JSONEncoder().encode([key]), as: UTF8.self)

        for form in [key, Data(key.utf8).base64EncodedString(), pair, encoded, json] {
            let masked = redactor.masked("before \(form) after")
            #expect(masked.hasPrefix("before ") && masked.hasSuffix(" after"))
            #expect(masked.contains("***"))
            #expect(!masked.contains(form))
        }
        #expect(redactor.masked("nothing to hide") == "nothing to hide")
    }

    private func makeVault(installation: String = "one") throws -> SecretVault {
        let folder = try Folder()
        try folder.write("key", [UInt8](repeating: 3, count: 32), mode: 0o600)
        let key = try MasterKey(
            sources: .init(credentialsDirectory: nil, keyFile: folder.path + "/key"),
            installation: installation, mayCreate: false)
        return SecretVault(key: key, installation: installation)
    }
}
