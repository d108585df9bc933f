/// Turns due notifications into pushes: the one part of the product that changes ConnectWise.
///
/// It owns nothing that matters: every fact is a row of the ledger, so it can be killed at any
/// moment and started again (`OutboxStates`). One engine per store; the store's lock sees to that.
public struct SyncEngine: Sendable {
    private let dispatcher: Dispatcher

    /// Makes an engine that does nothing yet.
    public init(
        ledger: any Ledger, access: ConnectWiseAccess, time: any TimeSource = SystemTime(),
        options: EngineOptions
    ) {
        dispatcher = Dispatcher(ledger: ledger, access: access, time: time, options: options)
    }

    /// Takes up what an earlier engine left and begins to push; returns at once after that.
    ///
    /// - Throws: `LedgerError` when the store cannot be used.
    public func start() async throws {
        try await dispatcher.rescue()
        await dispatcher.begin()
    }

    /// Pushes everything that is due now, and what becomes due by that, then returns.
    ///
    /// For `engine --once` and `demo --headless`; not while the engine is started.
    ///
    /// - Throws: `LedgerError` when the store cannot be used.
    @discardableResult
    public func runUntilIdle() async throws -> RunSummary {
        try await dispatcher.rescue()
        return try await dispatcher.drain()
    }

    /// Says that there may be due work, after an ingest or a reprocess; returns at once.
    public func wake() { dispatcher.bell.ring() }

    /// Ends: no new push at once, those in hand get `grace`, what is left then is cancelled.
    ///
    /// A cancelled create stays unclear in the store and is looked up at the next start.
    public func stop(within grace: Duration = .seconds(15)) async {
        await dispatcher.stop(within: grace)
    }

    /// The gate for background jobs of a partner in this process: they share the engine's budget.
    ///
    /// - Throws: `LedgerError` when the store cannot be used.
    public func gate(for partner: RowID<Partner>) async throws -> any RequestGate {
        try await dispatcher.gate(for: partner)
    }

    /// A new subscription to what the engine does; a reader that lags loses the oldest.
    public func events() -> AsyncStream<EngineEvent> { dispatcher.hub.subscribe() }

    /// What the engine is doing.
    public func status() async -> EngineStatus { await dispatcher.status() }
}
