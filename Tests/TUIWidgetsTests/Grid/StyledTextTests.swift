import Testing

@testable import TUIWidgets

@Suite struct StyledTextTests {
    @Test func `text wraps at blanks and keeps its indent`() {
        let text: StyledText = "  1 Open Setup (9), retype the private key by hand."

        #expect(
            text.wrapped(to: 24).map(\.string) == [
                "  1 Open Setup (9),", "    retype the private", "    key by hand.",
            ])
    }

    @Test func `continued rows stand under the second column`() {
        #expect(
            StyledText("  r      Does the failed notifications again").wrapped(to: 28).map(\.string)
                == ["  r      Does the failed", "         notifications again"])
        #expect(
            StyledText("· one two three four").wrapped(to: 11).map(\.string)
                == ["· one two", "  three", "  four"])
    }

    @Test func `a word that is too long is broken`() {
        #expect(StyledText("abcdefghij").wrapped(to: 4).map(\.string) == ["abcd", "efgh", "ij"])
        #expect(StyledText("日本日").wrapped(to: 1).count >= 3)
        #expect(StyledText("x").wrapped(to: 0).isEmpty)
    }

    @Test func `a newline starts a row and a blank paragraph is a row`() {
        #expect(StyledText("a\n\nb\tc").wrapped(to: 10).map(\.string) == ["a", "", "b  c"])
    }

    @Test func `styles survive wrapping and cutting`() {
        let text = StyledText("failed ", .error) + StyledText("again and again", .muted)

        #expect(
            text.wrapped(to: 8).map { $0.spans.map(\.style) } == [
                [.error], [.muted], [.muted], [.muted],
            ])
        #expect(text.cut(to: 9, "…") == StyledText("failed ", .error) + StyledText("a…", .muted))
    }
}
