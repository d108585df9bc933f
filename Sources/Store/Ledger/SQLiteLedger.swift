internal import Dispatch
internal import GRDB
public import IntegrationCore

/// The ledger on SQLite: one file, readable by every process, written by one at a time.
///
/// Every write transaction and every checkpoint happens under an flock on `<store>.lock`
/// (architecture rule 3). Calls run on the queues of the database layer, and end as they began:
/// a cancelled task does not tear a commit apart.
public final class SQLiteLedger: Ledger {
    /// The path of the store's file.
    public let path: String
    private let file: StoreFile
    private let lock: FileLock
    private let pool: DatabasePool
    /// Sees every commit, because it never writes itself.
    private let watcher: DatabaseQueue

    /// Opens the store at `path`, making or migrating it where needed.
    ///
    /// - Throws: `LedgerError.unusable` with path and reason; then nothing was changed.
    public init(path: String) throws(LedgerError) {
        self.path = path
        let file = StoreFile(path: path)
        self.file = file
        do {
            try file.inspect()
            let lock = try FileLock(path: path + ".lock")
            self.lock = lock
            guard lock.lock(patience: .seconds(10)) else {
                throw file.trouble("another program has kept it locked for more than 10 seconds")
            }
            defer { lock.unlock() }
            pool = try file.openPool()
            var watching = Configuration()
            watching.readonly = true
            watching.busyMode = .timeout(5)
            watcher = try DatabaseQueue(path: path, configuration: watching)
        } catch {
            let explained = file.explained(error)
            throw explained as? LedgerError ?? file.trouble("\(explained)")
        }
    }

    deinit {
        // On a thread of its own, because the last reference may be dropped on a database queue.
        DispatchQueue.global().async { [watcher, pool, lock] in
            Self.close(watcher, pool, lock)
        }
    }

    public func close() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [watcher, pool, lock] in
                Self.close(watcher, pool, lock)
                continuation.resume()
            }
        }
    }

    /// Closes all connections, and leaves the next program no log to replay.
    ///
    /// The writer closes before its readers, which cannot checkpoint, so it does that here; a
    /// reader of another program that is in the way is not waited for.
    private static func close(_ watcher: DatabaseQueue, _ pool: DatabasePool, _ lock: FileLock) {
        try? watcher.close()
        let isLocked = lock.lock(patience: .seconds(5))
        if isLocked {
            try? pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: "PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
        try? pool.close()
        if isLocked { lock.unlock() }
    }

    public func changeCounter() async throws -> Int64 {
        try await Self.answer(file) { resume in
            self.watcher.asyncRead { database in
                resume(
                    Result {
                        try Int64.fetchOne(database.get(), sql: "PRAGMA data_version") ?? 0
                    })
            }
        }
    }

    /// Runs a short read on a reader connection.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await Self.answer(file) { resume in
            self.pool.asyncRead { database in
                resume(Result { try body(database.get()) })
            }
        }
    }

    /// Runs a write transaction; `body` says whether it is kept.
    func write<Value: Sendable>(
        keeping isKept: Bool = true, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await Self.answer(file) { resume in
            self.pool.asyncWriteWithoutTransaction { db in
                resume(Result { try self.locked { try Self.transaction(db, isKept, body) } })
            }
        }
    }

    private func locked<Value>(_ body: () throws -> Value) throws -> Value {
        guard lock.lock(patience: .seconds(30)) else {
            throw file.trouble("another program has been writing it for more than 30 seconds")
        }
        defer { lock.unlock() }
        return try body()
    }

    private static func transaction<Value>(
        _ db: Database, _ isKept: Bool, _ body: (Database) throws -> Value
    ) throws -> Value {
        var value: Value?
        try db.inTransaction(.immediate) {
            value = try body(db)
            return isKept ? .commit : .rollback
        }
        guard let value else { throw LedgerError(.unusable, "A transaction did not run.") }
        return value
    }

    /// Waits for work on a database queue, without the task's cancellation reaching it.
    private static func answer<Value: Sendable>(
        _ file: StoreFile,
        _ start: (@escaping @Sendable (Result<Value, any Error>) -> Void) -> Void
    ) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                start { continuation.resume(with: $0) }
            }
        } catch {
            throw file.explained(error)
        }
    }
}
