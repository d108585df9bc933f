import IntegrationCore
import Store

extension SiteClients {
    /// A client for long work: its requests leave as the site's budget allows (product.md 9).
    ///
    /// The budget is the one of this process's engine; without one, an engine of another process
    /// is noticed by the store's path.
    func jobClient(
        for partner: RowID<Partner>, engine: (any EngineHandle)?, store: String
    ) async throws -> ConnectWiseClient {
        let client = try await client(for: partner)
        return client.with(
            gate: try await gate(for: partner, engine, store), priority: .statistics,
            log: { _ in })
    }

    private func gate(
        for partner: RowID<Partner>, _ engine: (any EngineHandle)?, _ store: String
    ) async throws -> any RequestGate {
        if let engine { return try await engine.gate(for: partner) }
        let (ledger, time) = (ledger, time)
        return JobGate(
            requestsPerMinute: try await ledger.settings(partner).value.requestsPerMinute,
            recent: try await ledger.recentRequests(
                partner: partner, since: time.now() - .seconds(61)),
            time: time,
            engineRuns: { (try? EngineLock.holder(store: store)) != nil },
            record: { count in
                try await ledger.recordJobRequests(count, partner: partner, now: time.now())
            })
    }
}

extension EngineSeat {
    /// The engine of this process; nil when it is elsewhere or nowhere.
    var handle: (any EngineHandle)? {
        if case .here(let engine) = self { return engine }
        return nil
    }
}
