import Glibc
import IntegrationCore
import Locking
import Store

/// The engine of a store, in this process, with the lock that makes it the only one.
struct EngineRoom: EngineHandle {
    /// The engine.
    let engine: SyncEngine
    private let lock: EngineLock
    private let ledger: any Ledger, time: any TimeSource
    private let lookout = Locked<Task<Void, Never>?>(nil)

    private init(
        engine: SyncEngine, lock: EngineLock, ledger: any Ledger, time: any TimeSource
    ) {
        self.engine = engine
        self.lock = lock
        self.ledger = ledger
        self.time = time
    }

    /// What came of asking for the engine's place.
    enum Answer: Sendable {
        /// The place is ours; or another program has it, named as `host, pid`.
        case here(EngineRoom), taken(by: String)
    }

    /// Takes the engine's place of a store, unless somebody has it.
    static func enter(
        _ ledger: any Ledger, place: StorePlace, time: any TimeSource
    ) throws -> Answer {
        switch try EngineLock.acquire(store: place.path) {
        case .taken(let holder):
            return .taken(by: holder)
        case .held(let lock):
            let keyring = Keyring(ledger: ledger, keyFile: place.keyFile)
            let access = ConnectWiseAccess.https(loop: CurlLoop()) { sealed, partner in
                try await keyring.open(sealed, partner: partner)
            }
            let engine = SyncEngine(
                ledger: ledger, access: access, time: time,
                options: EngineOptions(owner: "\(hostName):\(getpid())"))
            return .here(EngineRoom(engine: engine, lock: lock, ledger: ledger, time: time))
        }
    }

    /// Starts the engine, and looks every second whether another program left it work.
    func start() async throws {
        try await engine.start()
        let task = Task { [engine, ledger, time] in
            var known: Int64?
            while !Task.isCancelled {
                // A store that cannot be read now is looked at again; the engine says why itself.
                let counter = try? await ledger.changeCounter()
                if counter != known { engine.wake() }
                known = counter
                guard (try? await time.sleep(until: time.now() + .seconds(1))) != nil else {
                    return
                }
            }
        }
        lookout.withLock { $0 = task }
    }

    /// Stops in order: no new push, those in hand get `grace`.
    func stop(within grace: Duration) async {
        lookout.withLock { $0?.cancel() }
        await engine.stop(within: grace)
    }

    func wake() { engine.wake() }

    func gate(for partner: RowID<Partner>) async throws -> any RequestGate {
        try await engine.gate(for: partner)
    }

    func changes() -> AsyncStream<Void> {
        let events = engine.events()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
            let task = Task {
                for await _ in events { stream.yield() }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    /// The name of this machine.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(
            decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
