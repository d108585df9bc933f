internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func beginRepair(
        _ plan: RepairPlan, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> RepairRecord {
        guard !plan.steps.isEmpty else {
            throw LedgerError(.refused, "The repair \(plan.title) has no steps.")
        }
        return try await write { db in
            _ = try db.partner(partner)
            try db.refuseSecondRepair(plan, partner: partner)
            try db.run(
                "INSERT INTO repairs (partner_id, customer_number, title, started_at, started_by,"
                    + " state) VALUES (?, ?, ?, ?, ?, 'open')",
                [
                    partner.rawValue, plan.customerNumber, plan.title, now.microseconds, who.name,
                ])
            let id = RowID<RepairRecord>(db.lastInsertedRowID)
            for (index, step) in plan.steps.enumerated() {
                try db.run(
                    "INSERT INTO repair_steps (repair_id, step, body, progress)"
                        + " VALUES (?, ?, ?, 'planned')",
                    [id.rawValue, index, try StoredJSON.text(step)])
            }
            let requests = plan.steps.map { "\($0.method.rawValue) \($0.path)" }
            try db.audit(
                "repair.begin", plan.title, requests.joined(separator: "; "), partner: partner,
                by: who, at: now)
            return RepairRecord(
                id: id, partner: partner, startedAt: now, by: who.name, plan: plan,
                progress: plan.steps.map { _ in .planned })
        }
    }

    public func markRepair(
        _ repair: RowID<RepairRecord>, step: Int, _ progress: RepairRecord.Progress
    ) async throws {
        try await write { db in
            _ = try db.openRepair(repair)
            try db.run(
                "UPDATE repair_steps SET progress = ?, made = ? WHERE repair_id = ? AND step = ?",
                [progress.word, progress.made, repair.rawValue, step])
            guard db.changesCount == 1 else {
                throw LedgerError(.notFound, "The repair \(repair) has no step \(step + 1).")
            }
        }
    }

    public func endRepair(
        _ repair: RowID<RepairRecord>, _ state: RepairRecord.State, failure: Failure?,
        by who: Operator, now: Timestamp
    ) async throws {
        guard state != .open else {
            throw LedgerError(.refused, "A repair ends as finished, undone or stopped.")
        }
        try await write { db in
            let row = try db.openRepair(repair)
            try db.run(
                "UPDATE repairs SET state = ?, ended_at = ?, failure = ? WHERE id = ?",
                [
                    state.rawValue, now.microseconds, try failure.map(StoredJSON.text),
                    repair.rawValue,
                ])
            let reason = failure.map { ": \($0.code.rawValue)" } ?? ""
            try db.audit(
                "repair.\(state.rawValue)", row["title"], "open -> \(state.rawValue)\(reason)",
                partner: row.id("partner_id"), by: who, at: now)
        }
    }

    public func openRepairs(_ partner: RowID<Partner>) async throws -> [RepairRecord] {
        try await read { db in
            try db.all(
                "SELECT * FROM repairs WHERE partner_id = ? AND state = 'open' ORDER BY id",
                [partner.rawValue]
            ).map { try db.repair($0) }
        }
    }
}

extension Database {
    fileprivate func refuseSecondRepair(_ plan: RepairPlan, partner: RowID<Partner>) throws {
        let open = try first(
            "SELECT id, title, started_by FROM repairs WHERE partner_id = ? AND state = 'open'"
                + " AND coalesce(customer_number, 0) = ?",
            [partner.rawValue, plan.customerNumber ?? 0])
        guard let open else { return }
        throw LedgerError(
            .refused,
            "The repair \(open["id"] as Int64), \(open["title"] as String), begun by"
                + " \(open["started_by"] as String), is not over; go on with it (R in Managed IDs (5),"
                + " or cwconsole managed-ids repair --resume) or take it back (--undo) first.")
    }

    fileprivate func openRepair(_ id: RowID<RepairRecord>) throws -> Row {
        guard let row = try first("SELECT * FROM repairs WHERE id = ?", [id.rawValue]) else {
            throw LedgerError(.notFound, "There is no repair with the number \(id).")
        }
        guard try row.word("state", as: RepairRecord.State.self) == .open else {
            throw LedgerError(.refused, "The repair \(id) has ended; check and repair anew.")
        }
        return row
    }

    fileprivate func repair(_ row: Row) throws -> RepairRecord {
        let id = row.id("id", of: RepairRecord.self)
        let steps = try all(
            "SELECT body, progress, made FROM repair_steps WHERE repair_id = ? ORDER BY step",
            [id.rawValue])
        let plan = RepairPlan(
            title: row["title"], customerNumber: row["customer_number"],
            steps: try steps.map { try StoredJSON.value(RepairStep.self, $0["body"]) })
        return RepairRecord(
            id: id, partner: row.id("partner_id"), startedAt: row.moment("started_at"),
            by: row["started_by"], plan: plan,
            progress: try steps.map { try RepairRecord.Progress(row: $0) },
            state: try row.word("state", as: RepairRecord.State.self),
            failure: try row.failure("failure"))
    }
}

extension RepairRecord.Progress {
    fileprivate var word: String {
        switch self {
        case .planned: "planned"
        case .sent: "sent"
        case .done: "done"
        case .undone: "undone"
        }
    }

    fileprivate var made: Int64? {
        if case .done(let made) = self { made } else { nil }
    }

    fileprivate init(row: Row) throws {
        switch row["progress"] as String {
        case "planned": self = .planned
        case "sent": self = .sent
        case "done": self = .done(made: row["made"])
        case "undone": self = .undone
        case let word:
            throw LedgerError(.unusable, "The store holds an unknown progress: \(word).")
        }
    }
}
