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
    }

    /// Runs the probe until it has acknowledged `count` more groups, then kills it.
    private func probe(_ store: String, groups count: Int, limit: Int? = nil) async throws -> Ending
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.executable)
        process.arguments = [store] + (limit.map { [String($0)] } ?? [])
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
                continuation.resume(returning: ending)
            }
        }
    }

    private static let executable: String = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folders = ([own ?? ""] + CommandLine.arguments).map {
            ($0 as NSString).deletingLastPathComponent
        }
        return folders.map { $0 + "/storeprobe" }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "storeprobe"
    }()

    private func stored(_ path: String) async throws -> (events: Int64, tally: Int, check: String) {
        let ledger = try SQLiteLedger(path: path)
        let partner = try #require(try await ledger.partners().first)
        let tally = try await ledger.overview(partner.id, now: LedgerBench.start).events
        return try await ledger.read { db in
            (
                try db.number("SELECT count(*) FROM events JOIN event_bodies ON event_id = id")
                    ?? 0,
                tally, try db.first("PRAGMA integrity_check")?["integrity_check"] ?? ""
            )
        }
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
        let ending = try await probe(path, groups: .max, limit: 3_000_000)
        #expect(ending.refusal?.contains(path) == true)
        #expect(ending.acknowledged > 0)
        let found = try await stored(path)
        #expect(found.events >= ending.acknowledged)
        #expect(found.check == "ok")
        #expect(try await probe(path, groups: 1).acknowledged > ending.acknowledged)
    }
}
