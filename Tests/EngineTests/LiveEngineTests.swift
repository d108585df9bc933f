import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

/// The engine as it runs in the console: started, woken, asleep until something is due, stopped.
@Suite struct LiveEngineTests {
    private func finished(_ events: AsyncStream<EngineEvent>) async {
        for await event in events {
            if case .finished = event { return }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a started engine pushes what it is woken for, and ends`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        let events = plant.engine.events()
        try await plant.engine.start()

        try await plant.ingest(plant.job("failed"))
        plant.engine.wake()
        await finished(events)

        #expect(plant.tickets.count == 1)
        #expect(await plant.engine.status().isRunning)
        #expect(await plant.engine.status().budgetLeft[plant.partner] == 997)
        await plant.engine.stop()
        #expect(await !plant.engine.status().isRunning)
    }

    @Test(.timeLimit(.minutes(10)))
    func `it sleeps until the next probe is due and goes on by itself`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.dropAfterCommit, method: "POST", path: "/service/tickets$", when: .nth(1))
            ]))
        try await plant.ingest(plant.job("failed"))
        let events = plant.engine.events()
        try await plant.engine.start()
        await finished(events)
        #expect(try await plant.notifications(.waiting).count == 1)

        plant.time.advance(.seconds(5))
        await finished(events)

        #expect(try await plant.notifications(.done).count == 1)
        #expect(plant.requests("POST", "/service/tickets") == 1)
        await plant.engine.stop()
    }
}
