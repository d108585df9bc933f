internal import GRDB

/// The migrations of the store, in order; one that has landed is never edited.
///
/// Each sets `user_version` to its own number, so that an older program can tell a newer store.
enum Schema {
    /// Marks the file as ours: the letters `cwco`.
    static let applicationID: Int64 = 0x6377_636F
    /// The number of the newest migration.
    static let version: Int64 = 4

    /// The migrations by name.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 first") { db in
            try db.execute(sql: first)
            try db.execute(sql: firstOutbox)
            try db.execute(sql: firstTriggers)
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("0002 due by partner") { db in
            try db.execute(sql: dueByPartner)
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("0003 setup") { db in
            try db.execute(sql: setup)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("0004 usage") { db in
            try db.execute(sql: usage)
            try db.execute(sql: "PRAGMA user_version = 4")
        }
        return migrator
    }
}
