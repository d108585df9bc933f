import IntegrationCore
import Testing

@testable import CWConsole

/// The last gate before a terminal.
@Suite struct SafeTextTests {
    @Test func `lines stay lines, controls become pictures`() {
        #expect(SafeText.lines("one\n  two\u{1B}[2J\n") == "one\n  two␛[2J\n")
        #expect(SafeText.lines("a\u{202E}b\u{9B}c\u{200D}d") == "ab\u{FFFD}cd")
    }

    @Test(arguments: [
        "\u{9B}2J", "\u{7F}", "a\u{202E}b", "\u{2028}", "\u{E0041}", "👩‍👩‍👧", "\u{1B}]0;x\u{7}",
        "Ünï 漢",
        "\\u202e", "\"", "",
    ])
    func `a document keeps its values and shows none of their tricks`(text: String) {
        let document: JSONValue = ["name": .string(text), text: 1]

        let shown = SafeText.json(document.text)

        #expect((try? JSONValue(parsing: shown.utf8)) == document)
        #expect(
            !shown.unicodeScalars.contains {
                [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
            })
    }
}
