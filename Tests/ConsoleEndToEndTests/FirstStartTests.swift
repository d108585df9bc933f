import Foundation
import TerminalHarness
import Testing

/// From an empty store to the first ticket, by keys and two commands, and what happens when
/// ConnectWise goes away.
@Suite(.serialized, .ownThread) struct FirstStartTests {
    @Test func `from an empty store to a working connection by keys alone`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let sandbox = try SandboxRun(in: workplace)
        let console = try workplace.start()
        try console.wait(forText: "No ConnectWise credentials yet", seconds: 30)

        try Self.fillIn(sandbox, console)

        console.press("t")
        try console.wait(forText: "the connection works", seconds: 30)
        #expect(!console.text.contains(sandbox.privateKey))
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
        #expect(console.isRestored)
        #expect(!console.output.contains(text: sandbox.privateKey))
        for file in try FileManager.default.contentsOfDirectory(atPath: workplace.folder) {
            let bytes =
                FileManager.default.contents(atPath: "\(workplace.folder)/\(file)") ?? Data()
            #expect(bytes.range(of: Data(sandbox.privateKey.utf8)) == nil, "\(file)")
        }
    }

    @Test func `offline is said within five seconds with since when and the next try`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let sandbox = try SandboxRun(in: workplace)
        let console = try workplace.start()
        try console.wait(forText: "No ConnectWise credentials yet", seconds: 30)
        try Self.fillIn(sandbox, console)
        let added = try workplace.run(
            "rules", "add", "--action", "ticket", "--board", "Integration", "--severities", "error")
        #expect(added.exit == .status(0), "\(added.text)")
        console.press("1")
        let first = try workplace.file("first.jsonl", Self.failure(1) + "\n")
        #expect(try workplace.run("ingest", first).exit == .status(0))
        let mapped = try workplace.run(
            "customers", "link", "backup-01", "c1", "--number", "19652")
        #expect(mapped.exit == .status(0), "\(mapped.text)")
        let company = try workplace.run("customers", "map", "19652", "--company-id", "250")
        #expect(company.exit == .status(0), "\(company.text)")
        try console.wait(for: "a request that was answered", seconds: 30) {
            $0.lines.contains { $0.contains("Last request") && $0.contains("20") }
        }

        sandbox.session.signal(15)
        try sandbox.session.waitForExit(seconds: 20)
        let second = try workplace.file("second.jsonl", Self.failure(2) + "\n")
        #expect(try workplace.run("ingest", second).exit == .status(0))

        try console.wait(for: "offline in the status line", seconds: 10) {
            $0.lines[0].contains("offline since") && $0.lines[0].contains("retry in")
        }
        console.press("q")
        _ = try console.waitForExit(seconds: 30)
    }

    /// A failed backup, the `number`th.
    static func failure(_ number: Int) -> String {
        """
        {"specversion":"1.0","id":"run-\(number)","source":"backup-01",\
        "type":"backup.job.finished.v1","time":"2026-01-23T04:\(10 + number % 50):07Z",\
        "data":{"customer":{"id":"c1","name":"Contoso"},\
        "device":{"id":"d\(number)","name":"SRV-\(number)","kind":"server"},\
        "job":{"id":"j\(number)","name":"Nightly","kind":"backup"},"result":"failed",\
        "endedAt":"2026-01-23T04:\(10 + number % 50):07Z","message":"VSS error"}}
        """
    }

    /// Types the credentials into Setup and saves them.
    static func fillIn(_ sandbox: SandboxRun, _ console: TerminalSession) throws {
        console.press("9")
        try console.wait(forText: "Site URL", seconds: 20)
        console.press("home")
        console.settle()
        if console.find("[ ]") != nil { console.press("space") }
        console.press("down", "enter", "ctrl-u")
        let values = [
            sandbox.url, sandbox.company, sandbox.publicKey, sandbox.privateKey,
            sandbox.clientID, sandbox.solution, sandbox.authority,
        ]
        for value in values {
            console.press("ctrl-u")
            console.type(value)
            console.press("tab")
            console.settle()
        }
        console.press("ctrl-s")
        try console.wait(for: "a saved form or a question", seconds: 20) {
            $0.find("credentials saved") != nil || $0.find("On-premises host") != nil
        }
        if console.find("On-premises host") != nil {
            console.press("o")
            try console.wait(forText: "credentials saved", seconds: 20)
        }
    }
}

extension [UInt8] {
    /// Whether a text is somewhere in the bytes.
    func contains(text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}
