import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

@Suite struct CircuitTests {
    @Test(arguments: [false, true])
    func `refused keys hold the partner's pushes and fail none`(asCloud: Bool) async throws {
        var behaviour = Behaviour()
        behaviour.answersBadKeysWithNotFound = asCloud
        let plant = try await Plant(customers: 8, behaviour: behaviour)
        try await plant.addTicketRule()
        try await plant.saveCredentials(privateKey: "wrongwrongwrong1")
        try await plant.ingest((0..<8).map { try plant.job("failed", customer: $0) })

        try await plant.settle()

        #expect(try await plant.circuit()?.failure.code == .signInRefused)
        #expect(try await plant.failures().isEmpty)
        #expect(try await plant.notifications(.held).count == 8)
        #expect(plant.tickets.isEmpty)
        let opened = try await plant.ledger.audit(before: nil, limit: 500)
            .filter { $0.action == "circuit.open" }
        #expect(opened.count == 1)

        // Saving good keys closes the circuit, and everything goes by itself.
        try await plant.saveCredentials()
        try await plant.settle()

        #expect(try await plant.circuit() == nil)
        #expect(plant.tickets.count == 8)
        #expect(plant.sandbox.duplicateXRefs.isEmpty)
    }

    @Test func `keys refused while a create is unclear keep it unclear`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.dropAfterCommit, method: "POST", path: "/service/tickets$", when: .nth(1))
            ]))
        try await plant.ingest(plant.job("failed"))
        try await plant.engine.runUntilIdle()
        try await plant.saveCredentials(privateKey: "wrongwrongwrong1")

        try await plant.settle()
        #expect(try await plant.circuit() != nil)
        try await plant.saveCredentials()
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(plant.requests("POST", "/service/tickets") == 1)
    }

    @Test func `a missing right parks the one operation and names the right`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        var role = SecurityRole.everything
        role.changes.remove(.service)
        plant.sandbox.setKeys([
            KeyPair(
                publicKey: plant.sandbox.publicKey, privateKey: plant.sandbox.privateKey,
                role: role)
        ])

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(try await plant.circuit() == nil)
        let failure = try #require(try await plant.notifications(.failed).first?.failure)
        #expect(failure.code == .permissionMissing)
        #expect(failure.detail.contains("Service Desk > Service Tickets, Add"))
    }

    @Test func `a partner that is switched off is left alone`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        let stored = try await plant.ledger.site(plant.partner)
        var site = stored.value
        site.isOn = false
        try await plant.ledger.saveCredentials(
            site, version: stored.version, sealedKey: nil, partner: plant.partner, by: Plant.who,
            now: plant.time.now())

        try await plant.ingest(plant.job("failed"))
        let run = try await plant.settle()

        #expect(run.pushes == 0)
        #expect(plant.sandbox.journal.count == 0)
    }

    @Test func `with the legacy login only, every push is held with that reason`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ledger.clearCredentials(
            partner: plant.partner, by: Plant.who, now: plant.time.now())
        let stored = try await plant.ledger.site(plant.partner)
        var site = stored.value
        site.url = "https://127.0.0.1:\(plant.sandbox.port)"
        site.company = "northwind"
        site.legacyUsername = "integrator"
        try await plant.ledger.saveCredentials(
            site, version: stored.version, sealedKey: nil, sealedLegacyPassword: [9],
            partner: plant.partner, by: Plant.who, now: plant.time.now())

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.sandbox.journal.count == 0)
        #expect(try await plant.circuit()?.failure.code == .legacyCredentialsOnly)
        #expect(try await plant.notifications(.held).count == 1)
    }

    @Test func `one customer's error does not stop another`() async throws {
        let plant = try await Plant(customers: 2)
        try await plant.addTicketRule()
        let first = try #require(try await plant.ledger.customer(plant.partner, number: 19_652))
        try await plant.ledger.mapCustomer(
            first.id, to: NamedReference(id: 99_999, name: "Gone"), by: Plant.who,
            now: plant.time.now())

        try await plant.ingest(plant.job("failed"), plant.job("failed", customer: 1))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try await plant.failures().count == 1)
    }

    @Test func `the budget of a minute is never exceeded`() async throws {
        let plant = try await Plant(customers: 12, requestsPerMinute: 20)
        try await plant.addTicketRule()
        let events = try (0..<12).flatMap { customer in
            try (0..<5).map { try plant.job("failed", customer: customer, device: "SRV-\($0)") }
        }
        try await plant.ingest(events)

        try await plant.settle()

        #expect(plant.tickets.count == 60)
        #expect(plant.sandbox.journal.mostRequests(inAny: .seconds(60)) <= 20)
    }
}
