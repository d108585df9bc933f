import TestSupport
import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Locking
import TerminalHarness
import Testing

@testable import CommandTests

/// A day of work with the real program; keeps every byte that it shows.
struct CanaryRun {
    let program: Program, sandbox: ConnectWiseSandbox
    /// What was shown, by the command that showed it.
    let captures = Locked<[(name: String, bytes: [UInt8])]>([])

    /// Does the work with a good key, then with a wrong one.
    func work(key: String, wrongKey: String) async throws {
        try await setUp(key: key)
        sandbox.setFaults(
            FaultPlan(rules: [
                .init(.permanentError, method: "POST", path: "/service/tickets$", when: .nth(1)),
                .init(.dropAfterCommit, method: "POST", path: "/service/tickets$", when: .nth(2)),
                .init(.malformedJSON, method: "GET", when: .nth(8)),
            ]))
        let lines = (2...5).map { job in
            SampleLines.job("\(job)").replacing(#""id":"d1""#, with: #""id":"d\#(job)""#)
        }
        try await run(
            "ingest", input: (lines + ["{\"broken\":", "plain text"]).joined(separator: "\n"))
        try await run("engine", "--once")
        sandbox.setFaults(.none)
        try await look()
        try console(typing: key)

        try await run("credentials", "set", "--private-key-file", "-", input: wrongKey)
        try await run("credentials", "test", "--json")
        try await run("ingest", input: SampleLines.job("9", endedAt: "2026-11-20T09:00:00Z"))
        try await run("engine", "--once", "--json")
        // Errors of every kind: usage, a blank inside the key, a store that is none.
        try await run("credentials", "set", "--private-key-file", "-", input: wrongKey + " x")
        try await run(
            "credentials", "set", "--site-url", "https://psa.example.com", "--on-premises")
        try await run("credentials", "test", "--store", program.file("none.db", "not a database"))
        try await look()
        try console(typing: wrongKey)
    }

    private func setUp(key: String) async throws {
        let authority = try program.file("ca.pem", sandbox.certificateAuthorityPEM)
        let company = sandbox.records("/company/companies").first?["id"]?.integer ?? 0
        try await run("partner", "add", "Northwind", "--sandbox")
        try await run(
            "credentials", "set", "--site-url", sandbox.url, "--company", sandbox.company,
            "--public-key", sandbox.publicKey, "--private-key-file", "-", "--client-id",
            sandbox.clientID, "--solution", "Axcient", "--ca-file", authority, "--on-premises",
            input: key)
        let test = try await run("credentials", "test")
        try #require(test.code == 0, "\(test.stdout)")
        try await run(
            "rules", "add", "--action", "ticket", "--board", "integration", "--severities",
            "warning,error")
        try await run("ingest", input: SampleLines.job("1", result: "success"))
        try await run("customers", "map", "EFS-19652", "--company-id", "\(company)")
    }

    private func look() async throws {
        try await run("audit", "list")
        try await run("audit", "list", "--json")
        try await run("events", "show", "1")
        let list = try await run("notifications", "list", "--json")
        for row in list.document?.array ?? [] {
            guard let id = row["id"]?.integer else { continue }
            try await run("notifications", "show", "\(id)", "--json")
        }
        try await run("credentials", "show", "--json")
    }

    /// The console with the key typed into Setup, tested and taken back.
    private func console(typing key: String) throws {
        let console = try TerminalSession(
            TestProducts.path("cwconsole"), arguments: ["--store", program.store], columns: 120,
            rows: 36, environment: ["HOME": program.folder, "TMPDIR": program.folder + "/tmp"])
        try console.wait(forText: "Setup", seconds: 30)
        console.press("9")
        try console.wait(forText: "Private API key", seconds: 20)
        console.press("down", "down", "down", "enter")
        console.type(key)
        console.settle()
        keep("typed", Array(console.text.replacing("\n", with: "").utf8))
        console.press("ctrl-t")
        try console.wait(for: "the end of the test", seconds: 30) {
            $0.find("the connection works") != nil || $0.find("refused") != nil
        }
        for file in ["cmdline", "environ"] {
            let data = FileManager.default.contents(atPath: "/proc/\(console.process)/\(file)")
            keep(file, Array(try #require(data)))
        }
        keep("tested", Array(console.text.replacing("\n", with: "").utf8))
        console.press("u", "q")
        try console.waitForExit(seconds: 30)
        keep("terminal", console.output)
    }

    @discardableResult
    private func run(_ arguments: String..., input: String = "") async throws -> Program.Outcome {
        let outcome = try await program.run(arguments, input: input)
        keep(arguments.joined(separator: " "), Array((outcome.stdout + outcome.stderr).utf8))
        return outcome
    }

    private func keep(_ name: String, _ bytes: [UInt8]) {
        captures.withLock { $0.append((name, bytes)) }
    }
}
