internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func site(_ partner: RowID<Partner>) async throws -> Versioned<ConnectWiseSite> {
        try await read { try $0.versioned(.site, of: partner, default: ConnectWiseSite()) }
    }

    public func secretNote(_ partner: RowID<Partner>) async throws -> SecretNote? {
        try await read { db in
            try db.first(
                "SELECT set_at, set_by, fingerprint FROM secrets"
                    + " WHERE partner_id = ? AND name = 'private-key'", [partner.rawValue]
            ).map { row in
                SecretNote(
                    setAt: row.moment("set_at"), setBy: row["set_by"],
                    fingerprint: row["fingerprint"])
            }
        }
    }

    public func sealedPrivateKey(_ partner: RowID<Partner>) async throws -> [UInt8]? {
        try await read { db in
            try db.sealed(.privateKey, of: partner)
        }
    }

    public func sealedLegacyPassword(_ partner: RowID<Partner>) async throws -> [UInt8]? {
        try await read { try $0.sealed(.legacyPassword, of: partner) }
    }

    public func saveCredentials(
        _ site: ConnectWiseSite, version: Int64, sealedKey: SealedKey?,
        sealedLegacyPassword: [UInt8]?, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            try db.save(
                site, version: version, sealedKey: sealedKey,
                sealedLegacyPassword: sealedLegacyPassword, partner: partner, by: who, at: now)
        }
    }

    public func clearCredentials(
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let old = try db.versioned(.site, of: partner, default: ConnectWiseSite())
            try db.run("DELETE FROM secrets WHERE partner_id = ?", [partner.rawValue])
            if old.version > 0 {
                try db.save(
                    ConnectWiseSite(), as: .site, over: old.version, expecting: old.version,
                    partner: partner, by: who, at: now)
            }
            try db.run("UPDATE partners SET is_on = 1 WHERE id = ?", [partner.rawValue])
            let change = try SettingsChange.words(from: old.value, to: ConnectWiseSite())
            try db.audit(
                "credentials.clear", "site", "\(change); secrets: erased", partner: partner,
                by: who, at: now)
        }
    }
}

/// The names of the secrets that a partner can have.
enum SecretName: String {
    case privateKey = "private-key"
    case legacyPassword = "legacy-password"
}

extension Database {
    /// A sealed secret.
    func sealed(_ name: SecretName, of partner: RowID<Partner>) throws -> [UInt8]? {
        try first(
            "SELECT sealed FROM secrets WHERE partner_id = ? AND name = ?",
            [partner.rawValue, name.rawValue]
        ).map { $0.bytes("sealed") }
    }

    /// Saves a site, and the secrets that are given; with both REST keys the legacy login ends.
    func save(
        _ site: ConnectWiseSite, version: Int64, sealedKey: SealedKey?,
        sealedLegacyPassword: [UInt8]? = nil, partner: RowID<Partner>, by who: Operator,
        at now: Timestamp
    ) throws {
        let old = try versioned(.site, of: partner, default: ConnectWiseSite())
        let hasPrivateKey = try sealedKey != nil || sealed(.privateKey, of: partner) != nil
        let hasBothKeys = hasPrivateKey && !site.publicKey.isEmpty
        var site = site
        if hasBothKeys { site.legacyUsername = "" }
        try save(
            site, as: .site, over: old.version, expecting: version, partner: partner, by: who,
            at: now)
        try run("UPDATE partners SET is_on = ? WHERE id = ?", [site.isOn, partner.rawValue])
        var change = try SettingsChange.words(from: old.value, to: site)
        if let sealedKey {
            try keep(sealedKey, as: .privateKey, of: partner, by: who, at: now)
            change += "; private key: replaced, fingerprint \(sealedKey.fingerprint)"
        }
        if site.legacyUsername.isEmpty {
            if try sealed(.legacyPassword, of: partner) != nil {
                try erase(.legacyPassword, of: partner)
                change += "; legacy password: erased"
            }
        } else if let sealedLegacyPassword {
            // Nothing of a password is shown, not even the end of a fingerprint.
            let secret = SealedKey(sealed: sealedLegacyPassword, fingerprint: "")
            try keep(secret, as: .legacyPassword, of: partner, by: who, at: now)
            change += "; legacy password: replaced"
        }
        try closeCircuit(of: partner, now: now)
        try audit("credentials.save", "site", change, partner: partner, by: who, at: now)
    }

    /// Erases one secret.
    func erase(_ name: SecretName, of partner: RowID<Partner>) throws {
        try run(
            "DELETE FROM secrets WHERE partner_id = ? AND name = ?",
            [partner.rawValue, name.rawValue])
    }

    /// Keeps a sealed secret in the place of an earlier one.
    func keep(
        _ key: SealedKey, as name: SecretName, of partner: RowID<Partner>, by who: Operator,
        at now: Timestamp
    ) throws {
        try run(
            "INSERT INTO secrets (partner_id, name, sealed, fingerprint, set_by, set_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (partner_id, name) DO UPDATE SET sealed = excluded.sealed,"
                + " fingerprint = excluded.fingerprint, set_by = excluded.set_by,"
                + " set_at = excluded.set_at",
            [
                partner.rawValue, name.rawValue, blob(key.sealed), key.fingerprint, who.name,
                now.microseconds,
            ])
    }
}
