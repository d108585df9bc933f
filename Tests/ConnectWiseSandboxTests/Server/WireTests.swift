import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Testing

/// Faults as a client sees them on the wire; what curl's exit codes mean stands beside each.
@Suite(.timeLimit(.minutes(20))) struct WireTests {
    private static let reset: Int32 = 56
    private static let timedOut: Int32 = 28

    private func sandbox(_ fault: Fault? = nil) throws -> ConnectWiseSandbox {
        let rules = fault.map { [FaultPlan.Rule($0, method: "POST")] } ?? []
        let sandbox = try ConnectWiseSandbox(faults: FaultPlan(rules: rules))
        try sandbox.start()
        return sandbox
    }

    private func post(_ sandbox: ConnectWiseSandbox, _ more: String...) async throws -> Curl.Result
    {
        let body = #"{"summary":"x","company":{"id":250},"externalXRef":"K-1"}"#
        return try await Curl.run(
            sandbox,
            ["/service/tickets", "--data", body, "-H", "Content-Type: application/json"]
                + more)
    }

    @Test(arguments: [(Fault.resetBeforeRead, 0), (.dropBeforeCommit, 0), (.dropAfterCommit, 1)])
    func `a cut connection is a reset, before or after the work`(fault: Fault, tickets: Int)
        async throws
    {
        let sandbox = try sandbox(fault)
        defer { sandbox.stop() }

        let result = try await post(sandbox)

        #expect(result.exit == Self.reset, "\(result)")
        #expect(sandbox.tickets(xref: "K-1").count == tickets)
        #expect(sandbox.journal.entries.map(\.status) == [nil])
        // and the server goes on
        #expect(try await Curl.run(sandbox, ["/system/info"]).status == 200)
    }

    @Test func `a truncated answer ends half-way`() async throws {
        let sandbox = try sandbox(.truncatedBody)
        defer { sandbox.stop() }

        let result = try await post(sandbox)

        // 18: partial file; 56: the TLS stream ended without a goodbye
        #expect([18, 56].contains(result.exit), "\(result)")
        #expect(result.body.hasPrefix("{"))
        #expect(throws: (any Error).self) { try JSONValue(parsing: result.body.utf8) }
        #expect(sandbox.tickets.count == 1)
    }

    @Test func `a slow answer comes after the work and after the client gave up`() async throws {
        let sandbox = try sandbox(.slowAfterCommit(.seconds(60)))
        defer { sandbox.stop() }

        let result = try await post(sandbox, "--max-time", "0.5")

        #expect(result.exit == Self.timedOut)
        #expect(sandbox.tickets(xref: "K-1").count == 1)
        #expect(sandbox.journal.entries.map(\.status) == [201])
    }

    @Test func `latency delays and the rest is as usual`() async throws {
        let sandbox = try sandbox(.latency(.milliseconds(300)...(.milliseconds(400))))
        defer { sandbox.stop() }

        let start = ContinuousClock.now
        let result = try await post(sandbox)

        #expect(result.status == 201)
        #expect(ContinuousClock.now - start >= .milliseconds(300))
    }

    @Test func `one connection serves many requests`() async throws {
        let sandbox = try sandbox()
        defer { sandbox.stop() }
        let info = sandbox.url + "/v4_6_release/apis/3.0/system/info"

        let result = try await Curl.run(sandbox, ["/system/info", info, info, info])

        #expect(result.output.split(separator: "\n").count { $0 == "status 200 connects 0" } == 3)
    }

    @Test func `stopping does not wait for slow requests`() async throws {
        let sandbox = try sandbox(.slowAfterCommit(.seconds(3_600)))
        // given a client that gave up, and a server thread that has an hour to wait
        #expect(try await post(sandbox, "--max-time", "0.5").exit == Self.timedOut)

        let start = ContinuousClock.now
        sandbox.stop()

        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(sandbox.tickets.count == 1)
    }

    @Test func `an outage ends on the same port with the same certificate`() async throws {
        let sandbox = try sandbox()
        defer { sandbox.stop() }
        let (port, authority) = (sandbox.port, sandbox.certificateAuthorityPEM)

        sandbox.stop()
        #expect(!sandbox.isRunning)
        // 7: connection refused
        #expect(try await Curl.run(sandbox, ["/system/info"]).exit == 7)
        try sandbox.start()

        #expect(sandbox.port == port)
        #expect(sandbox.certificateAuthorityPEM == authority)
        #expect(try await Curl.run(sandbox, ["/system/info"]).status == 200)
    }

    @Test func `a body over the cap is refused`() async throws {
        let sandbox = try sandbox()
        defer { sandbox.stop() }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("large-\(sandbox.port)")
        try Data(repeating: 0x20, count: 5 << 20).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        let result = try await Curl.run(
            sandbox,
            [
                "/service/tickets", "--data-binary", "@\(file.path)", "-H",
                "Content-Type: application/json",
            ])

        #expect(result.status == 413, "\(result)")
        #expect(sandbox.tickets.isEmpty)
    }

    @Test func `a taken port is said`() throws {
        let first = try sandbox()
        defer { first.stop() }
        let second = try ConnectWiseSandbox(port: first.port)
        #expect(throws: SandboxError.self) { try second.start() }
    }

    @Test func `a hundred clients at once get a hundred tickets`() async throws {
        let sandbox = try sandbox()
        defer { sandbox.stop() }
        let body = #"{"summary":"x","company":{"id":250}}"#
        let address = sandbox.url + "/v4_6_release/apis/3.0/service/tickets"

        // --parallel opens up to fifty connections in one program
        let result = try await Curl.run(
            sandbox,
            [
                "/service/tickets", "--data", body, "-H", "Content-Type: application/json",
                "--parallel", "--parallel-immediate",
            ]
                + Array(repeating: address, count: 99))

        #expect(result.exit == 0, "\(result)")
        #expect(sandbox.tickets.count == 100)
        #expect(Set(sandbox.journal.entries.map(\.requestID)).count == 100)
    }
}

/// The curl program, signed in to a sandbox.
enum Curl {
    struct Result: Sendable {
        var exit: Int32
        var output: String

        /// The body, without the lines that say how it went.
        var body: String {
            output.split(separator: "\nstatus ").first.map(String.init) ?? ""
        }
        var status: Int {
            output.split(separator: "\nstatus ").last?.split(separator: " ").first
                .flatMap { Int($0) } ?? 0
        }
    }

    /// Requests `arguments[0]`, a path below `/apis/3.0`, with the other arguments as they are.
    static func run(_ sandbox: ConnectWiseSandbox, _ arguments: [String]) async throws -> Result {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("curl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let authority = scratch.appendingPathComponent("ca.pem")
        try sandbox.certificateAuthorityPEM.write(to: authority, atomically: true, encoding: .utf8)
        let usual = [
            "curl", "--silent", "--max-time", "30", "--cacert", authority.path, "--user",
            "\(sandbox.company)+\(sandbox.publicKey):\(sandbox.privateKey)", "-H",
            "clientId: \(sandbox.clientID)", "--write-out",
            #"\nstatus %{http_code} connects %{num_connects}\n"#,
        ]
        let address = sandbox.url + "/v4_6_release/apis/3.0" + (arguments.first ?? "")
        let (exit, output) = try await Command.run(
            usual + [address] + arguments.dropFirst(), log: scratch.appendingPathComponent("log"))
        return Result(exit: exit, output: output)
    }
}
