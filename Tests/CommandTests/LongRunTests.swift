import Foundation
import IntegrationCore
import Testing

@Suite struct LongRunTests {
    @Test func `the sandbox prints what a client needs and takes its files away`() async throws {
        try await withProgram { program in
            let sandbox = try program.start("sandbox", "--json")

            let line = await sandbox.line() ?? ""
            let printed = try JSONValue(parsing: line.utf8)
            let authority = printed["caFile"]?.string ?? ""
            let text = try String(contentsOfFile: authority, encoding: .utf8)
            let key = try String(
                contentsOfFile: printed["privateKeyFile"]?.string ?? "", encoding: .utf8)
            let code = await sandbox.stop()

            #expect(printed["url"]?.string?.hasPrefix("https://127.0.0.1:") == true)
            #expect(text.contains("BEGIN CERTIFICATE"))
            #expect(key == "\(printed["privateKey"]?.string ?? "")\n")
            #expect(code == 0)
            #expect(!FileManager.default.fileExists(atPath: authority))
        }
    }

    /// The signal is blocked while the program starts, as under a supervisor that forks, and so it
    /// waits for the moment that the program listens.
    @Test(.timeLimit(.minutes(2))) func `a stop that comes while it starts is not lost`()
        async throws
    {
        try await withProgram { program in
            let sandbox = try program.start("sandbox", "--json")

            let code = await sandbox.stop()

            #expect(code == 0 || code == SIGTERM)
        }
    }

    @Test func `a watched spool is emptied into done and bad`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Northwind")
            let spool = program.folder + "/spool"
            for folder in ["new", "tmp"] {
                try FileManager.default.createDirectory(
                    atPath: "\(spool)/\(folder)", withIntermediateDirectories: true)
            }
            let lines = ["a": SampleLines.job("1"), "b": "{}"]
            for (name, line) in lines {
                try Data(line.utf8).write(to: URL(fileURLWithPath: "\(spool)/new/\(name).jsonl"))
            }

            let watcher = try program.start("ingest", "--watch", spool)
            var printed: [String] = []
            while printed.count < 3, let line = await watcher.line() { printed.append(line) }
            let code = await watcher.stop()

            #expect(printed.contains { $0.hasPrefix("a.jsonl: 1 accepted") })
            #expect(printed.contains { $0.hasPrefix("b.jsonl: 0 accepted") })
            let names = try FileManager.default.subpathsOfDirectory(atPath: spool).sorted()
            #expect(
                names.filter { $0.contains(".json") } == [
                    "bad/b.jsonl", "bad/b.jsonl.reason.json", "done/a.jsonl",
                ])
            #expect(code == 1)
        }
    }
}
