internal import Cryptography
internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func settings(
        _ partner: RowID<Partner>
    ) async throws -> Versioned<IntegrationSettings> {
        try await read { try $0.settings(of: partner) }
    }

    public func saveSettings(
        _ settings: IntegrationSettings, version: Int64, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            try db.save(settings, version: version, partner: partner, by: who, at: now)
        }
    }
}

extension Database {
    /// Checks and saves settings.
    func save(
        _ settings: IntegrationSettings, version: Int64, partner: RowID<Partner>,
        by who: Operator, at now: Timestamp
    ) throws {
        if let refusal = settings.refusal { throw LedgerError(.refused, refusal) }
        let old = try self.settings(of: partner)
        try save(
            settings, as: .integration, over: old.version, expecting: version, partner: partner,
            by: who, at: now)
        let change = try SettingsChange.words(from: old.value, to: settings)
        try audit("settings.save", "integration", change, partner: partner, by: who, at: now)
    }
}

/// The documents that are saved with a version.
enum SettingsKind: String {
    case site, integration, references
}

/// Says what a save changed, member by member, for the audit trail.
enum SettingsChange {
    static func words(from old: some Encodable, to new: some Encodable) throws -> String {
        let old = try StoredJSON.value(JSONValue.self, StoredJSON.text(old)).object ?? [:]
        let new = try StoredJSON.value(JSONValue.self, StoredJSON.text(new)).object ?? [:]
        let changed = Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
        let words = changed.map { name in
            "\(name): \(shown(old[name])) -> \(shown(new[name]))"
        }
        return words.isEmpty ? "unchanged" : words.joined(separator: "; ")
    }

    /// The most characters of one value that the audit trail keeps.
    static let limit = 200

    /// A value as the trail shows it; of a certificate or a long text the fingerprint, so that
    /// anyone who has the file (`sha256sum`) can tell whether it is the same.
    private static func shown(_ value: JSONValue?) -> String {
        guard let value else { return "none" }
        let text = value.text
        let isPEM = text.contains("-----BEGIN")
        guard isPEM || text.count > limit else { return text }
        let bytes = Array((value.string ?? text).utf8)
        let digest = Hexadecimal.text(SHA256.digest(bytes))
        return "\(isPEM ? "certificate" : "text") of \(bytes.count) bytes, SHA-256 \(digest)"
    }
}

extension Database {
    /// The partner's settings; the defaults before the first save.
    func settings(of partner: RowID<Partner>) throws -> Versioned<IntegrationSettings> {
        try versioned(.integration, of: partner, default: IntegrationSettings())
    }

    /// A versioned document of a partner.
    func versioned<Value: Codable & Sendable>(
        _ kind: SettingsKind, of partner: RowID<Partner>, default value: Value
    ) throws -> Versioned<Value> {
        let row = try first(
            "SELECT * FROM settings WHERE partner_id = ? AND kind = ?",
            [partner.rawValue, kind.rawValue])
        guard let row else {
            _ = try self.partner(partner)
            return Versioned(value, version: 0)
        }
        return Versioned(
            try StoredJSON.value(row["body"], over: value), version: row["version"],
            savedBy: row["saved_by"], savedAt: row.moment("saved_at"))
    }

    /// Saves a document when nobody saved it meanwhile.
    func save(
        _ value: some Codable, as kind: SettingsKind, over stored: Int64, expecting version: Int64,
        partner: RowID<Partner>, by who: Operator, at now: Timestamp
    ) throws {
        guard stored == version else {
            throw LedgerError(
                .changedMeanwhile,
                "Somebody else saved these settings meanwhile (version \(stored), not \(version));"
                    + " look at them again and repeat your change.")
        }
        try run(
            "INSERT INTO settings (partner_id, kind, version, body, saved_by, saved_at)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (partner_id, kind) DO UPDATE SET"
                + " version = excluded.version, body = excluded.body,"
                + " saved_by = excluded.saved_by, saved_at = excluded.saved_at",
            [
                partner.rawValue, kind.rawValue, version + 1, try StoredJSON.text(value),
                who.name, now.microseconds,
            ])
    }
}
