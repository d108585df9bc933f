import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Store
import TestSupport
import Testing

/// The crash points 1 to 14 of reliability guide 2.6, for creating a ticket.
///
/// Each time a process of its own is killed with SIGKILL and started again; then every failing
/// series has exactly one ticket, and every event is in the store once.
@Suite(.serialized) struct CrashPointTests {
    private static let devices = ["SRV-A", "SRV-B"]

    /// An installation of today, reached through the proxy; the rule names its status, so that
    /// the create is the second request of a connection.
    private func plant(_ proxied: Bool = true) async throws -> (Plant, KillingProxy) {
        let plant = try await Plant(start: SystemTime().now())
        let proxy = try KillingProxy(target: plant.sandbox.port)
        if proxied { try await plant.saveCredentials(port: proxy.port) }
        let status = try #require(
            plant.sandbox.records(
                "/service/boards/{parentId}/statuses", parent: Int(plant.board.id)
            ).first)
        try await plant.addTicketRule {
            $0.newStatus = NamedReference(
                id: status["id"]?.integer ?? 0, name: status["name"]?.string ?? "")
        }
        return (plant, proxy)
    }

    private func failures(_ plant: Plant) throws -> [BackupEvent] {
        try Self.devices.map { try plant.job("failed", device: $0) }
    }

    private func expectExact(_ plant: Plant, _ location: SourceLocation = #_sourceLocation)
        async throws
    {
        for device in Self.devices {
            let count = plant.tickets.count {
                $0["summary"]?.string?.hasSuffix(": \(device)") == true
            }
            #expect(count == 1, "tickets of \(device)", sourceLocation: location)
        }
        let overview = try await plant.ledger.overview(plant.partner, now: plant.time.now())
        // The customer's first success and the two failures.
        #expect(overview.events == 3, sourceLocation: location)
        #expect(overview.byState.filter { $0.value > 0 } == [.done: 2], sourceLocation: location)
        plant.expectNoViolations(location)
    }

    @Test(arguments: ["ingest-before-commit", "ingest-committed"])
    func `a death at ingest loses nothing and doubles nothing`(point: String) async throws {
        let (plant, proxy) = try await plant()
        defer { proxy.stop() }
        let file = plant.storePath + ".jsonl"
        let lines = try failures(plant).map { String(decoding: $0.raw, as: UTF8.self) }
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let ingest = ["ingest", plant.storePath, file]

        let death = try await ProbeProcess.run(ingest, failpoint: point)
        #expect(death.wasKilled)
        // Nobody was told, so the source sends again.
        let again = try await ProbeProcess.run(ingest)
        #expect(again.status == 0)
        #expect(try await ProbeProcess.run(["engine", plant.storePath]).status == 0)

        try await expectExact(plant)
    }

    @Test(arguments: [
        "claimed", "intent-committed", "answer-read", "before-outcome", "outcome-before-commit",
        "after-outcome",
    ])
    func `a death in the engine is taken up exactly`(point: String) async throws {
        let (plant, proxy) = try await plant()
        defer { proxy.stop() }
        try await plant.ingest(failures(plant))

        let death = try await ProbeProcess.run(["engine", plant.storePath], failpoint: point)
        #expect(death.wasKilled)
        #expect(try await ProbeProcess.run(["engine", plant.storePath]).status == 0)

        try await expectExact(plant)
    }

    @Test(arguments: KillingProxy.Point.allCases)
    func `a death while the create is under way is taken up exactly`(
        point: KillingProxy.Point
    ) async throws {
        let (plant, proxy) = try await plant()
        defer { proxy.stop() }
        try await plant.ingest(failures(plant))

        proxy.arm(point)
        let death = try await ProbeProcess.run(["engine", plant.storePath]) { proxy.watch($0) }
        #expect(death.wasKilled)
        switch point {
        case .connected, .halfWritten: #expect(plant.tickets.isEmpty)
        case .answerWaiting, .answerHalfRead: #expect(plant.tickets.count == 1)
        case .allWritten: break
        }
        #expect(try await ProbeProcess.run(["engine", plant.storePath]).status == 0)

        try await expectExact(plant)
    }

    @Test func `a death between the probe's hit and its commit adopts the next time`()
        async throws
    {
        let (plant, proxy) = try await plant()
        defer { proxy.stop() }
        try await plant.ingest(failures(plant))

        proxy.arm(.answerWaiting)
        let first = try await ProbeProcess.run(["engine", plant.storePath]) { proxy.watch($0) }
        #expect(first.wasKilled)
        #expect(plant.tickets.count == 1)
        let second = try await ProbeProcess.run(
            ["engine", plant.storePath], failpoint: "before-adopt")
        #expect(
            second.wasKilled,
            "\(plant.sandbox.journal.entries.map { "\($0.method) \($0.path) \($0.status ?? 0)" })")
        #expect(try await ProbeProcess.run(["engine", plant.storePath]).status == 0)

        try await expectExact(plant)
    }

    @Test func `a push that ends the program five times is put aside`() async throws {
        let (plant, proxy) = try await plant()
        defer { proxy.stop() }
        try await plant.ingest(plant.job("failed", device: "SRV-A"))

        for _ in 0..<5 {
            let death = try await ProbeProcess.run(
                ["engine", plant.storePath], failpoint: "claimed")
            #expect(death.wasKilled)
        }
        #expect(try await ProbeProcess.run(["engine", plant.storePath]).status == 0)

        #expect(try await plant.failures() == [.repeatedCrash])
        #expect(plant.tickets.isEmpty)
    }
}
