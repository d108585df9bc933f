import ConnectWiseSandbox
import Locking
import TestSupport
import Testing

@testable import IntegrationCore

@Suite struct TestTicketTests {
    private func test(
        _ stand: SandboxedClient, _ edit: (inout TicketRule) -> Void = { _ in }
    ) throws -> TestTicket {
        let board = try #require(stand.sandbox.records("/service/boards").first)
        let company = try #require(stand.sandbox.records("/company/companies").first)
        var rule = TicketRule(
            board: NamedReference(
                id: board["id"]?.integer ?? 0, name: board["name"]?.string ?? ""))
        edit(&rule)
        return TestTicket(
            client: stand.client, rule: rule,
            company: NamedReference(id: company["id"]?.integer ?? 0, name: "Client"),
            key: try TestTicket.key(installationID: "here", now: Timestamp(seconds: 1)),
            time: HastyTime())
    }

    private func ticket(_ stand: SandboxedClient) throws -> JSONValue {
        try #require(stand.sandbox.tickets.count == 1)
        return try #require(stand.sandbox.tickets.first)
    }

    @Test func `a test ticket is opened, noted and closed, with a key of its own`() async throws {
        let stand = try SandboxedClient()
        let heard = Locked<[TestTicketStep]>([])

        let steps = try await test(stand).run { step in heard.withLock { $0.append(step) } }

        let ticket = try ticket(stand)
        #expect(steps.map(\.name) == [.opened, .noted, .closed])
        #expect(steps.allSatisfy { $0.failure == nil && $0.ticket == ticket["id"]?.integer })
        #expect(heard.withLock { $0 } == steps)
        #expect(ticket["closedFlag"] == true)
        #expect(ticket["externalXRef"]?.string?.hasPrefix("TEST:") == true)
        #expect(stand.sandbox.notes(ticket: Int(steps.first?.ticket ?? 0)).count == 2)
        #expect(stand.sandbox.journal.violations.isEmpty)
    }

    @Test func `a rule that never closes has its test ticket closed all the same`() async throws {
        let stand = try SandboxedClient()

        try await test(stand) { $0.closing = .never }.run()

        #expect(try ticket(stand)["closedFlag"] == true)
    }

    @Test(arguments: [
        Fault.dropAfterCommit, .truncatedBody, .emptyBody, .badGatewayAfterCommit,
        .rateLimited(retryAfter: 20),
    ])
    func `a create that goes wrong makes one ticket, never two`(fault: Fault) async throws {
        let stand = try SandboxedClient()
        stand.sandbox.setFaults(
            FaultPlan(rules: [
                .init(fault, method: "POST", path: "/service/tickets$", when: .first(1))
            ]))

        let steps = try await test(stand).run()

        #expect(steps.allSatisfy { $0.failure == nil })
        #expect(try ticket(stand)["closedFlag"] == true)
    }

    @Test(arguments: [
        Fault.dropAfterCommit, .rateLimited(retryAfter: nil), .transientError,
    ])
    func `faults between the steps leave one note and a closed ticket`(fault: Fault) async throws {
        let stand = try SandboxedClient()
        stand.sandbox.setFaults(
            FaultPlan(rules: [
                .init(
                    fault, method: "POST", path: "/service/tickets/{id}/notes", when: .first(1)),
                .init(fault, method: "PATCH", path: "/service/tickets/{id}", when: .first(1)),
            ]))

        let steps = try await test(stand).run()

        #expect(steps.allSatisfy { $0.failure == nil })
        #expect(try ticket(stand)["closedFlag"] == true)
        let notes = stand.sandbox.notes(ticket: Int(steps.first?.ticket ?? 0))
        #expect(notes.filter { $0["text"]?.string?.contains("[ref TEST:") == true }.count == 1)
    }

    @Test(arguments: [Fault.dropBeforeCommit, .transientError])
    func `a create that is not found afterwards is not sent again`(fault: Fault) async throws {
        let stand = try SandboxedClient()
        stand.sandbox.setFaults(
            FaultPlan(rules: [.init(fault, method: "POST", path: "/service/tickets$")]))
        let test = try test(stand)

        let error = await #expect(throws: Failure.self) { try await test.run() }

        #expect(error?.code == .outcomeUnknown)
        #expect(error?.detail.contains("TEST:") == true)
        #expect(stand.sandbox.tickets.isEmpty)
        #expect(stand.requests.filter { $0.method == .post }.count == 1)
    }

    @Test func `a ticket that cannot be closed is named`() async throws {
        let stand = try SandboxedClient()
        stand.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.permanentError, method: "PATCH", path: "/service/tickets/{id}")
            ]))

        let steps = try await test(stand).run()

        let number = try ticket(stand)["id"]?.integer ?? 0
        #expect(steps.map { $0.failure == nil } == [true, true, false])
        #expect(
            steps.last?.failure?.detail.hasPrefix("Ticket \(number) stays open; close it by hand")
                == true)
    }

    @Test func `a ticket is closed even when its note fails`() async throws {
        let stand = try SandboxedClient()
        stand.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.permanentError, method: "POST", path: "/service/tickets/{id}/notes")
            ]))

        let steps = try await test(stand).run()

        #expect(steps.map { $0.failure == nil } == [true, false, true])
        #expect(try ticket(stand)["closedFlag"] == true)
    }
}
