import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct HumansTests {
    @Test func `people move, close, reopen and rename`() throws {
        let desk = try Desk()
        let id = try desk.ticket(["externalXRef": "K-1"]).id
        let people = desk.sandbox.humans
        func seen() throws -> JSONValue { try desk.send("GET", "/service/tickets/\(id)").json }

        try people.move(ticket: id, toBoard: 14)
        #expect(try seen()["status"]?["name"] == "Untouched")
        try people.close(ticket: id)
        #expect(try seen()["status"]?["name"] == "Done")
        #expect(try seen()["closedFlag"] == true)
        try people.reopen(ticket: id)
        #expect(try seen()["closedFlag"] == false)
        try people.changeXRef(ticket: id, to: "mine")
        #expect(try desk.list("/service/tickets", where: #"externalXRef="K-1""#).ids.isEmpty)
        #expect(
            try desk.list("/service/tickets", where: #"externalXRef="mine""#).ids == [Int64(id)])
        try people.convert(ticket: id)
        #expect(try seen()["recordType"] == "ProjectTicket")
    }

    @Test func `people merge, bundle, note and delete`() throws {
        let desk = try Desk()
        let (survivor, other) = (try desk.ticket().id, try desk.ticket().id)
        let people = desk.sandbox.humans

        try people.note(ticket: other, "Called the client")
        try people.merge(ticket: other, into: survivor)
        try people.bundle(ticket: other, under: survivor)
        let merged = try desk.send("GET", "/service/tickets/\(other)").json
        #expect(merged["mergedParentTicket"]?["id"] == .integer(Int64(survivor)))
        #expect(merged["closedFlag"] == true)
        #expect(desk.sandbox.notes(ticket: other).map { $0["text"] } == ["Called the client"])

        try people.delete(ticket: other)
        #expect(try desk.send("GET", "/service/tickets/\(other)").status == 404)
        #expect(desk.sandbox.notes(ticket: other).isEmpty)
        #expect(throws: SandboxError.self) { try people.close(ticket: other) }
    }
}
