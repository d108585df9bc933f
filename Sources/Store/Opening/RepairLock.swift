public import IntegrationCore
internal import Glibc

/// The right to carry out repairs of a store: a lock on `<store>.repair.lock`.
///
/// Whoever finds an open repair while holding it knows that it was interrupted: nobody else is at
/// it. The kernel frees the lock when its holder dies.
public final class RepairLock: Sendable {
    private let lock: FileLock

    private init(_ lock: FileLock) { self.lock = lock }

    /// Takes the right for the store at `path`; it is given back with the value.
    ///
    /// - Throws: `LedgerError.refused` while another program has it.
    public static func hold(store path: String) throws(LedgerError) -> RepairLock {
        let lock = try FileLock(path: path + ".repair.lock")
        guard lock.tryLock() else {
            throw LedgerError(
                .refused,
                "Another program (process \(lock.read())) is carrying out repairs in this store."
                    + " Wait for its end, then try again.")
        }
        lock.write("\(getpid())")
        return RepairLock(lock)
    }
}
