import Foundation
import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct StateDirectoryTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("sandbox-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    @Test func `records outlive the server`() throws {
        try withDirectory { directory in
            // given a server that was changed and went away
            let first = try ConnectWiseSandbox(clock: HandClock(), directory: directory)
            let kept = first.add(["summary": "kept"], to: "/service/tickets")
            let gone = first.add(["summary": "gone"], to: "/service/tickets")
            try first.humans.delete(ticket: gone)
            try first.humans.note(ticket: kept, "żółć \"quoted\"\nsecond line")

            // when another starts in the same directory
            let second = try ConnectWiseSandbox(
                tenant: .named(["Ignored"]), clock: HandClock(), directory: directory)

            // then it knows the same, and gives no id twice
            #expect(second.tickets == first.tickets)
            #expect(second.notes(ticket: kept) == first.notes(ticket: kept))
            #expect(second.records("/company/companies") == first.records("/company/companies"))
            #expect(second.add([:], to: "/service/tickets") > gone)
        }
    }

    @Test func `a line cut by a kill is dropped, any other damage refused`() throws {
        try withDirectory { directory in
            let file = URL(fileURLWithPath: directory + "/state.jsonl")
            let first = try ConnectWiseSandbox(directory: directory)
            let id = first.add(["summary": "kept"], to: "/service/tickets")
            let whole = try Data(contentsOf: file)

            try (whole + Data("{\"kind\":\"cre".utf8)).write(to: file)
            let second = try ConnectWiseSandbox(directory: directory)
            #expect(second.tickets.count == 1)
            second.add(["summary": "after"], to: "/service/tickets")
            let third = try ConnectWiseSandbox(directory: directory)
            #expect(
                third.tickets.map { $0["id"] } == [.integer(Int64(id)), .integer(Int64(id + 1))])

            try (Data("rubbish\n".utf8) + whole).write(to: file)
            #expect(throws: SandboxError.self) { try ConnectWiseSandbox(directory: directory) }
        }
    }
}
