import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct JournalTests {
    @Test func `a request is written down with what it did`() throws {
        let desk = try Desk()
        try desk.ticket(["externalXRef": "K-1", "nonsense": 1])
        let id = try desk.ticket(["externalXRef": "K-1"]).id
        _ = try desk.list("/service/tickets", where: #"externalXRef="K-1""#)

        let entries = desk.sandbox.journal.entries
        #expect(entries.map(\.number) == [1, 2, 3])
        #expect(
            entries.map(\.operation) == [
                "POST /service/tickets", "POST /service/tickets",
                "GET /service/tickets",
            ])
        #expect(entries.map(\.status) == [400, 201, 200])
        #expect(entries.first?.violations.map(\.field) == ["nonsense"])
        #expect(entries[1].effects.first == "created /service/tickets \(id)")
        #expect(entries[1].body["externalXRef"] == "K-1")
        #expect(entries[2].query["conditions"] == #"externalXRef="K-1""#)
        #expect(entries[2].effects.isEmpty)
    }

    @Test func `requests can be awaited`() async throws {
        let desk = try Desk()
        var arriving = desk.sandbox.journal.stream().makeAsyncIterator()
        try desk.send("GET", "/system/info")
        try desk.ticket()
        #expect(await arriving.next()?.operation == "GET /system/info")
        #expect(await arriving.next()?.operation == "POST /service/tickets")
    }

    @Test func `duplicates are found`() throws {
        let desk = try Desk()
        for xref in ["K-1", "K-2", "K-1", ""] { try desk.ticket(["externalXRef": .string(xref)]) }
        #expect(desk.sandbox.duplicateXRefs == ["K-1"])
        #expect(desk.sandbox.tickets(xref: "K-1").count == 2)
    }

    @Test func `the busiest minute is found anywhere`() throws {
        let desk = try Desk()
        for wait in [0, 30, 29, 1, 100] {
            desk.clock.advance(.seconds(wait))
            try desk.send("GET", "/system/info")
        }
        // at 0, 30, 59, 60 and 160 seconds: the window is half open
        #expect(desk.sandbox.journal.mostRequests() == 3)
        #expect(desk.sandbox.journal.mostRequests(inAny: .seconds(61)) == 4)
    }
}
