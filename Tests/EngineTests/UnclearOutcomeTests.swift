import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

@Suite struct UnclearOutcomeTests {
    private func plant(
        _ fault: Fault, when: FaultPlan.Rule.When = .nth(1), path: String = "/service/tickets$",
        behaviour: Behaviour = Behaviour()
    ) async throws -> Plant {
        let plant = try await Plant(behaviour: behaviour)
        try await plant.addTicketRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [.init(fault, method: "POST", path: path, when: when)]))
        return plant
    }

    @Test(arguments: [
        Fault.dropAfterCommit, .badGatewayAfterCommit, .truncatedBody, .malformedJSON, .emptyBody,
    ])
    func `a ticket that was made without a clear answer is adopted`(fault: Fault) async throws {
        let plant = try await plant(fault)

        try await plant.ingest(plant.job("failed"))
        let run = try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(run.outcomes == [.unknown: 1, .done: 1])
        #expect(plant.requests("POST", "/service/tickets") == 1)
        #expect(try await plant.ledger.overview(plant.partner, now: plant.time.now()).adopted == 1)
        plant.expectNoViolations()
    }

    @Test(arguments: [Fault.dropBeforeCommit, .badGateway, .transientError, .resetBeforeRead])
    func `a ticket that was not made is created after four probes, once`(
        fault: Fault
    ) async throws {
        let plant = try await plant(fault)
        let start = plant.time.now()

        try await plant.ingest(plant.job("failed"))
        let run = try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(run.outcomes == [.unknown: 4, .planned: 1, .done: 1])
        // Four probes, and one look before the create is repeated.
        #expect(plant.requests("GET", "/service/tickets") == 5)
        #expect(plant.requests("POST", "/service/tickets") == 2)
        #expect(plant.time.now() - start == .seconds(110))
        #expect(try await plant.ledger.overview(plant.partner, now: plant.time.now()).repeated == 1)
    }

    @Test(arguments: [2, 10, 60])
    func `a search index that lags makes no duplicate`(lag: Int) async throws {
        var behaviour = Behaviour()
        behaviour.indexLag = .seconds(lag)
        let plant = try await plant(.dropAfterCommit, behaviour: behaviour)

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(plant.sandbox.duplicateXRefs.isEmpty)
    }

    @Test func `an operator's haste does not use up the probes`() async throws {
        var behaviour = Behaviour()
        behaviour.indexLag = .seconds(60)
        let plant = try await plant(.dropAfterCommit, behaviour: behaviour)
        try await plant.ingest(plant.job("failed"))
        try await plant.engine.runUntilIdle()

        for _ in 0..<6 {
            let waiting = try await plant.notifications(.waiting, .pending)
            _ = try await plant.ledger.reprocess(
                waiting.map(\.id), by: Plant.who, now: plant.time.now())
            try await plant.engine.runUntilIdle()
        }
        try await plant.settle()

        #expect(plant.tickets.count == 1)
    }

    @Test func `two tickets with the key are a conflict, the older is adopted`() async throws {
        let plant = try await plant(.dropAfterCommit)
        try await plant.ingest(plant.job("failed"))
        try await plant.engine.runUntilIdle()
        var copy = try #require(try plant.ticket().object)
        copy["id"] = nil
        plant.sandbox.add(copy, to: "/service/tickets")

        let run = try await plant.settle()

        #expect(run.outcomes[.conflict] == 1)
        #expect(try await plant.failures() == [.severalTickets])
        #expect(plant.requests("POST", "/service/tickets") == 1)
    }

    @Test func `a note that was added without a clear answer is found by its token`() async throws {
        let plant = try await plant(.dropAfterCommit, path: "/service/tickets/{id}/notes$")
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(try plant.notes().filter { $0.hasPrefix("Failed again") }.count == 1)
        #expect(plant.requests("POST", "/notes") == 1)
    }

    @Test func `a resolve whose note is unclear closes the ticket and notes once`() async throws {
        let plant = try await plant(.dropAfterCommit, path: "/service/tickets/{id}/notes$")
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        #expect(try plant.isClosed())
        #expect(try plant.notes().filter { $0.hasPrefix("Resolved") }.count == 1)
    }

    @Test func `refusals that changed nothing are repeated after their pause`() async throws {
        let plant = try await plant(.rateLimited(retryAfter: 30))
        let start = plant.time.now()

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(plant.time.now() - start >= .seconds(30))
        let arrivals = plant.sandbox.journal.entries.map { $0.arrived - start }
        #expect(!arrivals.contains { $0 > .zero && $0 < .seconds(30) })
    }

    @Test(arguments: ["GET", "POST"])
    func `a 503 is left alone as long as it asks, by every push`(method: String) async throws {
        let plant = try await Plant(customers: 3)
        try await plant.addTicketRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.serviceUnavailable(retryAfter: 90), method: method, when: .nth(1))
            ]))
        let start = plant.time.now()

        try await plant.ingest((0..<3).map { try plant.job("failed", customer: $0) })
        try await plant.settle()

        #expect(plant.tickets.count == 3)
        #expect(plant.sandbox.duplicateXRefs.isEmpty)
        let arrivals = plant.sandbox.journal.entries.map { $0.arrived - start }
        #expect(arrivals.contains { $0 >= .seconds(90) })
        #expect(!arrivals.contains { $0 > .zero && $0 < .seconds(90) })
    }
}
