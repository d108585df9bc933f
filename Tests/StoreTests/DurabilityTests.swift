import TestSupport
import Foundation
import GRDB
import Glibc
import IntegrationCore
import Testing

@testable import Store

/// What was acknowledged is there, however the program ended.
struct DurabilityTests {
    /// What the probe said before it ended.
    private struct Ending: Sendable {
        var acknowledged: Int, refusal: String?
        /// The signal that ended it; 0 when it ended by itself.
        var signal: Int32 = 0
    }

    /// Runs the probe until it has acknowledged `count` more groups, then kills it.
    private func probe(
        _ store: String, groups count: Int = .max, _ mode: String...
    ) async throws -> Ending {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.executable)
        process.arguments = [store] + mode
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let identifier = process.processIdentifier
        let reader = pipe.fileHandleForReading
        return try await withCheckedThrowingContinuation { continuation in
            // A thread of its own, because it blocks in read.
            Thread.detachNewThread {
                var ending = Ending(acknowledged: 0, refusal: nil)
                var seen = 0
                var text = ""
                while case let data = reader.availableData, !data.isEmpty {
                    text += String(decoding: data, as: UTF8.self)
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                    for line in lines.dropLast() {
                        if let number = Int(line) {
                            ending.acknowledged = number
                            seen += 1
                            if seen == count { kill(identifier, SIGKILL) }
                        } else {
                            ending.refusal = String(line)
                        }
                    }
                    text = lines.last.map(String.init) ?? ""
                }
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal {
                    ending.signal = process.terminationStatus
                }
                continuation.resume(returning: ending)
            }
        }
    }

    private static let executable = TestProducts.path("storeprobe")

    private func stored(_ path: String) async throws -> (events: Int64, tally: Int, check: String) {
        let ledger = try SQLiteLedger(path: path)
        let partner = try #require(try await ledger.partners().first)
        let tally = try await ledger.overview(partner.id, now: LedgerBench.start).events
        let found = try await ledger.read { db in
            (
                try db.number("SELECT count(*) FROM events JOIN event_bodies ON event_id = id")
                    ?? 0,
                tally, try db.first("PRAGMA integrity_check")?["integrity_check"] ?? ""
            )
        }
        await ledger.close()
        return found
    }

    @Test func `twenty kills during ingest lose nothing that was acknowledged`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("console.db")
        for round in 1...20 {
            let ending = try await probe(path, groups: 1 + round * 7 % 12)
            #expect(ending.acknowledged > 0)
            #expect(ending.refusal == nil)
            let found = try await stored(path)
            #expect(found.events >= ending.acknowledged)
            #expect(found.events % 10 == 0)
            #expect(found.tally == Int(found.events))
            #expect(found.check == "ok")
        }
    }

    @Test func `a file size limit refuses, loses nothing, and the store opens again`() async throws
    {
        let directory = try TemporaryDirectory()
        let path = directory.path("console.db")
        let ending = try await probe(path, "refuse", "3000000")
        #expect(ending.refusal?.contains(path) == true)
        #expect(ending.acknowledged > 0)
        let found = try await stored(path)
        #expect(found.events >= ending.acknowledged)
        #expect(found.check == "ok")
        #expect(try await probe(path, groups: 1).acknowledged > ending.acknowledged)
    }

    @Test func `ends at any byte of a checkpoint lose nothing`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("console.db")
        var ends = 0
        for pages in [0, 1, 2, 5, 11, 23, 47] {
            let ending = try await probe(path, "checkpoint", String(pages * 4_096 + 100 * pages))
            #expect(ending.acknowledged > 0)
            ends += ending.signal == SIGXFSZ ? 1 : 0
            let found = try await stored(path)
            #expect(found.events == ending.acknowledged)
            #expect(found.tally == ending.acknowledged)
            #expect(found.check == "ok")
        }
        #expect(ends >= 4)
    }

    @Test func `ends at any byte of a migration lose nothing`() async throws {
        let directory = try TemporaryDirectory()
        let first = directory.path("first.db")
        let count = try await storeOfFirstSchema(first, beside: directory.path("fresh.db"))
        var ends = 0
        for step in 0..<200 {
            let path = directory.path("\(step).db")
            try FileManager.default.copyItem(atPath: first, toPath: path)
            let ending = try await probe(path, "open", String(step * 1_030))
            let found = try await stored(path)
            #expect(found.events == count)
            #expect(found.tally == Int(count))
            #expect(found.check == "ok")
            guard ending.signal == SIGXFSZ else {
                #expect(ending.refusal == "opened")
                break
            }
            ends += 1
        }
        #expect((8..<200).contains(ends))
    }

    /// A store as the first migration left it, with events; the number of events.
    private func storeOfFirstSchema(_ path: String, beside fresh: String) async throws -> Int64 {
        let ending = try await probe(fresh, groups: 30)
        let count = try await stored(fresh).events
        #expect(count >= ending.acknowledged)
        try await EarlierStore.make(path, upTo: "0001 first", rowsOf: fresh)
        return count
    }
}
