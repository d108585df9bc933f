import Testing

@testable import IntegrationCore

@Suite struct ConditionTests {
    @Test func `typed parts become ConnectWise's language`() throws {
        let token = try #require(Condition.Token("EFS-19652:BF:00ff-1"))

        #expect(Condition.equals("board/id", 12).text == "board/id=12")
        #expect(
            Condition.equals("externalXRef", token).text == #"externalXRef="EFS-19652:BF:00ff-1""#)
        #expect(Condition.equals("deletedFlag", false).text == "deletedFlag=False")
        #expect(Condition.isOne("id", of: [1, 2])?.text == "id in (1,2)")
        #expect(Condition.isOne("id", of: []) == nil)
        #expect(
            Condition.isLater("lastUpdated", than: Timestamp(seconds: 0)).text
                == "lastUpdated>[1970-01-01T00:00:00Z]")
        #expect(
            (Condition.equals("id", 1) && Condition.equals("id", 2) || .equals("id", 3)).text
                == "((id=1 and id=2) or id=3)")
    }

    @Test(arguments: [
        "", "a b", "a\"b", "a*", "a%", "[a]", "ä", "a'b", "a\\b", "a\nb", "a/b", "a=b",
        String(repeating: "a", count: 101),
    ])
    func `a token takes its alphabet only`(text: String) {
        #expect(Condition.Token(text) == nil)
    }

    @Test func `a plain name is compared whole, another by its longest plain run`() {
        #expect(Condition.mayBe("name", named: "Müller GmbH")?.text == #"name="Müller GmbH""#)
        #expect(
            Condition.mayBe("name", named: #"O'Brien "Fast" Freight"#)?.text
                == #"name contains " Freight""#)
        #expect(Condition.mayBe("name", named: "\"%*") == nil)
        #expect(Condition.mayBe("name", named: "") == nil)
    }

    @Test func `no name whatever can leave its quotes`() {
        var random = SplitMix(seed: 20_261_121)
        let alphabet = Array("ab \"'*%[]\\_?()=<>!&|/,;\n\r\t\0é日🧯\u{202E}\u{1B}and or")

        for _ in 0..<20_000 {
            let length = Int(random.next() % 24)
            let name = String(
                (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
            guard let condition = Condition.mayBe("name", named: name) else { continue }

            let parts = condition.text.split(separator: "\"", omittingEmptySubsequences: false)
            #expect(parts.count == 3, "\(condition.text)")
            #expect(parts.first == "name=" || parts.first == "name contains ")
            #expect(parts.last == "")
            let operand = parts[1]
            #expect(name.contains(operand), "only a part of the name itself is searched for")
            #expect(!operand.contains { "*%[]\\'?_".contains($0) })
            #expect(operand.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        }
    }

    @Test func `a condition travels percent-encoded`() {
        let call = APICall(
            path: "/x", query: [("conditions", Condition.equals("a/b", 1).text + "&+ é%\"")])

        #expect(call.target == "/x?conditions=a%2Fb%3D1%26%2B%20%C3%A9%25%22")
    }
}

/// A small seeded generator, the same on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
