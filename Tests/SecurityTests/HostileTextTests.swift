import TestSupport
import ConnectWiseSandbox
import Foundation
import GRDB
import IntegrationCore
import TerminalHarness
import Testing

@testable import CommandTests

/// Five hundred hostile texts in every field, on the way to every place (reliability, B16).
@Suite(.ownThread) struct HostileTextTests {
    private static let texts = HostileTexts.all

    @Test func `the texts are five hundred, and hostile`() {
        #expect(Self.texts.count == 500)
        #expect(Set(Self.texts).count > 400)
        #expect(Self.texts.count { TextSafety.trouble(in: $0) != nil } > 250)
    }

    @Test func `hostile texts harm no terminal, no store and no ticket`() async throws {
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }
        try await withProgram { program in
            try await Self.setUp(program, sandbox)

            // In: all texts are taken, what is no event is refused with its reason.
            let taken = try await Self.ingest(program, result: "failed", Self.texts.indices)
            #expect(taken.document?["accepted"] == .integer(501), "\(taken.stdout.prefix(2_000))")
            #expect(taken.document?["rejected"]?.array?.count == 4)
            Self.expectSafe(taken, "ingest")

            // Out: one ticket for each, with the sanitised text.
            let pushed = try await program.run("engine", "--once", "--json")
            #expect(pushed.code == 0, "\(pushed.stdout) \(pushed.stderr)")
            try Self.expectTickets(of: sandbox)

            // Every search finds exactly our ticket.
            let fixed = Array(stride(from: 0, to: 500, by: 25))
            _ = try await Self.ingest(program, result: "success", fixed)
            _ = try await program.run("engine", "--once")
            let closed = sandbox.tickets.filter { $0["closedFlag"] == true }
            let devices = closed.compactMap { Self.device(Self.description($0, sandbox)) }
            #expect(Set(devices) == Set(fixed.map { "dev-\($0)" }))
            #expect(closed.count == fixed.count)
            #expect(sandbox.tickets.count == 501)
            #expect(sandbox.duplicateXRefs.isEmpty)
            #expect(sandbox.journal.violations.isEmpty)

            try await Self.look(program)
            try Self.showConsole(program)
            try Self.expectIntact(program.store)
        }
    }

    // MARK: - In

    private static func setUp(_ program: Program, _ sandbox: ConnectWiseSandbox) async throws {
        let authority = try program.file("ca.pem", sandbox.certificateAuthorityPEM)
        let company = sandbox.records("/company/companies").first?["id"]?.integer ?? 0
        let steps: [[String]] = [
            ["partner", "add", "Northwind", "--sandbox"],
            [
                "credentials", "set", "--site-url", sandbox.url, "--company", sandbox.company,
                "--public-key", sandbox.publicKey, "--private-key-file", "-", "--client-id",
                sandbox.clientID, "--solution", "Axcient", "--ca-file", authority, "--on-premises",
            ],
            ["settings", "set", "requestsPerMinute=1000"],
            ["ingest"],
            ["customers", "map", "EFS-19652", "--company-id", "\(company)"],
            [
                "rules", "add", "--action", "ticket", "--board", "integration", "--severities",
                "error",
            ],
        ]
        for step in steps {
            let input =
                step == ["ingest"]
                ? SampleLines.job("first", result: "success") : sandbox.privateKey
            let outcome = try await program.run(step, input: input)
            try #require(outcome.code == 0, "\(step): \(outcome.stderr)")
        }
    }

    /// Ingests the texts of these numbers, and with failures what is no event at all.
    private static func ingest(
        _ program: Program, result: String, _ numbers: some Collection<Int>
    ) async throws -> Program.Outcome {
        let hour = result == "failed" ? "04" : "09"
        var lines = numbers.map { line($0, texts[$0], result: result, hour: hour) }
        var junk: [[UInt8]] = []
        if result == "failed" {
            lines.append(line(500, HostileTexts.pile, result: result, hour: hour, name: "pile"))
            junk = [
                Array("{\"id\":\"".utf8) + [0xC3, 0x28, 0xFF] + Array("\"}".utf8),
                Array("{\"id\":\"".utf8) + [0x00, 0x1B] + Array("[2J\"}".utf8),
                Array("\u{1B}]0;HACKED\u{7}".utf8),
                Array("{\"message\":\"".utf8) + [UInt8](repeating: 0x41, count: 1_048_576),
            ]
        }
        let path = try program.file("\(result).jsonl", "")
        let bytes = lines.map { Array($0.utf8) } + junk
        try Data(bytes.joined(separator: [10])).write(to: URL(fileURLWithPath: path))
        return try await program.run("ingest", path, "--json")
    }

    private static func line(
        _ number: Int, _ text: String, result: String, hour: String, name: String? = nil
    ) -> String {
        let name = JSONValue.string(name ?? text)
        let isToken = !text.isEmpty && text.utf8.allSatisfy { (33...126).contains($0) }
        let id = JSONValue.string(isToken && text.utf8.count < 100 ? text : "EFS1")
        let moment = JSONValue.string("2026-11-20T\(hour):56:07Z")
        let event: JSONValue = [
            "specversion": "1.0", "id": .string("\(result)-\(number)"), "source": "/test/'1",
            "type": "backup.job.finished.v1", "time": moment,
            "data": [
                "customer": ["id": "19652", "name": name], "account": ["id": id, "name": name],
                "device": ["id": .string("dev-\(number)"), "name": name, "kind": "server"],
                "job": ["id": id, "kind": "backup", "name": name],
                "result": .string(result), "endedAt": moment, "message": .string(text),
            ],
        ]
        return event.text
    }

    // MARK: - Out

    /// The first description of a ticket, which ConnectWise keeps as a note.
    private static func description(_ ticket: JSONValue, _ sandbox: ConnectWiseSandbox) -> String {
        let notes = sandbox.notes(ticket: Int(ticket["id"]?.integer ?? 0))
        return notes.compactMap { $0["text"]?.string }.first { $0.contains("Device: ") } ?? ""
    }

    private static func device(_ description: String) -> String? {
        description.firstMatch(of: #/(dev-\d+)\)?, server/#).map { String($0.1) }
    }

    private static func expectTickets(of sandbox: ConnectWiseSandbox) throws {
        var byDevice: [String: JSONValue] = [:]
        for ticket in sandbox.tickets {
            byDevice[try #require(device(description(ticket, sandbox)))] = ticket
        }
        #expect(byDevice.count == 501)
        for (number, text) in texts.enumerated() {
            let ticket = try #require(byDevice["dev-\(number)"])
            let description = description(ticket, sandbox)
            let summary = try #require(ticket["summary"]?.string)
            #expect(description.contains("Message: \(Sanitizer.line(text))"), "\(number)")
            #expect(summary.utf16.count <= 100)
        }
        for entry in sandbox.journal.entries {
            let trouble = TextSafety.trouble(in: entry.body)
            #expect(trouble == nil, "\(entry.method) \(entry.path)")
        }
    }

    private static func look(_ program: Program) async throws {
        var commands: [[String]] = []
        for form in [[], ["--json"]] {
            commands += [
                ["events", "list", "--limit", "2000"], ["customers", "list"],
                ["notifications", "list"], ["audit", "list"],
                ["reprocess", "\u{1B}]0;HACKED\u{7}"], ["events", "list", "--\u{9B}2J"],
                ["partner", "add", "\u{202E}evil\u{1B}[2J"],
                ["events", "list", "--partner", "x\u{1B}[2J\u{9D}0;HACKED\u{9C}"],
            ].map { $0 + form }
            for id in stride(from: 2, to: 500, by: 20) {
                commands.append(["events", "show", "\(id)"] + form)
                commands.append(["notifications", "show", "\(id)"] + form)
            }
        }
        for command in commands {
            expectSafe(try await program.run(command), command.joined(separator: " "))
        }
        let rejected = try String(
            contentsOfFile: program.folder + "/data/failed.jsonl.rejected.jsonl", encoding: .utf8)
        #expect(!rejected.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    private static func expectSafe(_ outcome: Program.Outcome, _ command: String) {
        for text in [outcome.stdout, outcome.stderr] {
            let lines = text.replacing("\n", with: "")
            #expect(TextSafety.trouble(in: lines) == nil, "\(command.debugDescription)")
        }
    }

    // MARK: - Console and store

    private static func showConsole(_ program: Program) throws {
        let console = try TerminalSession(
            TestProducts.path("cwconsole"),
            arguments: ["--store", program.store, "--partner", "1"],
            columns: 160, rows: 50,
            environment: ["HOME": program.folder, "TMPDIR": program.folder + "/tmp"])
        try console.wait(forText: "Setup", seconds: 30)
        let modes = console.modes
        console.press("2")
        try console.wait(forText: "Backup completed", seconds: 20)
        for _ in 0..<14 {
            console.press("pagedown")
            console.settle()
            // The event as sentences, then as it was received.
            console.press("enter")
            console.settle()
            console.press("b")
            console.settle()
            console.press("esc")
            console.settle()
        }
        console.press("/")
        console.type("'\"*%[")
        console.press("enter")
        console.settle()
        #expect(console.modes == modes)
        #expect(!TextSafety.hasForeignSequence(console.output))
        // Esc and q in one burst would be alt-q.
        for _ in 1...3 {
            console.press("esc")
            console.settle()
        }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
        #expect(console.isRestored)
    }

    private static func expectIntact(_ store: String) throws {
        let queue = try DatabaseQueue(path: store)
        let (integrity, foreign) = try queue.read { db in
            (
                try String.fetchAll(db, sql: "PRAGMA integrity_check"),
                try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
            )
        }
        #expect(integrity == ["ok"])
        #expect(foreign == 0)
    }
}
