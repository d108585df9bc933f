internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func installationID() async throws -> String {
        try await read { try $0.installationID() }
    }

    public func partners() async throws -> [Partner] {
        try await read { db in
            try db.all("SELECT * FROM partners ORDER BY name, id").map(Partner.init(row:))
        }
    }

    public func addPartner(
        name: String, mode: Partner.Mode, by who: Operator, now: Timestamp
    ) async throws -> Partner {
        let name = try Self.checkedName(name)
        return try await write { db in
            try Self.refuseTakenName(name, in: db)
            try db.run("INSERT INTO partners (name, mode) VALUES (?, ?)", [name, mode.rawValue])
            let id = RowID<Partner>(db.lastInsertedRowID)
            try db.audit(
                "partner.add", name, "none -> \(mode.rawValue)", partner: id, by: who, at: now)
            return Partner(id: id, name: name, mode: mode)
        }
    }

    public func renamePartner(
        _ partner: RowID<Partner>, to name: String, by who: Operator, now: Timestamp
    ) async throws {
        try await write { try Self.rename(partner, to: name, in: $0, by: who, at: now) }
    }

    /// Renames a partner in the running transaction.
    static func rename(
        _ partner: RowID<Partner>, to name: String, in db: Database, by who: Operator,
        at now: Timestamp
    ) throws {
        let name = try checkedName(name)
        let old = try db.partner(partner)
        guard old.name != name else { return }
        try refuseTakenName(name, in: db)
        try db.run("UPDATE partners SET name = ? WHERE id = ?", [name, partner.rawValue])
        try db.audit(
            "partner.rename", old.name, "\(old.name) -> \(name)", partner: partner, by: who,
            at: now)
    }

    private static func checkedName(_ name: String) throws -> String {
        if let refusal = Partner.refusal(ofName: name) { throw LedgerError(.refused, refusal) }
        return name
    }

    private static func refuseTakenName(_ name: String, in db: Database) throws {
        guard try db.number("SELECT id FROM partners WHERE name = ?", [name]) == nil else {
            throw LedgerError(
                .refused, "There is a partner named \(name) already; choose another name.")
        }
    }
}

extension Database {
    /// The random name of this installation.
    func installationID() throws -> String {
        guard let row = try first("SELECT name FROM installation WHERE id = 1") else {
            throw LedgerError(.unusable, "The store has lost its installation row.")
        }
        return row["name"]
    }

    /// The partner of a row number.
    func partner(_ id: RowID<Partner>) throws -> Partner {
        guard let row = try first("SELECT * FROM partners WHERE id = ?", [id.rawValue]) else {
            throw LedgerError(.notFound, "There is no partner with the number \(id).")
        }
        return try Partner(row: row)
    }
}

extension Partner {
    init(row: Row) throws {
        let failure = try row.failure("circuit_failure")
        let since = row.momentIfAny("circuit_since")
        self.init(
            id: row.id("id"), name: row["name"], mode: try row.word("mode", as: Mode.self),
            circuit: failure.flatMap { failure in
                since.map { OpenCircuit(failure: failure, since: $0) }
            })
    }
}
