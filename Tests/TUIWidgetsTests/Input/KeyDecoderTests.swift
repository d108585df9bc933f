import Testing

@testable import TUIWidgets

@Suite struct KeyDecoderTests {
    @Test(arguments: [
        ("a", ["a"]), ("\r", ["enter"]), ("\n", ["ctrl-j"]), ("\t", ["tab"]),
        ("\u{7F}", ["backspace"]),
        ("\u{13}", ["ctrl-s"]), ("\u{1F}", ["ctrl-_"]), ("\u{0}", ["ctrl-space"]),
        ("é漢😀", ["é", "漢", "😀"]),
        ("\u{1B}", ["esc"]), ("\u{1B}x", ["alt-x"]), ("\u{1B}\u{1B}", ["esc", "esc"]),
        ("\u{1B}\u{7F}", ["alt-backspace"]),
    ])
    func `characters become keys`(typed: String, keys: [String]) {
        var decoder = KeyDecoder()
        #expect(Self.keys(decoder.take(Self.tokens(typed))) == keys)
    }

    @Test(arguments: [
        "\u{1B}[?62;22c", "\u{1B}[12;40R", "\u{1B}[I", "\u{1B}[O", "\u{1B}[97;5u", "\u{1B}OX",
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
        "\u{1B}P1+r544e\u{1B}\\", "\u{1B}[<0;10;10M", "\u{1B}[?2026;2$y",
    ])
    func `answers of the terminal and unknown sequences are swallowed`(sequence: String) {
        var decoder = KeyDecoder()
        #expect(Self.keys(decoder.take(Self.tokens("a" + sequence + "b"))) == ["a", "b"])
    }

    @Test func `a sequence may arrive in two pieces`() {
        var decoder = KeyDecoder()

        #expect(decoder.take(Self.tokens("\u{1B}[?62")).isEmpty)
        #expect(decoder.timeout == 50)
        #expect(decoder.take(Self.tokens(";22c")).isEmpty)

        #expect(decoder.timeout == nil)
    }

    /// Two presses end any screen, so the first must count whatever came before it.
    @Test(arguments: [
        ("\u{1B}\u{3}", ["esc", "ctrl-c"]), ("\u{1B}[\u{3}", ["ctrl-c"]),
        ("\u{1B}O\u{3}", ["ctrl-c"]), ("\u{1B}]11;rgb\u{3}\u{3}", ["ctrl-c", "ctrl-c"]),
    ])
    func `ctrl-c gets through whatever is incomplete before it`(typed: String, keys: [String]) {
        var decoder = KeyDecoder()
        #expect(Self.keys(decoder.take(Self.tokens(typed))) == keys)
    }

    @Test(arguments: ["é", "漢", "😀"])
    func `a character may arrive byte by byte`(character: String) {
        var decoder = KeyDecoder()

        let events = character.utf8.flatMap { decoder.take([.byte($0)]) }

        #expect(Self.keys(events) == [character] && decoder.timeout == nil)
    }

    @Test(arguments: [
        [0xC3], [0xE6, 0x97], [0xF0, 0x9F, 0x98], [0xC0, 0x81], [0xED, 0xA0, 0x80], [0xFF],
    ])
    func `half of a character and invalid bytes are dropped`(bytes: [UInt8]) {
        var decoder = KeyDecoder()

        let events = decoder.take(bytes.map { .byte($0) } + [.byte(0x71)])

        #expect(Self.keys(events) == ["q"])
        _ = decoder.take([.byte(0xC3)])
        #expect(decoder.timeout == 50 && decoder.expire().isEmpty && decoder.timeout == nil)
    }

    @Test func `an unfinished sequence is given up`() {
        var decoder = KeyDecoder()
        #expect(decoder.take(Self.tokens("\u{1B}[")).isEmpty)
        #expect(Self.keys(decoder.expire()) == ["alt-["])
        #expect(decoder.take(Self.tokens("\u{1B}]0;title")).isEmpty)
        #expect(decoder.expire().isEmpty)
        #expect(Self.keys(decoder.take(Self.tokens("q"))) == ["q"])
    }

    @Test func `a bracketed paste is one event with its newlines`() {
        var decoder = KeyDecoder()

        let events = decoder.take(
            [.pasteStart] + Self.tokens(" a\rb\u{1B}[A ") + [.pasteEnd, .key("up")])

        #expect(events == [.paste(" a\nb\u{1B}[A "), .key("up")])
    }

    @Test func `a paste without its end is handed over after a second and is limited`() {
        var decoder = KeyDecoder()
        let count = KeyDecoder.pasteLimit + 10
        #expect(decoder.take([.pasteStart] + Array(repeating: .byte(0x61), count: count)).isEmpty)
        #expect(decoder.timeout == 1_000)

        guard case .paste(let text)? = decoder.expire().first else {
            Issue.record("no paste")
            return
        }
        #expect(text.count == KeyDecoder.pasteLimit && decoder.timeout == nil)
    }

    @Test func `without brackets a burst with a newline inside is a paste`() {
        var decoder = KeyDecoder(bracketsPaste: false)

        #expect(
            decoder.take(Self.tokens("first line\rsecond line")) == [
                .paste("first line\nsecond line")
            ])
        #expect(Self.keys(decoder.take(Self.tokens("quick\r"))).last == "enter")
        var bracketing = KeyDecoder()
        #expect(bracketing.take(Self.tokens("first line\rsecond line")).count == 22)
    }

    @Test func `random bytes never trap and never leave the decoder stuck`() {
        var random = SeededNumbers(seed: 42)
        var decoder = KeyDecoder()
        for _ in 0..<3_000 {
            let tokens = (0..<Int(random.next() % 12)).map { _ -> KeyDecoder.Token in
                switch random.next() % 12 {
                case 0: .byte(0x1B)
                case 1: .byte(0x5B)
                case 2: .pasteStart
                case 3: .pasteEnd
                case 4: .unknown
                default: .byte(UInt8(truncatingIfNeeded: random.next()))
                }
            }
            _ = decoder.take(tokens)
            if random.next() % 9 == 0 { _ = decoder.expire() }
        }

        _ = decoder.expire()

        #expect(Self.keys(decoder.take(Self.tokens("q"))) == ["q"])
    }

    private static func tokens(_ text: String) -> [KeyDecoder.Token] {
        text.utf8.map { .byte($0) }
    }

    private static func keys(_ events: [TerminalEvent]) -> [String] {
        events.map { event in
            if case .key(let key) = event { return key.description }
            return "\(event)"
        }
    }
}
