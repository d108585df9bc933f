public import Cryptography

/// The key that all stored secrets are sealed under.
///
/// Three sources, first found wins: a systemd credential, a key file, a passphrase. There is no
/// fallback to plain text.
public struct MasterKey: Sendable {
    /// Where the key came from, in words for a sentence: `the key file /…/master.key`.
    public let origin: String
    /// The number written into each sealed record; a new key gets the next one.
    public let version: Int
    let bytes: Secret

    /// Where to look for the key.
    public struct Sources: Sendable {
        /// The value of `CREDENTIALS_DIRECTORY`, which systemd sets; nil outside a unit.
        public var credentialsDirectory: String?
        /// The key file; it has a directory of its own.
        public var keyFile: String
        /// Gives the passphrase, when the operator chose one; it is asked for at most once.
        public var passphrase: (@Sendable () -> Secret?)?

        /// Makes a list of sources.
        public init(
            credentialsDirectory: String?, keyFile: String,
            passphrase: (@Sendable () -> Secret?)? = nil
        ) {
            self.credentialsDirectory = credentialsDirectory
            self.keyFile = keyFile
            self.passphrase = passphrase
        }
    }

    /// Takes the key from the first source that has one; else makes the key file.
    ///
    /// - Parameters:
    ///   - sources: where to look.
    ///   - installation: the store's random name; it salts the passphrase.
    ///   - mayCreate: false when the store holds sealed secrets already: then a new key would only
    ///     hide that the old one is lost.
    ///   - random: where a new key comes from.
    /// - Throws: `SecretError`.
    public init(
        sources: Sources, installation: String, mayCreate: Bool,
        random: RandomBytes = SystemRandom.bytes
    ) throws(SecretError) {
        version = 1
        if let directory = sources.credentialsDirectory, !directory.isEmpty {
            let path = "\(directory)/cwconsole-key"
            // systemd owns and guards its directory; the file may belong to root.
            if let found = try KeyFile(path: path, isOurs: false).read() {
                origin = "the systemd credential cwconsole-key"
                bytes = found
                return
            }
        }
        let file = KeyFile(path: sources.keyFile, isOurs: true)
        if let found = try file.read() {
            origin = "the key file \(sources.keyFile)"
            bytes = found
            return
        }
        if let passphrase = sources.passphrase?() {
            origin = "the passphrase"
            bytes = try Self.derived(from: passphrase, installation: installation)
            return
        }
        guard mayCreate else { throw .missing(path: sources.keyFile) }
        origin = "the key file \(sources.keyFile)"
        bytes = try file.create(random)
    }

    /// scrypt with N = 2^17, r = 8, p = 1 (reliability 5.2).
    private static func derived(
        from passphrase: Secret, installation: String
    ) throws(SecretError) -> Secret {
        let text = passphrase.withBytes { $0 }
        guard String(decoding: text, as: UTF8.self).count >= 12 else { throw .weakPassphrase }
        do {
            let salt = SHA256.digest(Array("cwconsole passphrase|\(installation)".utf8))
            return Secret(try Scrypt.key(from: text, salt: salt))
        } catch {
            throw .library(error.description)
        }
    }
}
