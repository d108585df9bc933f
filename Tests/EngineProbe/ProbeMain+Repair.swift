import IntegrationCore
import Store

extension ProbeMain {
    /// Repairs every customer, or takes the open repairs up or back.
    static func repair(_ command: String, _ ledger: SQLiteLedger) async throws {
        let time = SystemTime()
        for partner in try await ledger.partners() {
            let site = try await ledger.site(partner.id).value
            let key = try await ledger.sealedPrivateKey(partner.id) ?? []
            let client = try ConnectWiseClient(
                site: site, privateKey: Secret(key),
                transport: CurlTransport(loop: CurlLoop(), site: site), time: time)
            let customers = try await ledger.customers(partner.id, after: nil, limit: 1_000)
            let desk = ManagedIDDesk(
                client: client, ledger: ledger, partner: partner.id, by: Operator("probe"),
                time: time, customers: customers.map(\.customer),
                prefix: try await ledger.settings(partner.id).value.managedIDPrefix,
                solution: site.solution)
            for record in try await ledger.openRepairs(partner.id) {
                _ = try await desk.takeUp(record, undo: command == "undo")
            }
            guard command == "repair" else { continue }
            for (_, answer) in try await desk.plans(nil) {
                if case .plan(let plan) = answer { _ = try await desk.repair(plan) }
            }
        }
    }
}
