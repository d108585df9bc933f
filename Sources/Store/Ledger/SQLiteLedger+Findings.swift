internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func managedIDFindings(
        _ partner: RowID<Partner>
    ) async throws -> [Int64: ManagedIDFinding] {
        try await read { db in
            let rows = try db.all(
                "SELECT c.number, f.body FROM managed_id_findings f"
                    + " JOIN customers c ON c.id = f.customer_id WHERE c.partner_id = ?",
                [partner.rawValue])
            var findings: [Int64: ManagedIDFinding] = [:]
            for row in rows {
                findings[row["number"]] = try StoredJSON.value(
                    ManagedIDFinding.self, row["body"])
            }
            return findings
        }
    }

    public func saveManagedIDFindings(
        _ findings: [Int64: ManagedIDFinding], partner: RowID<Partner>
    ) async throws {
        try await write { db in
            for (number, finding) in findings.sorted(by: { $0.key < $1.key }) {
                let customer = try db.number(
                    "SELECT id FROM customers WHERE partner_id = ? AND number = ?",
                    [partner.rawValue, number])
                guard let customer else {
                    throw LedgerError(
                        .notFound, "There is no customer \(number); nothing was kept.")
                }
                try db.run(
                    "INSERT INTO managed_id_findings (customer_id, body) VALUES (?, ?)"
                        + " ON CONFLICT DO UPDATE SET body = excluded.body",
                    [customer, try StoredJSON.text(finding)])
            }
        }
    }

    public func doctorReport(_ partner: RowID<Partner>) async throws -> DoctorReport? {
        try await read { db in
            try db.first(
                "SELECT body FROM doctor_reports WHERE partner_id = ?", [partner.rawValue]
            ).map { try StoredJSON.value(DoctorReport.self, $0["body"]) }
        }
    }

    public func saveDoctorReport(_ report: DoctorReport, partner: RowID<Partner>) async throws {
        try await write { db in
            _ = try db.partner(partner)
            try db.run(
                "INSERT INTO doctor_reports (partner_id, body) VALUES (?, ?)"
                    + " ON CONFLICT DO UPDATE SET body = excluded.body",
                [partner.rawValue, try StoredJSON.text(report)])
        }
    }
}
