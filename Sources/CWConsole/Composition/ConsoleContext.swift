import IntegrationCore
import Store

/// All that the console needs from outside; made by the commands, read by the screens.
struct ConsoleContext: Sendable {
    /// The store, behind its port.
    let ledger: any Ledger
    /// The partner whose console this is, as it was when it was opened.
    private(set) var partner: Partner
    /// Who sits here: the name that the audit trail keeps.
    let user: Operator
    /// Where the engine runs.
    let engine: EngineSeat
    /// Checks, tests and saves credentials.
    private(set) var credentials: any CredentialsDesk
    /// The desk of any partner.
    let desk: @Sendable (RowID<Partner>) -> any CredentialsDesk
    /// Signs in to a partner's ConnectWise with the stored credentials.
    let client: @Sendable (RowID<Partner>) async throws -> ConnectWiseClient
    /// The same for long work, behind the gate that it shares with the pushes.
    let jobClient: @Sendable (RowID<Partner>) async throws -> ConnectWiseClient
    /// Plans what waited when a source customer is linked.
    let planner: any EventPlanning
    /// The clock.
    let time: any TimeSource
    /// Where messages go while the screen is on; stderr leads there too.
    let logFile: String
    /// Takes the right to carry out repairs; another program may have it.
    var repairLock: @Sendable () throws -> RepairLock? = { nil }
    /// A word of welcome, shown as a toast and kept behind `!`.
    var greeting: String?
}

/// Where the engine of this store runs.
enum EngineSeat: Sendable {
    /// In this process.
    case here(any EngineHandle)
    /// In another process, which holds the engine lock; this console views and queues.
    case elsewhere(host: String, pid: Int)
    /// Nowhere, and why; pushes wait.
    case nowhere(reason: String)
}

/// The engine as the console needs it: a bell to ring and a bell to hear.
protocol EngineHandle: Sendable {
    /// Says that there may be due work, for example after a reprocess; returns at once.
    func wake()

    /// A new subscription to "something changed, read again"; bursts are merged.
    func changes() -> AsyncStream<Void>

    /// Lets requests of long work leave beside the pushes of this engine.
    func gate(for partner: RowID<Partner>) async throws -> any RequestGate
}

extension ConsoleContext {
    /// The context of a console on a store.
    static func make(
        ledger: any Ledger, partner: Partner, engine: EngineSeat, place: StorePlace,
        user: Operator, time: any TimeSource
    ) -> ConsoleContext {
        let loop = CurlLoop()
        let keyring = Keyring(ledger: ledger, keyFile: place.keyFile)
        let clients = SiteClients(ledger: ledger, keyring: keyring, loop: loop, time: time)
        let desk: @Sendable (RowID<Partner>) -> any CredentialsDesk = {
            LedgerCredentials(
                partner: $0, ledger: ledger, keyring: keyring, loop: loop, time: time, user: user)
        }
        return ConsoleContext(
            ledger: ledger, partner: partner, user: user, engine: engine,
            credentials: desk(partner.id), desk: desk,
            client: { try await clients.client(for: $0) },
            jobClient: {
                try await clients.jobClient(for: $0, engine: engine.handle, store: place.path)
            }, planner: EventPlanner(), time: time,
            logFile: place.logFile, repairLock: { try RepairLock.hold(store: place.path) })
    }

    /// `LIVE` or `SANDBOX`; stands in every frame.
    static func modeLabel(_ partner: Partner) -> String {
        partner.mode == .sandbox ? "SANDBOX" : "LIVE"
    }

    /// The same console, opened on another partner of the store.
    func opening(_ other: Partner) -> ConsoleContext {
        var context = self
        context.partner = other
        context.credentials = desk(other.id)
        return context
    }
}
