import Glibc
import IntegrationCore
import Store

/// The engine of a store, in this process, with the lock that makes it the only one.
struct EngineRoom: EngineHandle {
    /// The engine.
    let engine: SyncEngine
    private let lock: EngineLock

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
            return .here(EngineRoom(engine: engine, lock: lock))
        }
    }

    func wake() { engine.wake() }

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
