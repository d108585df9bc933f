import TestSupport
import CHardening
import Foundation
import TerminalHarness
import Testing

@testable import CommandTests

/// What the program asks of its own process before it does anything else.
@Suite(.ownThread) struct HardeningTests {
    @Test func `a running program leaves no core, no readable file, and dies of no pipe`() throws {
        let program = try Program()
        defer { program.clean() }
        let console = try TerminalSession(
            "/bin/sh",
            arguments: [
                "-c", "ulimit -S -c hard; umask 000; exec \"$0\" --store \"$1\"",
                TestProducts.path("cwconsole"), program.store,
            ], environment: ["HOME": program.folder])
        try console.wait(forText: "Setup", seconds: 30)

        let status = try Self.fields(of: "/proc/\(console.process)/status")
        let ignored = UInt64(status["SigIgn"] ?? "", radix: 16) ?? 0
        #expect(ignored >> UInt64(SIGPIPE - 1) & 1 == 1)
        #expect(ignored >> UInt64(SIGXFSZ - 1) & 1 == 1)
        #expect(status["Umask"] == "0077")
        let limits = try String(contentsOfFile: "/proc/\(console.process)/limits", encoding: .utf8)
        #expect(limits.contains(#/Max core file size +0 +0 /#))
        for name in try FileManager.default.subpathsOfDirectory(atPath: program.folder + "/data") {
            let path = "\(program.folder)/data/\(name)"
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            let mode = try #require((rights as? NSNumber)?.intValue)
            #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))")
        }
        console.press("q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }

    @Test func `dumps of the process are denied`() {
        ch_deny_dumps()

        #expect(ch_is_dumpable() == 0)
    }

    @Test func `a store that reaches the limit of file sizes ends with 3, not by a signal`()
        async throws
    {
        let program = try Program()
        defer { program.clean() }
        _ = try await program.run("partner", "add", "Northwind")
        let lines = (0..<400).map { SampleLines.job("\($0)") }.joined(separator: "\n")

        let outcome = try Self.run(
            "ulimit -f 300; exec \"$0\" ingest \"$2\" --store \"$1\"",
            [TestProducts.path("cwconsole"), program.store, program.file("lines.jsonl", lines)])

        #expect(outcome.reason == .exit)
        #expect(outcome.code == 3, "\(outcome.code)")
    }

    private static func run(
        _ script: String, _ arguments: [String]
    ) throws -> (reason: Process.TerminationReason, code: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationReason, process.terminationStatus)
    }

    private static func fields(of file: String) throws -> [String: String] {
        var fields: [String: String] = [:]
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[String(line[..<colon])] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        return fields
    }
}
