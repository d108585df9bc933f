public import IntegrationCore
internal import Glibc

/// The right to be the one engine of a store: a lock on `<store>.engine.lock`.
///
/// It is held until the value is released or the process ends, however it ends.
public final class EngineLock: Sendable {
    /// What came of asking for the engine's place.
    public enum Answer: Sendable {
        /// The place is ours; or another program holds it, named as `host, pid`.
        case held(EngineLock), taken(by: String)
    }

    private let lock: FileLock

    private init(_ lock: FileLock) { self.lock = lock }

    /// Asks for the engine's place of the store at `path`.
    ///
    /// - Throws: `LedgerError.unusable` when the lock file cannot be opened.
    public static func acquire(store path: String) throws(LedgerError) -> Answer {
        let lock = try FileLock(path: path + ".engine.lock")
        guard lock.tryLock() else { return .taken(by: holder(of: lock)) }
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(
            decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        lock.write("\(host) \(getpid())")
        return .held(EngineLock(lock))
    }

    /// Who holds the engine's place of the store at `path`, as `host, pid`; nil when nobody does.
    public static func holder(store path: String) throws(LedgerError) -> String? {
        let file = path + ".engine.lock"
        guard access(file, F_OK) == 0 else { return nil }
        let lock = try FileLock(path: file)
        guard !lock.tryLock() else {
            lock.unlock()
            return nil
        }
        return holder(of: lock)
    }

    private static func holder(of lock: FileLock) -> String {
        let parts = lock.read().split(separator: " ")
        return parts.isEmpty ? "another program" : parts.joined(separator: ", ")
    }
}
