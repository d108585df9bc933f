import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

@Suite struct TicketPushTests {
    @Test func `a failure opens one ticket with board, status, company and key`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()

        try await plant.ingest(plant.job("failed"))
        let run = try await plant.settle()

        #expect(run.outcomes == [.done: 1])
        #expect(plant.tickets.count == 1)
        let ticket = try plant.ticket()
        #expect(ticket["summary"]?.string == "[EFS-19652] Backup failed: SRV-DC01")
        #expect(ticket["board"]?["id"]?.integer == plant.board.id)
        #expect(ticket["status"]?["name"]?.string == "New")
        #expect(ticket["company"]?["id"]?.integer == 250)
        let xref = try #require(ticket["externalXRef"]?.string)
        #expect(xref.wholeMatch(of: /EFS-19652:BackupFailure:[0-9a-f]{16}-1/) != nil)
        // A first clean attempt does not search: nothing can carry a new key yet.
        #expect(plant.requests("GET", "/service/tickets") == 0)
        #expect(try await plant.notifications(.done).first?.ticket == ticket["id"]?.integer)
        plant.expectNoViolations()
    }

    @Test func `repeats become notes on the open ticket`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()

        for minute in 0..<3 {
            try await plant.ingest(plant.job("failed", at: minute))
            try await plant.settle()
        }

        #expect(plant.tickets.count == 1)
        let notes = try plant.notes().filter { $0.hasPrefix("Failed again") }
        #expect(notes.count == 2)
        #expect(notes.allSatisfy { $0.contains("[ref ") })
        plant.expectNoViolations()
    }

    @Test func `a newer success closes the ticket with a resolution note`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        #expect(try plant.isClosed())
        #expect(try plant.notes().filter { $0.hasPrefix("Resolved") }.count == 1)
        #expect(try await plant.notifications(.done).count == 2)
        plant.expectNoViolations()
    }

    @Test func `a late failure opens nothing`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ingest(plant.job("success"))

        try await plant.ingest(plant.job("failed", at: -60))
        try await plant.settle()

        #expect(plant.tickets.isEmpty)
        #expect(try await plant.notifications(.skipped).count == 1)
    }

    @Test func `failing again within a day reopens the same ticket`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()
        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        plant.time.advance(.hours(20))
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try !plant.isClosed())
        #expect(try plant.notes().contains { $0.hasPrefix("Reopened") })
        plant.expectNoViolations()
    }

    @Test func `failing again later opens the next episode`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()
        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        plant.time.advance(.hours(30))
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.tickets.count == 2)
        #expect(try plant.isClosed(0))
        #expect(try plant.ticket(1)["externalXRef"]?.string?.hasSuffix("-2") == true)
        #expect(plant.sandbox.duplicateXRefs.isEmpty)
    }

    @Test func `a failure that is fixed before its ticket left makes no request`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()

        try await plant.ingest(plant.job("failed"), plant.job("success", at: 60))
        let run = try await plant.settle()

        #expect(run.requests == 0)
        #expect(plant.tickets.isEmpty)
        #expect(try await plant.notifications(.cancelled).count == 1)
    }

    @Test func `a rule that never closes only tells`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule { $0.closing = .never }
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        for minute in 1...3 {
            try await plant.ingest(plant.job("success", at: minute))
            try await plant.settle()
        }

        #expect(try !plant.isClosed())
        #expect(try plant.notes().filter { $0.hasPrefix("Resolved") }.count == 1)
    }

    @Test func `a customer without a company waits, and goes when it is mapped`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        let customer = try #require(try await plant.ledger.customer(plant.partner, number: 19_652))
        try await plant.ledger.mapCustomer(
            customer.id, to: nil, by: Plant.who, now: plant.time.now())

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()
        #expect(try await plant.failures() == [.companyNotMapped])
        #expect(plant.sandbox.journal.count == 0)

        try await plant.ledger.mapCustomer(
            customer.id, to: NamedReference(id: 250, name: "Client"), by: Plant.who,
            now: plant.time.now())
        try await plant.settle()
        #expect(plant.tickets.count == 1)
        #expect(try await plant.failures().isEmpty)
    }

    @Test func `reprocessing a done notification makes no second ticket`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()
        let id = try #require(try await plant.notifications(.done).first?.id)

        _ = try await plant.ledger.reprocess([id], by: Plant.who, now: plant.time.now())
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try await plant.notifications(.done).count == 1)
        plant.expectNoViolations()
    }

    @Test func `priorities are sent by severity`() async throws {
        let plant = try await Plant()
        let priority = try #require(plant.sandbox.records("/service/priorities").last)
        let id = try #require(priority["id"]?.integer)
        try await plant.addTicketRule {
            $0.priorities = [.warning: NamedReference(id: id, name: "Low")]
        }

        try await plant.ingest(
            plant.job("warning"), plant.job("failed", device: "SRV-2"))
        try await plant.settle()

        let byDevice = Dictionary(
            grouping: plant.tickets, by: { $0["summary"]?.string?.hasSuffix("SRV-2") == true })
        #expect(byDevice[false]?.first?["priority"]?["id"]?.integer == id)
        #expect(byDevice[true]?.first?["priority"]?["id"]?.integer != id)
    }
}
