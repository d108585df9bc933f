internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func roleBindings() async throws -> Versioned<[RoleBinding]> {
        try await read { try $0.roleBindings() }
    }

    public func saveRoleBindings(
        _ bindings: [RoleBinding], version: Int64, by who: Operator, now: Timestamp
    ) async throws {
        try Self.check(bindings)
        try await write { db in
            let old = try db.roleBindings()
            guard old.version == version else {
                throw LedgerError(
                    .changedMeanwhile,
                    "Somebody else changed the roles meanwhile (version \(old.version), not"
                        + " \(version)); look at them again and repeat your change.")
            }
            try db.run(
                "INSERT INTO roles (id, version, body, saved_by, saved_at) VALUES (1, ?, ?, ?, ?)"
                    + " ON CONFLICT DO UPDATE SET version = excluded.version,"
                    + " body = excluded.body, saved_by = excluded.saved_by,"
                    + " saved_at = excluded.saved_at",
                [version + 1, try StoredJSON.text(bindings), who.name, now.microseconds])
            let change = try SettingsChange.words(from: old.value.words, to: bindings.words)
            try db.audit("roles.save", "roles", change, partner: nil, by: who, at: now)
        }
    }

    private static func check(_ bindings: [RoleBinding]) throws {
        guard bindings.isEmpty || bindings.contains(where: { $0.role == .manager }) else {
            throw LedgerError(
                .refused, "Nobody would be a manager any more; bind another manager first.")
        }
        guard Set(bindings.map(\.subject)).count == bindings.count else {
            throw LedgerError(.refused, "A user or a group has one role; one stands twice.")
        }
        for binding in bindings {
            let name = binding.subject.name
            guard (1...100).contains(name.utf8.count),
                !name.unicodeScalars.contains(where: {
                    $0.properties.isWhitespace || $0.properties.generalCategory == .control
                })
            else {
                throw LedgerError(
                    .refused, "The name of a user or group has 1 to 100 characters, no blanks.")
            }
        }
    }
}

extension Database {
    fileprivate func roleBindings() throws -> Versioned<[RoleBinding]> {
        guard let row = try first("SELECT * FROM roles WHERE id = 1") else {
            return Versioned([], version: 0)
        }
        return Versioned(
            try StoredJSON.value([RoleBinding].self, row["body"]), version: row["version"],
            savedBy: row["saved_by"], savedAt: row.moment("saved_at"))
    }
}

extension [RoleBinding] {
    /// The roles by subject, as the audit trail compares them.
    fileprivate var words: [String: OperatorRole] {
        Dictionary(map { ("\($0.subject)", $0.role) }) { first, _ in first }
    }
}
