import Testing

@testable import TUIWidgets

@Suite struct TextFieldTests {
    @Test(arguments: [
        (["a", "b", "left", "x"], "axb"), (["a", "b", "home", "x"], "xab"),
        (["a", "space", "b", "ctrl-w"], "a "), (["a", "b", "ctrl-a", "ctrl-k"], ""),
        (["a", "b", "left", "ctrl-u"], "b"), (["a", "b", "ctrl-a", "delete"], "b"),
        (["a", "b", "ctrl-u", "ctrl-_"], "ab"), (["a", "b", "ctrl-_"], ""),
        (["a", "space", "b", "ctrl-_"], "a"), (["backspace", "ctrl-_", "left", "delete"], ""),
    ])
    func `editing keys do what shells have taught`(keys: [String], expected: String) {
        var field = TextFieldState()

        for key in keys { field.take(Key(stringLiteral: key)) }

        #expect(field.text == expected)
    }

    @Test func `the caret stands between clusters, not between scalars`() {
        var field = TextFieldState("e\u{301}👨‍👩‍👧x")

        field.take("left")
        field.take("backspace")

        #expect(field.text == "e\u{301}x" && field.caret == 1)
        field.take(Key("\u{327}"))
        #expect(field.text.count == 2 && field.caret == 1)
    }

    @Test(arguments: [
        (" key ", "key", "trimmed 1 leading space and 1 trailing space"),
        ("key \t", "key", "trimmed 2 trailing spaces"),
        ("\u{A0}key", "key", "trimmed 1 leading space"),
        ("key\r\n", "key", "trimmed 1 trailing space"),
        ("\u{FEFF}key", "key", "trimmed 1 leading space"),
        ("two words", "two words", ""), ("a\nb", "a b", ""),
        ("a\u{0}\u{1B}b", "ab", "2 control characters were left out"),
        ("a\u{202E}b", "ab", "1 control character was left out"),
        (" \n\t", "", "trimmed 3 leading spaces"),
    ])
    func `a pasted value is trimmed and says so`(pasted: String, text: String, note: String) {
        var field = TextFieldState()

        field.paste(pasted)

        #expect(field.text == text)
        #expect(field.notes.map(\.sentence).joined(separator: ", ") == note)
    }

    @Test func `sixty thousand pasted characters stop at the limit`() {
        var field = TextFieldState(limit: 100)

        field.paste(String(repeating: "é", count: 60_000))

        #expect(field.text.count == 100 && field.notes == [.tooLong(limit: 100)])
        field.take("x")
        #expect(field.text.count == 100)
    }

    @Test func `a change is known until it is undone`() {
        var field = TextFieldState("abc")
        #expect(!field.isChanged)

        field.paste("d")
        #expect(field.isChanged)
        field.take("ctrl-_")

        #expect(!field.isChanged)
        #expect(!field.take("f5") && !field.take("enter") && !field.take("esc"))
    }

    @Test func `without keys a long value shows its beginning`() {
        let state = TextFieldState("https://api-na.myconnectwise.net")

        let grid = TextField(state: state, isFocused: false)
            .rendered(Size(columns: 12, rows: 1))

        #expect(grid.text == "https://api…" && grid.cursor == nil)
    }

    @Test func `a masked field shows no character of its value`() {
        let field = TextField(state: TextFieldState("secret"), isMasked: true)

        let grid = field.rendered(Size(columns: 10, rows: 1))

        #expect(grid.text == "••••••")
        #expect(grid.cursor == Grid.Cursor(Point(x: 6, y: 0), isVisible: true))
    }

    @Test func `a long value scrolls so that the caret is visible`() {
        var state = TextFieldState("https://api-na.myconnectwise.net")
        #expect(
            TextField(state: state).rendered(Size(columns: 12, rows: 1)).text
                == "nnectwise.net".suffix(11))

        state.take("home")

        let grid = TextField(state: state).rendered(Size(columns: 12, rows: 1))
        #expect(grid.text == "https://api-" && grid.cursor?.position.x == 0)
    }
}
