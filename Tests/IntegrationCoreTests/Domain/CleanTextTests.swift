import IntegrationCore
import Testing

struct CleanTextTests {
    @Test func `control characters become pictures and line ends blanks`() {
        #expect(Sanitizer.clean("a\u{1B}[31mb\u{07}") == "a␛[31mb␇")
        #expect(Sanitizer.clean("a\r\nb\tc\u{7F}\u{9B}") == "a  b c␡\u{FFFD}")
        #expect(Sanitizer.clean("a\u{2028}b") == "a b")
    }

    @Test func `what reorders or hides is taken out`() {
        let hostile = "\u{202E}ab\u{2066}c\u{200B}\u{FEFF}\u{E0041}\u{00AD}d\u{2060}"
        #expect(Sanitizer.clean(hostile) == "abcd")
        #expect(Sanitizer.line(hostile) == "abcd")
    }

    @Test func `a pile of combining marks is cut to four`() {
        let pile = "e" + String(repeating: "\u{0301}", count: 10_000) + "x"
        #expect(Sanitizer.clean(pile).unicodeScalars.count == 6)
        #expect(Sanitizer.line(pile).unicodeScalars.count == 6)
    }

    @Test func `words of every script stay as they are`() {
        for text in ["Zażółć gęślą jaźń", "日本語", "Ünïcode — “quotes”", "עברית", "plain", ""] {
            #expect(Sanitizer.clean(text) == text)
        }
    }

    @Test func `every scalar below U+0500 is harmless afterwards`() {
        for value in UInt32(0)..<0x500 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for left in Sanitizer.clean(String(Character(scalar))).unicodeScalars {
                #expect(left.value >= 32 && !(0x7F...0x9F).contains(left.value))
            }
        }
    }
}
