import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

@Suite struct DriftTests {
    /// An installation with one open ticket.
    private func plant(_ edit: (inout TicketRule) -> Void = { _ in }) async throws -> Plant {
        let plant = try await Plant()
        try await plant.addTicketRule(edit)
        try await plant.ingest(plant.job("failed"))
        try await plant.settle()
        return plant
    }

    private func board(_ name: String, _ plant: Plant) throws -> Int {
        let boards = plant.sandbox.records("/service/boards")
        return Int(
            try #require(boards.first { $0["name"]?.string == name }?["id"]?.integer))
    }

    @Test func `a moved ticket closes with a status of its present board`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.move(
            ticket: plant.id(), toBoard: board("Backup Triage", plant))

        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        #expect(try plant.isClosed())
        #expect(try plant.ticket()["status"]?["name"]?.string == "Done")
        #expect(plant.tickets.count == 1)
        plant.expectNoViolations()
    }

    @Test func `a merged ticket's repeats go to the survivor, which stays open`() async throws {
        let plant = try await plant()
        let survivor = plant.sandbox.add(
            [
                "summary": "Human's ticket", "company": ["id": 250], "closedFlag": false,
                "board": ["id": .integer(plant.board.id), "name": .string(plant.board.name)],
                "recordType": "ServiceTicket",
            ], to: "/service/tickets")
        try plant.sandbox.humans.merge(ticket: plant.id(), into: survivor)

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()
        try await plant.ingest(plant.job("success", at: 120))
        try await plant.settle()

        let notes = plant.sandbox.notes(ticket: survivor).compactMap { $0["text"]?.string }
        #expect(notes.contains { $0.hasPrefix("Failed again") })
        #expect(notes.contains { $0.hasPrefix("Resolved") })
        let record = plant.tickets.first { $0["id"]?.integer == Int64(survivor) }
        #expect(record?["closedFlag"]?.bool != true)
        #expect(plant.tickets.count == 2)
    }

    @Test func `a child ticket is noted and closed, its parent is left`() async throws {
        let plant = try await plant()
        let parent = plant.sandbox.add(
            [
                "summary": "Parent", "company": ["id": 250], "closedFlag": false,
                "board": ["id": .integer(plant.board.id), "name": .string(plant.board.name)],
            ], to: "/service/tickets")
        try plant.sandbox.humans.bundle(ticket: plant.id(), under: parent)

        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        #expect(try plant.isClosed())
        let record = plant.tickets.first { $0["id"]?.integer == Int64(parent) }
        #expect(record?["closedFlag"]?.bool == false)
    }

    @Test func `a ticket that people closed reopens within the window`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.close(ticket: plant.id())

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try !plant.isClosed())
    }

    @Test func `a ticket that people closed long ago is followed by a new one`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.close(ticket: plant.id())
        plant.time.advance(.days(3))

        try await plant.ingest(plant.job("failed"))
        try await plant.settle()

        #expect(plant.tickets.count == 2)
        #expect(try plant.isClosed(0))
        #expect(try plant.ticket(1)["externalXRef"]?.string?.hasSuffix("-2") == true)
    }

    @Test func `a deleted ticket is followed by a new one`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.delete(ticket: plant.id())

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try plant.ticket()["externalXRef"]?.string?.hasSuffix("-2") == true)
    }

    @Test func `a ticket on a hidden board is no reason for a second one`() async throws {
        let plant = try await plant()
        let hidden = Int(plant.board.id)
        plant.sandbox.changeBehaviour { $0.hiddenBoards = [hidden] }

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try await plant.failures() == [.ticketDrifted])
    }

    @Test func `a ticket moved to a hidden board is no reason for a second one`() async throws {
        let plant = try await plant()
        let triage = try board("Backup Triage", plant)
        try plant.sandbox.humans.move(ticket: plant.id(), toBoard: triage)
        plant.sandbox.changeBehaviour { $0.hiddenBoards = [triage] }

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        let failures = try await plant.notifications(.failed).compactMap(\.failure)
        #expect(failures.map(\.code) == [.ticketDrifted])
        #expect(failures.first?.detail.contains("excluded service boards") == true)
        plant.expectNoViolations()
    }

    @Test func `a ticket seen again after the boards were cleared goes on`() async throws {
        let plant = try await plant()
        let triage = try board("Backup Triage", plant)
        try plant.sandbox.humans.move(ticket: plant.id(), toBoard: triage)
        plant.sandbox.changeBehaviour { $0.hiddenBoards = [triage] }
        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        plant.sandbox.changeBehaviour { $0.hiddenBoards = [] }
        let parked = try await plant.notifications(.failed).map(\.id)
        _ = try await plant.ledger.reprocess(parked, by: Plant.who, now: plant.time.now())
        try await plant.settle()

        #expect(plant.tickets.count == 1)
        #expect(try plant.notes().contains { $0.hasPrefix("Failed again") })
        #expect(try await plant.failures().isEmpty)
    }

    @Test(arguments: ["forbidden", "silent", "nobody"])
    func `without proof that every board is seen nothing counts as deleted`(
        _ why: String
    ) async throws {
        let plant = try await plant()
        try plant.sandbox.humans.delete(ticket: plant.id())
        let members = plant.sandbox.records("/system/apiMembers").compactMap { $0["id"]?.integer }
        for member in members {
            switch why {
            case "forbidden":
                plant.sandbox.setKeys([
                    KeyPair(
                        publicKey: plant.sandbox.publicKey, privateKey: plant.sandbox.privateKey,
                        role: .everything(except: .system))
                ])
            case "silent":
                plant.sandbox.change(
                    "/system/apiMembers", Int(member), ["excludedServiceBoardIds": .null])
            default:
                plant.sandbox.remove("/system/apiMembers", Int(member))
            }
        }

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(plant.tickets.isEmpty)
        #expect(try await plant.failures() == [.ticketDrifted])
        #expect(plant.requests("POST", "/service/tickets") == 1)
    }

    @Test func `a converted ticket is left to people`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.convert(ticket: plant.id())

        try await plant.ingest(plant.job("failed", at: 60))
        try await plant.settle()

        #expect(try await plant.failures() == [.ticketDrifted])
        #expect(plant.requests("POST", "/service/tickets") == 1)
    }

    @Test func `a ticket whose key people overwrote is known by its id`() async throws {
        let plant = try await plant()
        try plant.sandbox.humans.changeXRef(ticket: plant.id(), to: "mine")

        try await plant.ingest(plant.job("success", at: 60))
        try await plant.settle()

        #expect(try plant.isClosed())
        #expect(plant.tickets.count == 1)
    }
}
