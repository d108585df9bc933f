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

    @Test func `words of every script and joined emoji stay as they are`() {
        let text = "Zürich “Ærø” 漢字 עברית 👩‍👩‍👧"
        #expect(Sanitizer.line(text) == text)
    }
}
