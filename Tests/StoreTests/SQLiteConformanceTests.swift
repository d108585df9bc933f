import Store
import Testing

struct SQLiteConformanceTests {
    @Test(arguments: LedgerConformance.cases)
    func `the SQLite ledger does what every ledger does`(_ conformance: LedgerCase) async throws {
        let directory = try TemporaryDirectory()
        let ledger = try SQLiteLedger(path: directory.path("console.db"))
        try await conformance.run(LedgerBench(ledger))
    }
}
