internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func sealedLegacyPassword(_ partner: RowID<Partner>) async throws -> [UInt8]? {
        try await read { try $0.sealed(.legacyPassword, of: partner) }
    }

    public func saveLegacyLogin(
        username: String, sealedPassword: [UInt8]?, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let old = try db.versioned(.site, of: partner, default: ConnectWiseSite())
            let hasPrivateKey = try db.sealed(.privateKey, of: partner) != nil
            guard !hasPrivateKey || old.value.publicKey.isEmpty else {
                throw LedgerError(
                    .refused,
                    "Both REST keys are saved, so the integrator login is not needed"
                        + " any more and not kept.")
            }
            var site = old.value
            site.legacyUsername = username
            try db.save(
                site, as: .site, over: old.version, expecting: old.version, partner: partner,
                by: who, at: now)
            var change = try SettingsChange.words(from: old.value, to: site)
            if username.isEmpty {
                try db.erase(.legacyPassword, of: partner)
                change += "; legacy password: erased"
            } else if let sealedPassword {
                // Nothing of a password is shown, not even the end of a fingerprint.
                try db.keep(
                    SealedKey(sealed: sealedPassword, fingerprint: ""), as: .legacyPassword,
                    of: partner, by: who, at: now)
                change += "; legacy password: replaced"
            }
            try db.audit(
                "credentials.save", "integrator login", change, partner: partner, by: who, at: now)
        }
    }
}
