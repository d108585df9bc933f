import Foundation
import IntegrationCore
import Testing

/// The ten valid and twelve invalid examples of the event contract behave as their files say.
struct ContractExampleTests {
    static let now = Timestamp(rfc3339: "2026-11-21T20:00:00Z") ?? Timestamp(microseconds: 0)

    static func lines(_ name: String) throws -> [String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(name)")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func `every valid example is read`() throws {
        let lines = try Self.lines("valid.jsonl")
        #expect(lines.count == 10)
        let events = try lines.map { try EventReader().read(Array($0.utf8), now: Self.now) }
        #expect(events.map(\.typeName).filter { $0 == "backup.job.finished.v1" }.count == 5)
        #expect(Set(events.map(\.digest)).count == 10)
        #expect(
            events.last?.fact
                == .heartbeat(.init(observedAt: events.last?.time, seen: 214, errors: 0)))
    }

    @Test func `a written event reads back as the same facts`() throws {
        for line in try Self.lines("valid.jsonl") {
            let event = try EventReader().read(Array(line.utf8), now: Self.now)
            let again = try EventReader().read(event.line, now: Self.now)
            #expect(again.fact == event.fact)
            #expect(again.digest == event.digest)
            #expect(again.customer == event.customer)
            #expect(again.device == event.device)
        }
    }

    static let refusals: [(why: String, field: String)] = [
        ("no id", "id: is missing"), ("wrong specversion", "specversion:"),
        ("unknown result", "data.result: \"ok\" is not one of"),
        ("time without offset", "data.endedAt:"),
        ("no customer", "data.customer: is missing"),
        ("negative count", "data.services[0].metrics.servers:"),
        ("fractional bytes", "data.services[0].metrics.storageBytes:"),
        ("empty services", "data.services:"), ("unknown alert state", "data.alert.state:"),
        ("control character in id", "id: may hold"), ("empty device id", "data.device.id:"),
        ("type without version", "unsupported-type:"),
    ]

    @Test func `every invalid example is refused with its field`() throws {
        let lines = try Self.lines("invalid.jsonl")
        #expect(lines.count == Self.refusals.count)
        for (line, refusal) in zip(lines, Self.refusals) {
            let example = try JSONValue(parsing: line.utf8)
            #expect(example["why"]?.string == refusal.why)
            let event = try #require(example["event"])
            let error = #expect(throws: EventRejection.self) {
                try EventReader().read(event.bytes, now: Self.now)
            }
            #expect(
                error?.description.hasPrefix(refusal.field) == true,
                "\(refusal.why): \(error?.description ?? "")")
        }
    }
}
