internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func openCircuit(
        partner: RowID<Partner>, failure: Failure, now: Timestamp
    ) async throws {
        try await write { db in
            let owner = try db.partner(partner)
            try db.run(
                "UPDATE partners SET circuit_failure = ?, circuit_since = ? WHERE id = ?",
                [
                    try StoredJSON.text(failure), (owner.circuit?.since ?? now).microseconds,
                    partner.rawValue,
                ])
            guard owner.circuit == nil else { return }
            try db.audit(
                "circuit.open", owner.name, "closed -> open: \(failure.code.rawValue)",
                partner: partner, by: .engine, at: now)
        }
    }

    public func closeCircuit(
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await write { db in
            let owner = try db.partner(partner)
            guard let circuit = owner.circuit else { return }
            try db.closeCircuit(of: partner, now: now)
            try db.audit(
                "circuit.close", owner.name, "open: \(circuit.failure.code.rawValue) -> closed",
                partner: partner, by: who, at: now)
        }
    }

    public func recentRequests(
        partner: RowID<Partner>, since: Timestamp
    ) async throws -> [Timestamp] {
        try await read { db in
            let pushed = try db.all(
                "SELECT sent_at FROM requests WHERE partner_id = ? AND sent_at >= ?"
                    + " ORDER BY sent_at", [partner.rawValue, since.microseconds]
            ).map { $0.moment("sent_at") }
            return (pushed + (try db.jobRequests(of: partner, since: since))).sorted()
        }
    }

    public func recordJobRequests(
        _ count: Int, partner: RowID<Partner>, now: Timestamp
    ) async throws {
        guard count > 0 else { return }
        try await write { db in
            _ = try db.partner(partner)
            let second = now.microseconds / 1_000_000
            try db.run("DELETE FROM job_requests WHERE second < ?", [second - 120])
            try db.run(
                "INSERT INTO job_requests (partner_id, second, count) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                [partner.rawValue, second, count])
        }
    }
}

extension Database {
    /// When jobs sent requests, as late as each can have been: the end of its second.
    fileprivate func jobRequests(
        of partner: RowID<Partner>, since: Timestamp
    ) throws -> [Timestamp] {
        try all(
            "SELECT second, count FROM job_requests WHERE partner_id = ? AND second >= ?"
                + " ORDER BY second", [partner.rawValue, since.microseconds / 1_000_000]
        ).flatMap { row in
            let moment = Timestamp(microseconds: row["second"] * 1_000_000 + 999_999)
            return Array(repeating: moment, count: row["count"])
        }
    }

    /// Closes the circuit; what waited for it is due now.
    func closeCircuit(of partner: RowID<Partner>, now: Timestamp) throws {
        try run(
            "UPDATE partners SET circuit_failure = NULL, circuit_since = NULL WHERE id = ?",
            [partner.rawValue])
        try run(
            "UPDATE effects SET not_before = ? WHERE partner_id = ? AND not_before > ?"
                + " AND state = 'retry_wait'",
            [now.microseconds, partner.rawValue, now.microseconds])
    }
}
