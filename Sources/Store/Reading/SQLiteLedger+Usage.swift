internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func usage(_ partner: RowID<Partner>) async throws -> [CustomerUsage] {
        try await read { db in
            var all: [CustomerUsage] = []
            for row in try db.all(
                "SELECT c.number, s.name AS source, u.service, u.plan, u.as_of, u.metrics,"
                    + " f.as_of AS complete FROM customers c"
                    + " JOIN usage_latest u ON u.customer_id = c.id"
                    + " JOIN sources s ON s.id = u.source_id"
                    + " LEFT JOIN usage_complete f"
                    + " ON f.customer_id = u.customer_id AND f.source_id = u.source_id"
                    + " WHERE c.partner_id = ? ORDER BY c.number, s.name, u.service, u.plan",
                [partner.rawValue])
            {
                let number: Int64 = row["number"]
                if all.last?.customer != number { all.append(CustomerUsage(customer: number)) }
                let plan: String = row["plan"]
                let service = BackupEvent.Usage.Service(
                    service: row["service"], plan: plan.isEmpty ? nil : plan,
                    metrics: try StoredJSON.value([String: Int64].self, row["metrics"]))
                all[all.count - 1].add(
                    CustomerUsage.Report(
                        source: row["source"], asOf: row.moment("as_of"), service: service),
                    isWhole: row.momentIfAny("complete") != nil)
            }
            return all
        }
    }
}
