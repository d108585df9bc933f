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
            form.rendered(Size(columns: 40, rows: 6)).text == """
                ▸*Site        http://x
                              https:// is required
                  Set on
                    2026-11-03 by kim, ends in 7f2a
                  Private key •••
                  Statistics  [✓] yes
                """)
    }

    @Test func `no label is cut: it takes the room it needs, or a row of its own`() {
        let form = Form(
            fields: [
                .init(label: "Plan", input: .text(TextFieldState("Select"))),
                .init(label: "No Backup Notification", input: .toggle(true)),
                .init(label: "Enable External Ticketing Alerts", input: .toggle(false)),
                .init(
                    label: "Action",
                    input: .choice(["Synchronize with everything"], selected: 0)),
            ], focus: 2)

        #expect(
            form.rendered(Size(columns: 38, rows: 6)).text == """
                  Plan         Select
                  No Backup Notification [✓] yes
                ▸ Enable External Ticketing Alerts
                    [ ] no
                  Action
                    ◂ Synchronize with everything ▸
                """)
        #expect(form.height(columns: 38) == 6)
        let wide = form.rendered(Size(columns: 70, rows: 4)).text
        #expect(wide.contains("Enable External Ticketing Alerts [ ] no"))
    }

    @Test func `a long message is read to its end at any width`() {
        let words = "a whole number from 0 to 1000000 is required, and nothing else at all here"
        for columns in [38, 70, 110] {
            let form = Form(
                fields: [
                    .init(
                        label: "Units", input: .text(TextFieldState("x")),
                        message: StyledText(words)), .init(label: "Next", input: .toggle(true)),
                ], focus: 0)
            let text = form.rendered(
                Size(columns: columns, rows: form.height(columns: columns))
            ).text
            for word in words.split(separator: " ") { #expect(text.contains(word), "\(columns)") }
            #expect(text.contains("Next"))
        }
    }

    @Test func `a row of boxes shows where there are more`() {
        var form = Form(
            fields: [
                .init(
                    label: "Types",
                    input: .set(
                        ["BackupCompleted", "BackupFailure", "Security"], chosen: [1], cursor: 0))
            ], focus: 0)
        #expect(
            form.rendered(Size(columns: 44, rows: 1)).text
                == "▸ Types [ ] BackupCompleted                ▸")

        form.fields[0].input = .set(
            ["BackupCompleted", "BackupFailure", "Security"], chosen: [1], cursor: 2)
        #expect(
            form.rendered(Size(columns: 44, rows: 1)).text
                == "▸ Types ◂ [✓] BackupFailure  [ ] Security")
    }

    @Test func `the focused field is visible however small the area is`() {
        var form = form
        form.focus = 3

        #expect(form.rendered(Size(columns: 40, rows: 1)).text == "▸ Statistics  [✓] yes")
    }
}
