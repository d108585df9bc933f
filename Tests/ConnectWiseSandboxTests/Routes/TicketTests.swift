import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct TicketTests {
    @Test func `a ticket gets what it was not given`() throws {
        let desk = try Desk()

        let ticket = try desk.ticket(["initialDescription": "SRV-DC01: destination unreachable"])

        #expect(ticket.status == 201)
        #expect(ticket.json["board"]?["name"] == "Integration")
        #expect(ticket.json["status"]?["name"] == "New")
        #expect(ticket.json["priority"]?["name"] == "Priority 3 - Normal Response")
        #expect(ticket.json["recordType"] == "ServiceTicket")
        #expect(ticket.json["closedFlag"] == false)
        #expect(ticket.json["initialDescription"] == nil)
        let notes = try desk.send("GET", "/service/tickets/\(ticket.id)/notes")
        #expect(notes.json.array?.first?["text"] == "SRV-DC01: destination unreachable")
        #expect(desk.sandbox.tickets.first?["initialDescription"] == nil)
    }

    @Test func `a status of another board is refused`() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        let foreign = try #require(
            try desk.list("/service/boards/13/statuses", where: "closedStatus=true").ids.first)

        let answer = try desk.patch(
            "/service/tickets/\(ticket.id)", "status", ["id": .integer(foreign)])

        #expect(answer.status == 400)
        #expect(answer.json["errors"]?.array?.first?["field"] == "status")
        #expect(desk.sandbox.tickets.first?["closedFlag"] == false)
    }

    @Test func `a move without a status takes the new board's first`() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()

        let moved = try desk.patch("/service/tickets/\(ticket.id)", "board", ["id": 14])

        #expect(moved.json["board"]?["name"] == "Backup Triage")
        #expect(moved.json["status"]?["name"] == "Untouched")
        #expect(moved.id == ticket.id)
    }

    @Test func `closing follows the status, not the flag`() throws {
        let desk = try Desk()
        let path = "/service/tickets/\(try desk.ticket().id)"

        let flagged = try desk.patch(path, "closedFlag", true)
        #expect(flagged.json["closedFlag"] == false)

        let closed = try desk.patch(path, "status", ["name": "Closed"])
        #expect(closed.json["closedFlag"] == true)
        #expect(closed.json["closedDate"] != nil)

        let reopened = try desk.patch(path, "status", ["name": "In Progress"])
        #expect(reopened.json["closedFlag"] == false)
        #expect(reopened.json["closedDate"] == nil)
    }

    @Test func `a sub-path answers 200 and changes nothing`() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        let path = "/service/tickets/\(ticket.id)"

        let trapped = try desk.patch(path, "status/id", 305)
        #expect(trapped.status == 200)
        #expect(trapped.json["status"] == ticket.json["status"])
        #expect(desk.sandbox.journal.violations.map(\.violation.kind) == [.subPath])

        desk.sandbox.changeBehaviour { $0.ignoresSubPaths = false }
        #expect(try desk.patch(path, "status/id", 305).json["status"]?["name"] == "Closed")
        #expect(try desk.patch(path, "/summary", "other").json["summary"] == "other")
    }

    @Test func `a note must say where it is shown`() throws {
        let desk = try Desk()
        let path = "/service/tickets/\(try desk.ticket().id)/notes"

        let hidden = try desk.send("POST", path, ["text": "x"])
        let shown = try desk.send("POST", path, ["text": "x", "resolutionFlag": true])

        #expect(hidden.status == 400)
        #expect(
            hidden.json["errors"]?.array?.first?["message"]
                == "Please choose where to display the notes in order to save this record.")
        #expect(shown.status == 201)
        #expect(try desk.send("GET", path + "/count").json == ["count": 1])
        #expect(try desk.send("GET", "/service/tickets/9999/notes").status == 404)
    }

    @Test func `merged and bundled tickets show it on both sides`() throws {
        let desk = try Desk()
        let (parent, child) = (try desk.ticket().id, try desk.ticket().id)

        let merged = try desk.send(
            "POST", "/service/tickets/\(parent)/merge",
            ["mergeTicketIds": [.integer(Int64(child))], "status": ["id": 305]])
        try desk.send(
            "POST", "/service/tickets/\(parent)/attachChildren",
            ["childTicketIds": [.integer(Int64(child))]])

        #expect(merged.json["success"] == true)
        let after = try desk.send("GET", "/service/tickets/\(child)").json
        #expect(after["mergedParentTicket"]?["id"] == .integer(Int64(parent)))
        #expect(after["parentTicketId"] == .integer(Int64(parent)))
        #expect(after["closedFlag"] == true)
        let survivor = try desk.send("GET", "/service/tickets/\(parent)").json
        #expect(survivor["hasMergedChildTicketFlag"] == true)
        #expect(survivor["hasChildTicket"] == true)
        #expect(survivor["closedFlag"] == false)
    }

    @Test func `a hidden board hides its tickets from the API only`() throws {
        let desk = try Desk()
        let id = try desk.ticket(["externalXRef": "K-1"]).id

        desk.sandbox.changeBehaviour { $0.hiddenBoards = [12] }

        #expect(try desk.send("GET", "/service/tickets/\(id)").status == 404)
        #expect(try desk.list("/service/tickets", where: #"externalXRef="K-1""#).ids.isEmpty)
        #expect(try desk.send("GET", "/system/info").status == 200)
        #expect(try desk.ticket().errorCodes == ["InvalidReference"])
        #expect(try desk.ticket(["board": ["id": 13]]).status == 201)
        #expect(desk.sandbox.tickets(xref: "K-1").count == 1)
    }

    @Test func `the search index learns late`() throws {
        let desk = try Desk()
        desk.sandbox.changeBehaviour { $0.indexLag = .seconds(10) }
        let id = try desk.ticket(["externalXRef": "K-1"]).id
        let search = { try desk.list("/service/tickets", where: #"externalXRef="K-1""#).ids }

        #expect(try search().isEmpty)
        #expect(try desk.send("GET", "/service/tickets/\(id)").status == 200)
        desk.clock.advance(.seconds(9))
        #expect(try search().isEmpty)
        desk.clock.advance(.seconds(1))
        #expect(try search() == [Int64(id)])
    }

    @Test func `tickets leave an audit trail`() throws {
        let desk = try Desk()
        let id = try desk.ticket().id
        _ = try desk.patch("/service/tickets/\(id)", "summary", "Other")

        let trail = try desk.send("GET", "/system/audittrail?type=Ticket&id=\(id)")

        #expect(trail.json.array?.compactMap { $0["auditSubType"]?.string } == ["Add", "Update"])
        #expect(try desk.send("GET", "/system/audittrail?type=Ticket&id=1").json == [])
    }
}
