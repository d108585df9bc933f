import GRDB
import Testing

@testable import Store

/// Makes stores as earlier programs left them.
enum EarlierStore {
    /// A store at `path` whose schema ends with `migration`, with the rows of a newer store.
    static func make(_ path: String, upTo migration: String, rowsOf newer: String) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Schema.migrator.migrate(queue, upTo: migration)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH ? AS newer", arguments: [newer])
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                    + " AND name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%' ORDER BY rowid")
            for table in tables {
                let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
                try db.execute(
                    sql: "INSERT OR REPLACE INTO main.\(table) (\(columns))"
                        + " SELECT \(columns) FROM newer.\(table)")
            }
            try db.execute(sql: "DETACH newer; PRAGMA application_id = \(Schema.applicationID)")
        }
        try queue.close()
    }
}
