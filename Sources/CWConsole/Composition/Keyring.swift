import Foundation
import IntegrationCore

/// Opens and seals the private keys of a store's partners.
struct Keyring: Sendable {
    /// The store that keeps the sealed keys.
    let ledger: any Ledger
    /// The key file that is used when systemd gives no key.
    let keyFile: String

    /// The private key of a partner.
    ///
    /// - Throws: a `Failure` when none is stored; `SecretError` when it cannot be opened.
    func privateKey(of partner: RowID<Partner>) async throws -> Secret {
        guard let sealed = try await ledger.sealedPrivateKey(partner) else {
            throw try await ledger.site(partner).value.missingKey
        }
        return try await open(sealed, partner: partner)
    }

    /// Opens a sealed key of a partner.
    func open(_ sealed: [UInt8], partner: RowID<Partner>) async throws -> Secret {
        try await vault().open(sealed, partner: partner)
    }

    /// Seals a secret of a partner.
    func seal(_ key: Secret, for partner: RowID<Partner>) async throws -> SealedKey {
        try await vault().seal(key, partner: partner)
    }

    private func vault() async throws -> SecretVault {
        let installation = try await ledger.installationID()
        var mayCreate = true
        for partner in try await ledger.partners() where mayCreate {
            mayCreate = try await ledger.sealedPrivateKey(partner.id) == nil
        }
        let environment = ProcessInfo.processInfo.environment
        let passphrase = environment["CWCONSOLE_PASSPHRASE"].map { Secret($0) }
        var sources = MasterKey.Sources(
            credentialsDirectory: environment["CREDENTIALS_DIRECTORY"], keyFile: keyFile)
        if let passphrase { sources.passphrase = { passphrase } }
        // Reading is quick, but a passphrase costs a third of a second of work.
        let key = try await OwnThread.run { [sources, mayCreate] in
            try MasterKey(sources: sources, installation: installation, mayCreate: mayCreate)
        }
        return SecretVault(key: key, installation: installation)
    }
}
