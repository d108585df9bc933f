import Testing

@testable import TUIWidgets

@Suite struct FormTests {
    private var form: Form {
        Form(
            fields: [
                .init(
                    label: "Site", input: .text(TextFieldState("http://x")),
                    message: StyledText("https:// is required", .error), isChanged: true),
                .init(label: "Set on", input: .fixed("2026-11-03 by kim, ends in 7f2a")),
                .init(label: "Private key", input: .secret(TextFieldState("abc"))),
                .init(label: "Statistics", input: .toggle(true)),
            ], focus: 0)
    }

    @Test func `the message stands beside its field`() {
        #expect(
            form.rendered(Size(columns: 84, rows: 4)).text == """
                ▸*Site        http://x                                  https:// is required
                  Set on      2026-11-03 by kim, ends in 7f2a
                  Private key •••
                  Statistics  [✓] yes
                """)
    }

    @Test func `where room is short the message stands below`() {
        #expect(
            form.rendered(Size(columns: 40, rows: 5)).text == """
                ▸*Site        http://x
                              https:// is required
                  Set on      2026-11-03 by kim, ends i…
                  Private key •••
                  Statistics  [✓] yes
                """)
    }

    @Test func `the focus visits editable fields in order and comes round`() {
        #expect(form.nextFocus(after: 0) == 2)
        #expect(form.nextFocus(after: 3) == 0)
        #expect(form.nextFocus(after: 0, backwards: true) == 3)
        #expect(Form(fields: []).nextFocus(after: nil) == nil)
    }

    @Test func `the focused field is visible however small the area is`() {
        var form = form
        form.focus = 3

        #expect(form.rendered(Size(columns: 40, rows: 1)).text == "▸ Statistics  [✓] yes")
    }
}
