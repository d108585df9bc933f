internal import GRDB
internal import GRDBSQLite

/// A value bound straight to a statement.
enum Bound {
    case null, integer(Int64), text(String), blob([UInt8])

    /// A number that may be missing.
    static func number(_ value: Int64?) -> Bound { value.map(Bound.integer) ?? .null }
    /// A text that may be missing.
    static func words(_ value: String?) -> Bound { value.map(Bound.text) ?? .null }
    /// A truth value, as 0 or 1.
    static func flag(_ value: Bool) -> Bound { .integer(value ? 1 : 0) }
}

extension Database {
    /// Runs a cached statement that is executed for every event.
    ///
    /// It binds by itself: boxing every argument would cost as much as SQLite's own work, and an
    /// event takes ten statements.
    func runHot(_ sql: String, _ values: [Bound]) throws {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(values, to: statement)
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW { code = sqlite3_step(statement) }
        guard code == SQLITE_DONE else { throw failure(code, sql) }
    }

    /// The first row of a cached query that is run for every event, read by `body`.
    func firstHot<Value>(
        _ sql: String, _ values: [Bound], _ body: (HotRow) -> Value
    ) throws -> Value? {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(values, to: statement)
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return body(HotRow(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw failure(code, sql)
        }
    }

    private func bind(_ values: [Bound], to statement: OpaquePointer) throws {
        // SQLite copies texts and blobs while it binds them.
        let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(statement, place)
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .text(""): sqlite3_bind_text(statement, place, "", 0, copies)
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text(
                                statement, place, $0.baseAddress, Int32(clamping: $0.count), copies)
                        }
                    }
                case .blob(let bytes):
                    bytes.withUnsafeBytes {
                        sqlite3_bind_blob(
                            statement, place, $0.baseAddress, Int32(clamping: $0.count), copies)
                    }
                }
            guard code == SQLITE_OK else { throw failure(code, "a value") }
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
        let message = sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
}

/// The row that a hot statement stands on.
struct HotRow {
    fileprivate let statement: OpaquePointer

    /// A number; 0 for null.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// A number, nil for null.
    func number(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : integer(column)
    }

    /// A text, nil for null.
    func words(_ column: Int32) -> String? {
        sqlite3_column_text(statement, column).map { String(cString: $0) }
    }

    /// The bytes of a blob.
    func bytes(_ column: Int32) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(statement, column))
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
