internal import GRDB

extension Database {
    /// Runs a cached statement.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a cached query.
    func first(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row?
    {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows of a cached query.
    func all(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row]
    {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first column of the first row of a cached query.
    func number(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws
        -> Int64?
    {
        try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}
