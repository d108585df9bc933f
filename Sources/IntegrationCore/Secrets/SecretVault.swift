public import Cryptography

/// Seals secrets for the store, each bound to its installation, partner and field.
///
/// A record reads `v1|key version|nonce|ciphertext and tag`, the last two in hexadecimal. Its key is
/// derived from the master key and the record's nonce; a record that is copied to another partner,
/// field or installation does not open there.
public struct SecretVault: Sendable {
    /// What is sealed; the raw value is part of the seal and never changes.
    public enum Field: String, Sendable, CaseIterable {
        /// The private API key.
        case privateKey = "private-key"
    }

    private let key: MasterKey
    private let installation: String
    private let random: RandomBytes

    /// Makes a vault for one installation.
    public init(
        key: MasterKey, installation: String, random: @escaping RandomBytes = SystemRandom.bytes
    ) {
        self.key = key
        self.installation = installation
        self.random = random
    }

    /// Seals a secret and notes the end of its fingerprint.
    public func seal(
        _ secret: Secret, partner: RowID<Partner>, field: Field = .privateKey
    ) throws(SecretError) -> SealedKey {
        let nonce = random(AESGCM.nonceLength)
        let version = key.version
        do {
            let sealed = try AESGCM.seal(
                secret.withBytes { $0 }, key: recordKey(nonce), nonce: nonce,
                associated: place(partner, field, version))
            let text = "v1|\(version)|\(Hexadecimal.text(nonce))|\(Hexadecimal.text(sealed))"
            return SealedKey(sealed: Array(text.utf8), fingerprint: secret.fingerprint)
        } catch {
            throw .library(error.description)
        }
    }

    /// Opens a record that was sealed for this very place.
    ///
    /// - Throws: `SecretError.rejected` for another key or place, or an altered record.
    public func open(
        _ record: [UInt8], partner: RowID<Partner>, field: Field = .privateKey
    ) throws(SecretError) -> Secret {
        let parts = String(decoding: record, as: UTF8.self)
            .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "v1", let version = Int(parts[1]),
            version == key.version, let nonce = Hexadecimal.bytes(parts[2]),
            let sealed = Hexadecimal.bytes(parts[3])
        else { throw .rejected(origin: key.origin) }
        do {
            return Secret(
                try AESGCM.open(
                    sealed, key: recordKey(nonce), nonce: nonce,
                    associated: place(partner, field, version)))
        } catch {
            throw .rejected(origin: key.origin)
        }
    }

    private func recordKey(_ nonce: [UInt8]) -> [UInt8] {
        key.bytes.withBytes {
            HKDF256.key(from: $0, salt: nonce, info: Array("cwconsole secret record".utf8))
        }
    }

    private func place(_ partner: RowID<Partner>, _ field: Field, _ version: Int) -> [UInt8] {
        Array("\(installation)|\(partner)|\(field.rawValue)|\(version)".utf8)
    }
}
