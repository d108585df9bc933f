import Cryptography
import Foundation
import Glibc
import IntegrationCore
import Testing

@Suite struct MasterKeyTests {
    @Test func `the first use makes a key file that only its owner can read`() throws {
        let folder = try Folder()
        let path = folder.path + "/keys/master.key"

        let made = try key(path)
        let read = try key(path, mayCreate: false)

        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path + "/keys") == 0o700)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/keys").count == 1)
        #expect(
            try vault(read).open(
                try vault(made).seal(Secret("k"), partner: RowID(1)).sealed,
                partner: RowID(1)) == Secret("k"))
        #expect(made.origin == "the key file \(path)")
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o666, 0o610, 0o700, 0o4600])
    func `a key file that others may use is refused with the remedy`(mode: Int) throws {
        let folder = try Folder()
        let path = folder.path + "/keys/master.key"
        _ = try key(path)
        chmod(path, mode_t(mode))

        let error = #expect(throws: SecretError.self) { try key(path) }

        #expect(error?.description.contains("chmod 600 \(path)") == true)
    }

    @Test(arguments: [0o600, 0o400])
    func `a stricter mode is accepted`(mode: Int) throws {
        let folder = try Folder()
        let path = folder.path + "/keys/master.key"
        _ = try key(path)
        chmod(path, mode_t(mode))

        _ = try key(path, mayCreate: false)
    }

    @Test func `a symbolic link is refused, wherever it points`() throws {
        let folder = try Folder()
        let path = folder.path + "/keys/master.key"
        _ = try key(path)
        let link = folder.path + "/link.key"
        symlink(path, link)

        let error = #expect(throws: SecretError.self) { try key(link) }

        #expect(error?.description.contains("symbolic link") == true)
    }

    @Test func `a directory, a pipe and a key of the wrong length are refused`() throws {
        let folder = try Folder()
        mkdir(folder.path + "/directory", 0o700)
        mkfifo(folder.path + "/pipe", 0o600)
        try folder.write("short", [UInt8](repeating: 1, count: 31), mode: 0o600)
        try folder.write("long", [UInt8](repeating: 1, count: 100), mode: 0o600)

        for name in ["directory", "pipe", "short", "long"] {
            #expect(throws: SecretError.self, "\(name)") { try key(folder.path + "/" + name) }
        }
    }

    @Test func `a key of 64 hexadecimal digits is the same as its bytes`() throws {
        let folder = try Folder()
        try folder.write("raw", [UInt8](repeating: 0xab, count: 32), mode: 0o600)
        try folder.write(
            "hex", Array((String(repeating: "ab", count: 32) + "\n").utf8), mode: 0o600)

        let sealed = try vault(key(folder.path + "/raw")).seal(Secret("k"), partner: RowID(1))

        let opened = try vault(key(folder.path + "/hex")).open(sealed.sealed, partner: RowID(1))
        #expect(opened == Secret("k"))
    }

    @Test func `a lost key is said to be lost, not replaced`() throws {
        let folder = try Folder()
        let path = folder.path + "/keys/master.key"

        #expect(throws: SecretError.missing(path: path)) { try key(path, mayCreate: false) }

        #expect(!FileManager.default.fileExists(atPath: folder.path + "/keys"))
    }

    @Test func `a directory that others can write to is refused`() throws {
        let folder = try Folder()
        mkdir(folder.path + "/open", 0o777)
        chmod(folder.path + "/open", 0o777)

        let error = #expect(throws: SecretError.self) { try key(folder.path + "/open/master.key") }

        #expect(error?.description.contains("chmod 700") == true)
    }

    @Test func `a systemd credential comes first, then the file, then the passphrase`() throws {
        let folder = try Folder()
        try folder.write("cwconsole-key", [UInt8](repeating: 9, count: 32), mode: 0o440)
        let file = folder.path + "/keys/master.key"

        let credential = try MasterKey(
            sources: .init(
                credentialsDirectory: folder.path, keyFile: file,
                passphrase: { Secret("a long passphrase") }),
            installation: "i", mayCreate: true)
        let passphrase = try MasterKey(
            sources: .init(
                credentialsDirectory: nil, keyFile: file,
                passphrase: { Secret("a long passphrase") }),
            installation: "i", mayCreate: true)
        _ = try key(file)
        let found = try MasterKey(
            sources: .init(
                credentialsDirectory: folder.path + "/nothing", keyFile: file,
                passphrase: { Secret("a long passphrase") }),
            installation: "i", mayCreate: true)

        #expect(credential.origin == "the systemd credential cwconsole-key")
        #expect(passphrase.origin == "the passphrase")
        #expect(found.origin == "the key file \(file)")
    }

    @Test func `a passphrase gives the same key again, and another installation another one`()
        throws
    {
        func passphrase(_ text: String, _ installation: String) throws -> MasterKey {
            try MasterKey(
                sources: .init(
                    credentialsDirectory: nil, keyFile: "/nonexistent/k",
                    passphrase: { Secret(text) }),
                installation: installation, mayCreate: false)
        }
        let sealed = try vault(passphrase("correct horse battery", "one"))
            .seal(Secret("k"), partner: RowID(1)).sealed

        let again = try vault(passphrase("correct horse battery", "one"))
        #expect(try again.open(sealed, partner: RowID(1)) == Secret("k"))
        for other in [
            try passphrase("correct horse batter!", "one"),
            try passphrase("correct horse battery", "two"),
        ] {
            #expect(throws: SecretError.rejected(origin: "the passphrase")) {
                try vault(other).open(sealed, partner: RowID(1))
            }
        }
        #expect(throws: SecretError.weakPassphrase) { try passphrase("short", "one") }
    }

    private func key(_ path: String, mayCreate: Bool = true) throws -> MasterKey {
        try MasterKey(
            sources: .init(credentialsDirectory: nil, keyFile: path), installation: "i",
            mayCreate: mayCreate)
    }

    private func vault(_ key: MasterKey) -> SecretVault { SecretVault(key: key, installation: "i") }

    private func mode(_ path: String) throws -> Int {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        return Int(status.st_mode & 0o7777)
    }
}

/// A directory of its own for one test, removed at the end.
final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/cwconsole-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        chmod(path, 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8], mode: mode_t) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        chmod("\(path)/\(name)", mode)
    }
}
