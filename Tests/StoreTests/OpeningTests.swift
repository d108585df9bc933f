import Foundation
import GRDB
import IntegrationCore
import Testing

@testable import Store

struct OpeningTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("console.db")
    }

    private func refusal() -> LedgerError? {
        do throws(LedgerError) {
            _ = try SQLiteLedger(path: path)
            return nil
        } catch {
            return error
        }
    }

    private func mode(_ file: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    }

    @Test func `the writer is as durable as the rules ask`() async throws {
        let ledger = try SQLiteLedger(path: path)
        let found = try await ledger.write { db in
            try StoreFile.expected.map { expected in
                try Row.fetchOne(db, sql: "PRAGMA \(expected.pragma)")?.databaseValues.first
                    .flatMap {
                        String.fromDatabaseValue($0) ?? Int64.fromDatabaseValue($0)?.description
                    }
            }
        }
        #expect(found == StoreFile.expected.map(\.value))
        #expect(found.contains("2") && found.contains("wal"))
    }

    @Test func `nobody else can read the store`() async throws {
        let ledger = try SQLiteLedger(path: path)
        _ = try await LedgerBench(ledger)
        for suffix in ["", "-wal", "-shm", ".lock"] { #expect(try mode(path + suffix) == 0o600) }
    }

    @Test func `a missing directory is named`() {
        let missing = directory.path("nowhere/console.db")
        let error = #expect(throws: LedgerError.self) { try SQLiteLedger(path: missing) }
        #expect(error?.kind == .unusable)
        #expect(error?.description.contains(missing) == true)
        #expect(error?.description.contains("No such file or directory") == true)
    }

    @Test func `a file that is no database stays as it is`() throws {
        let text = Data(String(repeating: "not a database\n", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: path))
        let error = refusal()
        #expect(error?.kind == .unusable)
        #expect(error?.description.contains("not a database") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [
                "console.db"
            ])
    }

    @Test func `a directory is no store`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(refusal()?.description.contains("it is not a file") == true)
    }

    @Test func `a database of another program is refused`() throws {
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        try other.close()
        #expect(refusal()?.description.contains("another program") == true)
    }

    @Test func `a store of a newer program is refused with a sentence`() async throws {
        do {
            let ledger = try SQLiteLedger(path: path)
            try await ledger.write { db in
                try db.execute(sql: "PRAGMA user_version = \(Schema.version + 1)")
            }
        }
        let error = refusal()
        #expect(error?.kind == .unusable)
        let sentence = "newer cwconsole (schema \(Schema.version + 1)"
        #expect(error?.description.contains(sentence) == true)
    }

    @Test func `opening again keeps everything and migrates nothing`() async throws {
        let first = try await LedgerBench(SQLiteLedger(path: path))
        try await first.record(first.run(.failed, minute: 0), at: 0)
        let name = try await first.ledger.installationID()
        let again = try SQLiteLedger(path: path)
        #expect(try await again.installationID() == name)
        #expect(try await again.event(RowID(1)) != nil)
        let migrations = try await again.read {
            try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations")
        }
        #expect(migrations == ["0001 first", "0002 due by partner", "0003 setup", "0004 usage"])
    }

    @Test func `two programs share one store`() async throws {
        let one = try await LedgerBench(SQLiteLedger(path: path))
        let other = try SQLiteLedger(path: path)
        let before = try await other.changeCounter()
        try await one.addSyncRule()
        #expect(try await other.changeCounter() != before)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for ledger in [one.ledger, other as any Ledger] {
                let prefix = ledger is SQLiteLedger && ledger as AnyObject === other ? "b" : "a"
                group.addTask {
                    for number in 0..<50 {
                        _ = try await ledger.record(
                            [one.run(.success, minute: number, id: "\(prefix)\(number)")],
                            partner: one.partner, planner: EventPlanner(), now: one.at(number),
                            dryRun: false)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await other.overview(one.partner, now: one.at(60)).events == 100)
    }

    @Test func `there is one engine for a store, and it is named`() throws {
        #expect(try EngineLock.holder(store: path) == nil)
        guard case .held(let lock) = try EngineLock.acquire(store: path) else {
            Issue.record("the free place was not given")
            return
        }
        try withExtendedLifetime(lock) {
            guard case .taken(let holder) = try EngineLock.acquire(store: path) else {
                Issue.record("two engines")
                return
            }
            #expect(holder.hasSuffix(", \(ProcessInfo.processInfo.processIdentifier)"))
            #expect(try EngineLock.holder(store: path) == holder)
        }
    }

    @Test func `a full disk loses no acknowledged event and says so`() async throws {
        let ledger = try SQLiteLedger(path: path)
        let bench = try await LedgerBench(ledger)
        let limit = try await ledger.write { db in
            let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            return try Int64.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 40)") ?? 0
        }
        #expect(limit > 0)
        var acknowledged = 0
        var refusal: LedgerError?
        for number in 0..<2_000 where refusal == nil {
            do {
                try await bench.record(bench.run(.success, minute: number), at: number)
                acknowledged += 1
            } catch let error as LedgerError {
                refusal = error
            }
        }
        #expect(refusal?.kind == .unusable)
        #expect(refusal?.description.contains("disk is full") == true)
        #expect(acknowledged > 0)
        #expect(
            try await ledger.overview(bench.partner, now: bench.at(0)).events == acknowledged)
        _ = try await ledger.write {
            try Int64.fetchOne($0, sql: "PRAGMA max_page_count = 1000000")
        }
        try await bench.record(bench.run(.success, minute: 9_999), at: 9_999)
        let check = try await ledger.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }
}
