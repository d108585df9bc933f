import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct ConditionTests {
    private static let ticket = Record(
        id: 5_001, parent: nil,
        fields: [
            "summary": "Backup failed: SRV-DC01", "board": ["id": 12, "name": "Integration"],
            "closedFlag": false, "externalXRef": "EFS-19652:backup:ab12-1",
            "closedDate": "2025-06-01T03:12:00Z", "actualHours": .number(1.5),
            "resources": .null,
        ], entered: Timestamp(seconds: 1_748_736_000), updated: Timestamp(seconds: 1_748_739_600),
        enteredBy: "x", updatedBy: "x", indexed: Timestamp(seconds: 0))

    private func holds(_ text: String) throws -> Bool {
        try ConditionParser.parse(text) { SchemaTable.official.type(of: $0, in: "Ticket") }
            .holds(Self.ticket.values)
    }

    @Test(arguments: [
        #"externalXRef="EFS-19652:backup:ab12-1""#, #"externalXRef = "efs-19652:BACKUP:ab12-1""#,
        #"board/id=12"#, #"board/name="integration" and closedFlag=False"#,
        #"id in (1,2,5001)"#, #"id not in (1, 2)"#, #"summary contains "failed""#,
        #"summary not contains "fixed""#, #"summary like "Backup*DC01""#,
        #"summary like "backup%""#, #"not (closedFlag=true or board/id=13)"#,
        #"id=1 or id=2 or (id>=5001 and id<=5001)"#, #"id > 5000 and id < 5002"#,
        #"id=5001 or id=1 and id=2"#, #"lastUpdated > [2025-06-01T00:00:00Z]"#,
        #"lastUpdated < [2025-06-02]"#, #"_info/dateEntered >= [2025-06-01T00:00:00Z]"#,
        #"customerUpdatedFlag=false"#, #"poNumber = null"#, #"externalXRef != null"#,
        #"actualHours > 1.4"#, #"closedDate = [2025-06-01T03:12:00Z]"#, #"board/id != 13"#,
    ])
    func `a true condition holds`(text: String) throws {
        #expect(try holds(text))
    }

    @Test(arguments: [
        #"externalXRef="EFS-19652""#, #"board/id=13"#, #"closedFlag=True"#, #"id in (1,2)"#,
        #"summary like "failed""#, #"summary contains "fixed""#, #"id=5001 and board/id=13"#,
        #"(id=5001 or id=1) and id=2"#, #"lastUpdated > [2025-06-02]"#, #"poNumber != null"#,
        #"id != 5001"#, #"summary = "Backup*""#,
    ])
    func `a false condition does not hold`(text: String) throws {
        #expect(try !holds(text))
    }

    @Test(arguments: [
        (#"boards/name="x""#, "boards/name is not a recognized name."),
        (#"Summary="x""#, "Summary is not a recognized name."),
        (#"summary='x'"#, "''' is not a recognized name."),
        (#"summary="x"#, "String value is not terminated."),
        (#"id in (1,"#, "A value was expected; strings need double quotes."),
        (#"(id=1"#, "')' was expected in conditions."),
        (#"id=1 id=2"#, "Unexpected id in conditions."),
        (#"id ~ 1"#, "'~' is not a recognized name."),
        (#"lastUpdated > [today]"#, "Date value supplied was invalid: today"),
    ])
    func `a wrong condition says what is wrong`(text: String, message: String) {
        #expect(throws: ConditionError(message: message)) { try holds(text) }
    }

    @Test func `a thousand brackets are refused, not a crash`() {
        let text = String(repeating: "(", count: 1_000) + "id=1"
        #expect(throws: ConditionError(message: "Conditions are nested too deep.")) {
            try holds(text)
        }
    }

    @Test func `many stars do not take for ever`() throws {
        let pattern = String(repeating: "*a", count: 40) + "*b"
        #expect(!Wildcard(pattern, open: false).matches(String(repeating: "a", count: 5_000)))
    }
}
