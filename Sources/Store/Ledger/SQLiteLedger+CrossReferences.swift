internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func crossReferences(
        _ partner: RowID<Partner>
    ) async throws -> Versioned<[CrossReference]> {
        try await read { try $0.crossReferences(of: partner) }
    }

    public func saveCrossReferences(
        _ references: [CrossReference], version: Int64, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            try db.save(references, expecting: version, partner: partner, by: who, at: now)
        }
    }
}

/// The document that holds a partner's cross-references.
private struct ReferenceDocument: Codable, Sendable {
    var references: [CrossReference]
}

extension Database {
    /// The partner's cross-references; the twelve before the first save.
    func crossReferences(of partner: RowID<Partner>) throws -> Versioned<[CrossReference]> {
        let saved = try versioned(
            .references, of: partner,
            default: ReferenceDocument(references: CrossReference.standard))
        return Versioned(
            saved.value.references, version: saved.version, savedBy: saved.savedBy,
            savedAt: saved.savedAt)
    }

    /// Checks and saves cross-references.
    func save(
        _ references: [CrossReference], expecting version: Int64, partner: RowID<Partner>,
        by who: Operator, at now: Timestamp
    ) throws {
        if let refusal = references.refusal { throw LedgerError(.refused, refusal) }
        let old = try crossReferences(of: partner)
        try save(
            ReferenceDocument(references: references), as: .references, over: old.version,
            expecting: version, partner: partner, by: who, at: now)
        let change = try SettingsChange.words(
            from: Self.members(old.value), to: Self.members(references))
        try audit("references.save", "cross-references", change, partner: partner, by: who, at: now)
    }

    /// Every member of every reference by name, so that a change names just what it changed.
    private static func members(_ references: [CrossReference]) throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for reference in references {
            let value = try StoredJSON.value(JSONValue.self, StoredJSON.text(reference))
            for (name, member) in value.object ?? [:] {
                members["\(reference.id).\(name)"] = member
            }
        }
        return members
    }
}
