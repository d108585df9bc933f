internal import GRDB
internal import Glibc
internal import IntegrationCore

/// Opens the file of a store as architecture rule 3 asks, and reads back that it did.
struct StoreFile {
    let path: String

    /// Refuses what is no store of this program, before anything is changed.
    func inspect() throws {
        var info = stat()
        guard stat(path, &info) == 0 else {
            guard errno == ENOENT else { throw trouble(String(cString: strerror(errno))) }
            try create()
            return
        }
        guard info.st_mode & S_IFMT == S_IFREG else { throw trouble("it is not a file") }
        guard info.st_size > 0 else { return }
        guard access(path, R_OK | W_OK) == 0 else {
            throw trouble(String(cString: strerror(errno)))
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        try queue.read { db in
            let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            guard id == Schema.applicationID || tables == 0 else {
                throw trouble("it is a database of another program")
            }
            let version = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard version <= Schema.version else {
                throw trouble(
                    "it was written by a newer cwconsole (schema \(version), this program knows"
                        + " \(Schema.version)); install that version")
            }
        }
    }

    /// Makes the file with mode 0600, so that the umask never decides who can read it.
    private func create() throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        // Somebody else was first: as good as if it had been there.
        guard descriptor >= 0 || errno == EEXIST else {
            throw trouble(String(cString: strerror(errno)))
        }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens the pool, migrates, and sets what GRDB sets otherwise; call it under the write lock.
    func openPool() throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 3
        configuration.label = "store"
        configuration.prepareDatabase { db in
            // Temporary files would leave pieces of the store in directories of others, and cost
            // a quarter of the time of ingest.
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try Schema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA cache_size = -16000;
                    PRAGMA journal_size_limit = 67108864;
                    """)
            if try Int64.fetchOne(db, sql: "PRAGMA application_id") != Schema.applicationID {
                try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            }
            try readBack(db)
        }
        return pool
    }

    /// The settings that durability and integrity rest on, as SQLite reports them.
    static let expected: [(pragma: String, value: String)] = [
        ("journal_mode", "wal"), ("synchronous", "2"), ("busy_timeout", "5000"),
        ("foreign_keys", "1"), ("trusted_schema", "0"), ("cell_size_check", "1"),
        ("application_id", String(Schema.applicationID)), ("user_version", String(Schema.version)),
    ]

    private func readBack(_ db: Database) throws {
        for (pragma, value) in Self.expected {
            let row = try Row.fetchOne(db, sql: "PRAGMA \(pragma)")
            let found = row.flatMap { $0.databaseValues.first }.map(text) ?? "nothing"
            guard found == value else {
                throw trouble("SQLite keeps \(pragma) at \(found) instead of \(value)")
            }
        }
    }

    private func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .int64(let number): String(number)
        case .string(let text): text
        default: "another kind of value"
        }
    }

    /// The error that commands end with exit code 3 for.
    func trouble(_ reason: String) -> LedgerError {
        LedgerError(.unusable, "The store \(path) cannot be used: \(reason).")
    }

    /// Any error of the database layer as one sentence.
    func explained(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return trouble("the disk is full; nothing was changed, free some space and try again")
        case .SQLITE_NOTADB: return trouble("it is not a store (file is not a database)")
        case .SQLITE_CORRUPT:
            return trouble("the file is damaged (\(message)); restore it from a backup")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return trouble("another program has kept it locked for more than 5 seconds")
        case .SQLITE_CONSTRAINT:
            return LedgerError(.refused, "The store refuses the values: \(message).")
        default: return trouble(message)
        }
    }
}
