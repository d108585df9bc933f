import Testing

@testable import TUIWidgets

@Suite struct DialogTests {
    @Test func `a dialog says what will happen and focuses the safe choice`() {
        let dialog = Dialog(
            title: "Reprocess", message: ["Send EFS-19652 Contoso Dental again?"],
            choices: [
                .init(key: "y", label: "Reprocess", isDangerous: true),
                .init(key: "esc", label: "Cancel"),
            ])

        let grid = dialog.rendered(Size(columns: 50, rows: 9))

        #expect(dialog.selected == 1)
        #expect(
            grid.text == """

                    ┏━ Reprocess ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
                    ┃                                        ┃
                    ┃  Send EFS-19652 Contoso Dental again?  ┃
                    ┃                                        ┃
                    ┃            y Reprocess   ▸esc Cancel   ┃
                    ┃                                        ┃
                    ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

                """)
    }
}
