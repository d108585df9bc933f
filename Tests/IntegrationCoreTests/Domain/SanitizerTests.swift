import Testing

import IntegrationCore

@Suite struct SanitizerTests {
    @Test func `escape sequences lose what makes them work`() {
        #expect(Sanitizer.line("\u{1B}[2Jred\u{9B}31m\u{7}\u{0}") == "[2Jred31m")
    }

    @Test func `direction marks cannot turn a line round`() {
        #expect(Sanitizer.line("user\u{202E}txt.exe\u{2066}\u{200F}") == "usertxt.exe")
    }

    @Test func `line breaks of every kind become one blank`() {
        #expect(Sanitizer.line("one\r\n\n two\tthree\u{2028}four\n") == "one  two three four")
    }

    @Test func `text keeps its lines`() {
        #expect(Sanitizer.text("one\r\ntwo\u{1B}\n\nthree\t!") == "one\ntwo\n\nthree !")
    }

    @Test(arguments: [
        "Zürich “Ærø”", "漢字かなカナ", "עברית בְּרֵאשִׁית", "العربيّة", "हिन्दी नमस्ते", "தமிழ்", "ไทยกำลัง",
        "မြန်မာ", "ᄒ\u{1161}\u{11AB}글", "e\u{301}\u{323}", "👍🏽 🇩🇪",
    ])
    func `words of every script stay with their marks`(text: String) {
        #expect(Sanitizer.line(text) == text)
        #expect(Sanitizer.clean(text) == text)
    }

    @Test(arguments: [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{FE0F}", "\u{180E}",
    ])
    func `characters of no width are taken out`(character: String) {
        #expect(Sanitizer.line("acme\(character)corp") == "acmecorp")
        #expect(Sanitizer.clean("acme\(character)corp") == "acmecorp")
    }

    @Test func `a joined emoji falls into its parts`() {
        #expect(Sanitizer.line("👩‍👩‍👧") == "👩👩👧")
    }
}
