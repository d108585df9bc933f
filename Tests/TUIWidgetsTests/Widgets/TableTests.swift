import Testing

@testable import TUIWidgets

@Suite struct TableTests {
    private let columns = [
        TableColumn("Time", minimum: 8, ideal: 8, priority: 1),
        TableColumn("Account", minimum: 7, ideal: 9, priority: 3, overflow: .whole),
        TableColumn("Customer", minimum: 6, ideal: nil, priority: 2),
        TableColumn("Try", minimum: 3, ideal: 3, alignment: .trailing, priority: 0),
    ]

    @Test func `cursor and mark are visible without colour`() {
        var state = TableState(ids: [1, 2, 3])
        state.move(by: 1)
        state.toggleMark()
        state.move(by: 1)

        let grid = table(state).rendered(Size(columns: 44, rows: 4))

        #expect(
            grid.text == """
                   Time     Account   Customer          Try
                   15:00:01 EFS-19652 Contoso Dental      1
                 ✓ 15:00:02 EFS-19660 Fabrikam            2
                 ▸ 15:00:03 EFS-19671 Litware             3
                """)
        #expect(grid.row(3).allSatisfy { $0.style.role == .selected })
        #expect(grid.cursor == Grid.Cursor(Point(x: 1, y: 3), isVisible: false))
    }

    @Test func `a marked row under the cursor shows both`() {
        var state = TableState(ids: [1, 2, 3])
        state.toggleMark()

        let grid = table(state).rendered(Size(columns: 44, rows: 4))

        #expect(grid.text.split(separator: "\n")[1].hasPrefix("▸✓ 15:00:01"))
    }

    @Test func `columns drop in their declared order and identifiers are never cut`() {
        let state = TableState(ids: [1, 2, 3])
        func header(_ columns: Int) -> String {
            String(
                table(state).rendered(Size(columns: columns, rows: 4)).text.prefix { !$0.isNewline }
            )
        }

        #expect(header(36) == "   Time     Account   Customer   Try")
        #expect(header(30) == "   Time     Account   Customer")
        #expect(header(22) == "  Account   Customer")
        #expect(header(12) == "  Account")
        let narrow = table(state).rendered(Size(columns: 12, rows: 2)).text
        #expect(narrow.contains("EFS-19652"))
    }

    @Test func `the sorted column has an arrow`() {
        var table = table(TableState(ids: [1, 2, 3]))
        table.sort = .init(column: 0, isAscending: false)

        #expect(table.rendered(Size(columns: 30, rows: 4)).text.contains("Time▾"))
    }

    @Test func `an empty table says what to do`() {
        let table = Table<Int>(
            columns: columns, rows: [], state: TableState(),
            emptyMessage: "No failed notification. Press 2 for all events.")

        #expect(
            table.rendered(Size(columns: 30, rows: 4)).text == """
                   Time     Account   Customer
                  No failed notification.
                  Press 2 for all events.

                """)
    }

    @Test func `the scroll bar shows where failures are`() {
        let rows = (0..<40).map {
            TableRow(id: $0, cells: ["\($0)"], severity: $0 == 39 ? .error : .plain)
        }
        var state = TableState(ids: Array(0..<40))
        state.moveToLast()
        let table = Table(
            columns: [TableColumn("N", minimum: 2, ideal: nil)], rows: rows, state: state)

        let grid = table.rendered(Size(columns: 12, rows: 5))

        #expect(
            grid.text == """
                  N
                  36       │
                  37       │
                  38       │
                ▸ 39       ▐
                """)
        #expect(grid[11, 4]?.style.role == .error)
    }

    private func table(_ state: TableState<Int>) -> Table<Int> {
        let names = ["Contoso Dental", "Fabrikam", "Litware"]
        let accounts = ["EFS-19652", "EFS-19660", "EFS-19671"]
        let rows = state.ids.map { id in
            TableRow(
                id: id,
                cells: [
                    "15:00:0\(id)", StyledText(accounts[id - 1]), StyledText(names[id - 1]),
                    "\(id)",
                ])
        }
        return Table(columns: columns, rows: rows, state: state)
    }
}
