import IntegrationCore
import Testing

@Suite struct JSONValueTests {
    @Test func `whole numbers are kept apart from fractions and truth values`() throws {
        let value = try JSONValue(
            parsing: #"{"a":1,"b":1.5,"c":true,"d":null,"e":[9007199254740991]}"#.utf8)

        #expect(value["a"] == .integer(1))
        #expect(value["b"] == .number(1.5))
        #expect(value["c"] == .bool(true))
        #expect(value["d"] == .null)
        #expect(value["e"] == [9_007_199_254_740_991])
    }

    @Test(arguments: ["", "{", "[1 2]", "{\"a\":1}}", "nope", "\"\u{1}\"", "1e400"])
    func `bytes that are no document are refused`(text: String) {
        #expect(throws: (any Error).self) { try JSONValue(parsing: text.utf8) }
    }

    @Test func `a document that is nested too deeply is refused, not followed`() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)

        #expect(throws: (any Error).self) { try JSONValue(parsing: deep.utf8) }
    }

    @Test func `members are written in the order of their names`() {
        let value: JSONValue = ["b": 1, "a": ["x", true], "c": "q\"/"]

        #expect(value.text == #"{"a":["x",true],"b":1,"c":"q\"/"}"#)
    }
}
