import ConnectWiseSandbox
import Foundation
import Testing

/// Clients that nobody here wrote: the curl program and a library from PyPI.
@Suite(.timeLimit(.minutes(30))) struct ForeignClientTests {
    @Test func `curl gets what the contract says`() async throws {
        // given a sandbox on a free port
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }

        // when the documented check talks to it
        let result = try await Script.run("check-sandbox.sh", against: sandbox)

        // then every line of it holds
        #expect(result.status == 0, "\(result.output)")
        #expect(!result.output.contains("FAIL"), "\(result.output)")
    }

    @Test func `pyconnectwise works with it`() async throws {
        // given a sandbox on a free port
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }

        // when a program written with the library talks to it
        let result = try await Script.run("check-sandbox-pyconnectwise.sh", against: sandbox)

        // then every line of it holds, or it is said why it could not run
        if result.status == 77 {
            print(result.output)
            return
        }
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("ok    a ticket is deleted"), "\(result.output)")
    }
}

/// Runs a check of `scripts/` with the address and keys of a sandbox.
enum Script {
    static func run(
        _ name: String, against sandbox: ConnectWiseSandbox
    ) async throws -> (status: Int32, output: String) {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("sandbox-check-\(sandbox.port)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let authority = scratch.appendingPathComponent("ca.pem")
        try sandbox.certificateAuthorityPEM.write(to: authority, atomically: true, encoding: .utf8)

        let (status, output) = try await Command.run(
            ["bash", Self.folder.appendingPathComponent(name).path],
            environment: [
                "SANDBOX_URL": sandbox.url, "SANDBOX_CA": authority.path,
                "SANDBOX_COMPANY": sandbox.company, "SANDBOX_PUBLIC": sandbox.publicKey,
                "SANDBOX_PRIVATE": sandbox.privateKey, "SANDBOX_CLIENT": sandbox.clientID,
            ], log: scratch.appendingPathComponent("log"))
        return (status, output)
    }

    /// `scripts/`, found from the place of this file.
    private static var folder: URL {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appendingPathComponent("scripts")
    }
}
