import IntegrationCore
import Testing

@testable import CWConsole

@Suite struct TOMLReaderTests {
    /// What is TOML, and what it says as JSON; words that are no setting's stand in angle brackets.
    static let right: [(toml: String, json: String)] = [
        ("", "{}"), ("# only a comment", "{}"), ("\u{FEFF}a = 1", #"{"a":1}"#),
        ("a = 1\r\nb = 2\r\n", #"{"a":1,"b":2}"#), ("a=1#c", #"{"a":1}"#),
        ("a = true\nb = false", #"{"a":true,"b":false}"#),
        ("a = +99\nb = -1_000\nc = 0\nd = -0", #"{"a":99,"b":-1000,"c":0,"d":0}"#),
        (
            "a = 9223372036854775807\nb = -9223372036854775808",
            #"{"a":9223372036854775807,"b":-9223372036854775808}"#
        ),
        ("a = 9223372036854775808", #"{"a":"<9223372036854775808>"}"#),
        (
            "a = 1.5\nb = 2026-11-21T02:14:09Z\nc = 0xFF\nd = 007\ne = inf\nf = 1__0",
            ##"{"a":"<1.5>","b":"<2026-11-21T02:14:09Z>","c":"<0xFF>","d":"<007>","e":"<inf>","f":"<1__0>"}"##
        ),
        (#"a = "x\"\\\b\t\n\f\r\u00E9\U0001F600""#, #"{"a":"x\"\\\b\t\n\f\ré😀"}"#),
        (#"a = "\u0000\u007F\u0085\u2028""#, "{\"a\":\"\\u0000\u{7F}\u{85}\u{2028}\"}"),
        ("a = \"\u{85}\u{2028}é\t\"", "{\"a\":\"\u{85}\u{2028}é\\t\"}"),
        (#"a = 'C:\x "y"'"#, #"{"a":"C:\\x \"y\""}"#), ("a = ''", #"{"a":""}"#),
        ("a = \"\"\"\nx\r\n  y\n\"\"\"", #"{"a":"x\n  y\n"}"#),
        ("a = \"\"\"\"x\"\" \"\"\"\"\"", #"{"a":"\"x\"\" \"\""}"#),
        ("a = \"\"\"x \\\n\n   y\"\"\"", #"{"a":"x y"}"#), ("a = \"\"\"\"\"\"", #"{"a":""}"#),
        ("a = '''\nx\\ny'''", #"{"a":"x\\ny"}"#),
        (#""" = 1"# + "\n" + #""a.b" = 2"# + "\n'c d' = 3", #"{"":1,"a.b":2,"c d":3}"#),
        ("a.b.c = 1\na.b.d = 2\n\"x y\" . z = 3", #"{"a":{"b":{"c":1,"d":2}},"x y":{"z":3}}"#),
        ("1-_ = 1", #"{"1-_":1}"#),
        ("a = [1, [2, 'x'], {b = 1},\n # c\n true,\n]", #"{"a":[1,[2,"x"],{"b":1},true]}"#),
        ("a = []\nb = {}\nc = { d.e = 1, d.f = 2 }", #"{"a":[],"b":{},"c":{"d":{"e":1,"f":2}}}"#),
        ("[a]\nb = 1\n[c]\n[ d . 'e' ]\nf = 1", #"{"a":{"b":1},"c":{},"d":{"e":{"f":1}}}"#),
        ("[a.b]\nx = 1\n[a]\ny = 2", #"{"a":{"b":{"x":1},"y":2}}"#),
        ("[a]\nb.c = 1\n[a.b.d]\ne = 1", #"{"a":{"b":{"c":1,"d":{"e":1}}}}"#),
        (
            "[[a]]\nx = 1\n[[a.b]]\ny = 1\n[[a.b]]\n[a.c]\nz = 1\n[[a]]",
            #"{"a":[{"x":1,"b":[{"y":1},{}],"c":{"z":1}},{}]}"#
        ),
    ]

    @Test(arguments: right.indices)
    func `what is TOML is read`(index: Int) throws {
        let (toml, json) = Self.right[index]
        let table = try TOMLReader.read(Array(toml.utf8))
        #expect(try TOMLNode(value: .table(table), line: 1).json == JSONValue(parsing: json.utf8))
    }

    /// What is no TOML, and the line and column of the first wrong place.
    static let wrong: [(toml: String, line: Int, column: Int)] = [
        ("a", 1, 2), ("a =", 1, 4), ("= 1", 1, 1), ("a b = 1", 1, 3), ("a = 1 b = 2", 1, 7),
        ("\n\né = 1", 3, 1), ("a = x y", 1, 7), ("a = Contoso GmbH", 1, 13),
        ("a = 1\na = 2", 2, 1), ("a.b = 1\na = 2", 2, 1), ("a = 1\na.b = 2", 2, 1),
        ("[a]\n[a]", 2, 1), ("[a]\n[[a]]", 2, 1), ("[[a]]\n[a]", 2, 1),
        ("a = []\n[[a]]", 2, 1), ("a = {}\n[a.b]", 2, 6), ("a = 1\n[a.b]", 2, 6),
        ("[a.b.c]\nz = 1\n[a]\nb.c.t = 1", 4, 1), ("[a]\nb.c = 1\n[a.b]", 3, 1),
        ("a = { b = 1\n, c = 2 }", 1, 12), ("a = { b = 1, }", 1, 14), ("a = {b=1,b=2}", 1, 10),
        ("a = [1 2]", 1, 8), ("a = [1,,2]", 1, 8), ("a = [1,", 1, 8), ("a = [", 1, 6),
        ("[a", 1, 3), ("[[a]", 1, 5), ("[]", 1, 2), ("[a.]", 1, 4), ("[a] b = 1", 1, 5),
        (#"a = "x"#, 1, 7), ("a = \"x\ny\"", 1, 7), ("a = 'x", 1, 7), ("a = \"\"\"x\ny", 1, 5),
        (#""é" = "\q""#, 1, 8), (#"a = "\u12""#, 1, 6), (#"a = "\uD800""#, 1, 6),
        (#"a = "\U00110000""#, 1, 6), (#"a = "\u+123""#, 1, 6), ("a = \"\\\n\"", 1, 6),
        ("a = \"\u{0}\"", 1, 6), ("# \u{7F}", 1, 3), ("a = 1\rb = 2", 1, 6), ("a = 1\r", 1, 6),
        ("a = '\u{1B}[2J'", 1, 6), ("x = 1\n\"\"\"a\"\"\" = 1", 2, 3),
    ]

    @Test(arguments: wrong.indices)
    func `what is no TOML is refused where it begins to be none`(index: Int) {
        let (toml, line, column) = Self.wrong[index]
        let error = #expect(throws: TOMLError.self) { try TOMLReader.read(Array(toml.utf8)) }
        #expect([error?.line, error?.column] == [line, column], "\(toml): \(error?.reason ?? "")")
    }

    @Test func `bytes that are no text are refused with their line`() {
        let error = #expect(throws: TOMLError.self) {
            try TOMLReader.read(Array("a = 1\nb = \"".utf8) + [0xC3, 0x28, 0x22])
        }
        #expect(error?.line == 2)
    }

    @Test(arguments: [
        "a = " + String(repeating: "[", count: 200_000),
        "a = " + String(repeating: "{a=", count: 200_000),
        String(repeating: "a.", count: 200_000) + "a = 1",
        "[" + String(repeating: "a.", count: 200_000) + "a]",
        "[[" + String(repeating: "a.", count: 200_000) + "a]]",
    ])
    func `what stands too deep is refused, however deep`(toml: String) {
        let error = #expect(throws: TOMLError.self) { try TOMLReader.read(Array(toml.utf8)) }
        #expect(error?.line == 1)
    }

    @Test func `values know their lines`() throws {
        let table = try TOMLReader.read(Array("# c\na = [\n1,\n\n{ b = 2 }]\n[c]\nd = 1".utf8))
        guard case .list(let list)? = table["a"]?.value, case .table(let inner)? = table["c"]?.value
        else { throw Unexpected() }
        #expect(table["a"]?.line == 2)
        #expect(list.nodes.map(\.line) == [3, 5])
        #expect(inner.line == 6)
        #expect(inner["d"]?.line == 7)
    }

    struct Unexpected: Error {}
}

extension TOMLNode {
    /// The value as JSON, other words in angle brackets.
    var json: JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        case .other(let word): .string("<\(word)>")
        case .list(let list): .array(list.nodes.map(\.json))
        case .table(let table):
            .object(
                Dictionary(uniqueKeysWithValues: table.names.map { ($0, table[$0]?.json ?? .null) })
            )
        }
    }
}
