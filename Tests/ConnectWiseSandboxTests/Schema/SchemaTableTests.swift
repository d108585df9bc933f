import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct SchemaTableTests {
    private let table = SchemaTable.official
    private let ticket: [String: JSONValue] = ["summary": "Backup failed", "company": ["id": 250]]

    @Test func `the official facts are all read`() {
        #expect(table.operations.count > 200)
        #expect(table.fields(of: "Ticket")["summary"]?.maxLength == 100)
        #expect(table.fields(of: "Ticket")["summary"]?.isRequired == true)
        #expect(table.fields(of: "Ticket")["severity"]?.isRequiredOnUpdate == true)
        #expect(table.fields(of: "BoardStatus")["escalationStatus"]?.allowed.count == 5)
        #expect(table.type(of: ["board", "name"], in: "Ticket") == .text)
        for operation in table.operations {
            for schema in [operation.request, operation.response].compactMap({ $0 }) {
                #expect(!table.fields(of: schema).isEmpty, "\(operation.name) names \(schema)")
            }
        }
    }

    @Test func `a right body has no violation`() {
        let body = JSONValue.object(ticket.merging(["severity": "High"]) { $1 })
        #expect(table.violations(of: body, operation: "POST /service/tickets").isEmpty)
        let patch: JSONValue = [["op": "replace", "path": "status", "value": ["id": 5]]]
        #expect(table.violations(of: patch, operation: "PATCH /service/tickets/5001").isEmpty)
    }

    @Test(
        arguments: [
            ("nonsense", "x", Violation.Kind.unknownField), ("severity", "Severe", .invalidEnum),
            ("budgetHours", "many", .wrongType), ("company", 5, .wrongType),
            ("company", .null, .missingField), ("summary", "", .missingField),
            ("summary", .string(String(repeating: "x", count: 101)), .tooLong),
            ("board", ["id": "12"], .wrongType), ("board", ["number": 12], .unknownField),
            ("requiredDate", "2025-02-30T00:00:00Z", .wrongType), ("id", .null, .wrongType),
        ] as [(String, JSONValue, Violation.Kind)])
    func `each kind of mistake is found`(field: String, value: JSONValue, kind: Violation.Kind) {
        let body = JSONValue.object(ticket.merging([field: value]) { $1 })
        let found = table.violations(of: body, operation: "POST /service/tickets")
        #expect(found.map(\.kind) == [kind])
    }

    @Test(arguments: [
        (#"{"op":"replace","path":"status/id","value":5}"#, Violation.Kind.subPath),
        (#"{"op":"replace","path":"Status","value":{"id":5}}"#, .unknownField),
        (#"{"op":"replace","path":"status","value":5}"#, .wrongType),
        (#"{"op":"move","path":"status","value":5}"#, .missingField),
        (#"{"op":"remove","path":"summary"}"#, .missingField),
        (#"{"op":"replace","path":"company","value":null}"#, .missingField),
    ])
    func `each mistake in a PATCH is found`(step: String, kind: Violation.Kind) throws {
        let steps = JSONValue.array([try JSONValue(parsing: step.utf8)])
        let found = table.violations(of: steps, operation: "PATCH /service/tickets/{id}")
        #expect(found.map(\.kind) == [kind])
    }

    @Test func `length counts UTF-16 units`() {
        // 51 characters outside the basic plane are 102 units
        let body = JSONValue.object(
            ticket.merging(["summary": .string(String(repeating: "🗄", count: 51))]) { $1 })
        #expect(
            table.violations(of: body, operation: "POST /service/tickets").map(\.kind) == [.tooLong]
        )
    }

    @Test func `an operation nobody has is a violation`() {
        let found = table.violations(of: [:], operation: "POST /service/tickets/{id}/explode")
        #expect(found.map(\.kind) == [.unknownOperation])
    }
}
