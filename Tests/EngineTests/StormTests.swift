import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

/// Two thousand events while three requests in ten go wrong (reliability guide, battery B3, B4).
@Suite(.serialized) struct StormTests {
    private static let customers = 10
    private static let rounds = 20

    /// Faults that ConnectWise or the way to it is known for, 30 % of all requests together.
    private static let faults = FaultPlan(
        seed: 7,
        rules: [
            Fault.dropAfterCommit, .dropBeforeCommit, .resetBeforeRead, .badGateway,
            .badGatewayAfterCommit, .transientError, .truncatedBody, .malformedJSON,
            .rateLimited(retryAfter: 1), .serviceUnavailable(retryAfter: nil),
        ].map { FaultPlan.Rule($0, when: .probability(0.035)) })

    /// What the storm left behind.
    private struct Aftermath {
        var lost: [String] = []
        var duplicated: [String] = []
        var requests = 0
    }

    /// Jobs fail and recover by chance; the clock goes on five minutes after each hundred events.
    private func storm(blindly: Bool) async throws -> (Plant, Aftermath) {
        let plant = try await Plant(customers: Self.customers) { $0.repeatsBlindly = blindly }
        try await plant.addTicketRule()
        try await plant.addSynchronizeRule()
        plant.sandbox.setFaults(Self.faults)
        var random = SeededGenerator(seed: 42)
        var accepted = 0, requests = 0
        var failing: [String: Bool] = [:]
        for _ in 0..<Self.rounds {
            let events = try (0..<100).map { second in
                let customer = Int.random(in: 0..<Self.customers, using: &random)
                let device = "SRV-\(Int.random(in: 0..<6, using: &random))"
                let result =
                    ["failed", "failed", "success", "warning"]
                    .randomElement(using: &random) ?? "failed"
                failing["\(customer)/\(device)"] = result != "success"
                return try plant.job(result, customer: customer, device: device, at: second)
            }
            accepted += try await plant.ingest(events).count {
                if case .accepted = $0 { true } else { false }
            }
            requests += try await plant.engine.runUntilIdle().requests
            plant.time.advance(.seconds(300))
        }
        requests += try await plant.settle(for: .hours(36)).requests
        plant.sandbox.setFaults(.none)
        requests += try await plant.settle(for: .hours(36)).requests
        var aftermath = Aftermath(requests: requests)
        #expect(accepted == Self.rounds * 100)
        try await examine(plant, failing, &aftermath)
        return (plant, aftermath)
    }

    /// The oracle: one ticket per episode, right at the end, each note once, nothing left undone.
    private func examine(
        _ plant: Plant, _ failing: [String: Bool], _ aftermath: inout Aftermath
    ) async throws {
        for (series, isFailing) in failing {
            let parts = series.split(separator: "/")
            let company = Int64(250 + (Int(parts[0]) ?? 0))
            let open = plant.tickets.filter { ticket in
                ticket["company"]?["id"]?.integer == company
                    && ticket["summary"]?.string?.hasSuffix(": \(parts[1])") == true
                    && ticket["closedFlag"]?.bool != true
            }
            if isFailing && open.isEmpty { aftermath.lost.append("ticket of \(series)") }
            if open.count > (isFailing ? 1 : 0) {
                aftermath.duplicated.append("open ticket of \(series)")
            }
        }
        aftermath.duplicated += plant.sandbox.duplicateXRefs
        var tokens: [Substring: Int] = [:]
        for ticket in plant.tickets {
            for note in plant.sandbox.notes(ticket: Int(ticket["id"]?.integer ?? 0)) {
                guard let text = note["text"]?.string,
                    let token = text.firstMatch(of: /\[ref [0-9a-f]+\]/)?.output
                else { continue }
                tokens[token, default: 0] += 1
            }
        }
        aftermath.duplicated += tokens.filter { $0.value > 1 }.map { String($0.key) }
        let undone = try await plant.notifications(.pending, .running, .waiting, .failed, .held)
        aftermath.lost += undone.map { "notification \($0.id) is \($0.state)" }
    }

    @Test(.timeLimit(.minutes(50)))
    func `nothing is lost and nothing is doubled`() async throws {
        let (plant, aftermath) = try await storm(blindly: false)

        #expect(aftermath.lost.isEmpty, "\(aftermath.lost.prefix(5))")
        #expect(aftermath.duplicated.isEmpty, "\(aftermath.duplicated.prefix(5))")
        // Every request that arrived was counted, and so the limit of the settings holds.
        #expect(plant.sandbox.journal.entries.count <= aftermath.requests)
        #expect(plant.sandbox.journal.mostRequests(inAny: .seconds(60)) <= 800)
        let struck = plant.sandbox.journal.entries.count { !$0.faults.isEmpty }
        #expect(
            Double(struck) / Double(aftermath.requests) > 0.2, "\(struck) of \(aftermath.requests)")
        // Statistics of the month are what the store counts.
        for index in 0..<Self.customers {
            let number = Int64(Plant.firstCustomer + index)
            let customer = try #require(
                try await plant.ledger.customer(plant.partner, number: number))
            let facts = try await plant.ledger.statistics(
                customer: customer.id, now: plant.time.now())
            let shown = plant.sandbox.records(
                "/company/companies/{parentId}/managementSummaryReports", parent: 250 + index
            ).first { $0["deviceType"]?.string == "BackupStats" }
            #expect(shown?["failedBackupJobs"]?.integer == Int64(facts.failedJobs))
            #expect(shown?["successfulBackupJobs"]?.integer == Int64(facts.successfulJobs))
        }
        plant.expectNoViolations()
    }

    @Test(.timeLimit(.minutes(50)))
    func `the same storm with blind repeats makes duplicates, so the test can see them`()
        async throws
    {
        let (_, aftermath) = try await storm(blindly: true)

        #expect(aftermath.duplicated.count > 10)
    }
}
