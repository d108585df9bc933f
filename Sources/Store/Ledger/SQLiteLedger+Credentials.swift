internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func site(_ partner: RowID<Partner>) async throws -> Versioned<ConnectWiseSite> {
        try await read { try $0.versioned(.site, of: partner, default: ConnectWiseSite()) }
    }

    public func secretNote(_ partner: RowID<Partner>) async throws -> SecretNote? {
        try await read { db in
            try db.first(
                "SELECT set_at, set_by, fingerprint FROM secrets WHERE partner_id = ?",
                [partner.rawValue]
            ).map { row in
                SecretNote(
                    setAt: row.moment("set_at"), setBy: row["set_by"],
                    fingerprint: row["fingerprint"])
            }
        }
    }

    public func sealedPrivateKey(_ partner: RowID<Partner>) async throws -> [UInt8]? {
        try await read { db in
            try db.first("SELECT sealed FROM secrets WHERE partner_id = ?", [partner.rawValue])
                .map { $0.bytes("sealed") }
        }
    }

    public func saveCredentials(
        _ site: ConnectWiseSite, version: Int64, sealedKey: SealedKey?,
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let old = try db.versioned(.site, of: partner, default: ConnectWiseSite())
            try db.save(
                site, as: .site, over: old.version, expecting: version, partner: partner, by: who,
                at: now)
            try db.run(
                "UPDATE partners SET is_on = ? WHERE id = ?", [site.isOn, partner.rawValue])
            var change = try SettingsChange.words(from: old.value, to: site)
            if let sealedKey {
                try db.keep(sealedKey, of: partner, by: who, at: now)
                change += "; private key: replaced, fingerprint \(sealedKey.fingerprint)"
            }
            try db.closeCircuit(of: partner, now: now)
            try db.audit("credentials.save", "site", change, partner: partner, by: who, at: now)
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
                "credentials.clear", "site", "\(change); private key: erased", partner: partner,
                by: who, at: now)
        }
    }
}

extension Database {
    fileprivate func keep(
        _ key: SealedKey, of partner: RowID<Partner>, by who: Operator, at now: Timestamp
    ) throws {
        try run(
            "INSERT INTO secrets (partner_id, name, sealed, fingerprint, set_by, set_at)"
                + " VALUES (?, 'private-key', ?, ?, ?, ?)"
                + " ON CONFLICT (partner_id, name) DO UPDATE SET sealed = excluded.sealed,"
                + " fingerprint = excluded.fingerprint, set_by = excluded.set_by,"
                + " set_at = excluded.set_at",
            [partner.rawValue, blob(key.sealed), key.fingerprint, who.name, now.microseconds])
    }
}
