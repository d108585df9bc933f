import Testing

@testable import TUIWidgets

@Suite struct BarTests {
    private let tabs = [
        "Overview", "Events", "Failed", "Customers", "Managed IDs", "Cross-refs", "Billing",
        "Rules", "Setup", "Reports",
    ].enumerated().map { index, title in
        TabBar.Tab(
            key: "\((index + 1) % 10)", title: title,
            badge: index == 2 ? StyledText("12", .error) : "")
    }

    @Test func `tabs show their names, keys and counts`() {
        let grid = TabBar(tabs: tabs, selected: 2).rendered(Size(columns: 130, rows: 1))

        #expect(grid.text.hasPrefix(" 1 Overview  2 Events  3 Failed 12  4 Customers "))
        #expect(grid[25, 0]?.style.role == .selected)
    }

    @Test func `where room is short some names go, and none is cut`() {
        let text = TabBar(tabs: tabs, selected: 2).rendered(Size(columns: 95, rows: 1)).text

        #expect(
            text == " 1 Overview  2 Events  3 Failed 12  4 Customers  5 Managed IDs  6 Cross-refs"
                + "  7  8 Rules  9  0")
    }

    @Test func `below eighty columns one tab and its place are left`() {
        let grid = TabBar(tabs: tabs, selected: 2).rendered(Size(columns: 79, rows: 1))

        #expect(grid.text == " 3/10 Failed 12")
    }

    @Test func `key hints with the lowest priority are dropped first`() {
        let bar = FunctionBar(hints: [
            .init(key: "r", label: "Reprocess", priority: 9),
            .init(key: "Space", label: "Mark", priority: 1),
            .init(key: "?", label: "Help", priority: 5),
        ])

        #expect(bar.rendered(Size(columns: 40, rows: 1)).text == " r Reprocess  Space Mark  ? Help")
        #expect(bar.rendered(Size(columns: 32, rows: 1)).text == " r Reprocess  Space Mark  ? Help")
        #expect(bar.rendered(Size(columns: 31, rows: 1)).text == " r Reprocess  ? Help")
        #expect(bar.rendered(Size(columns: 12, rows: 1)).text == " r Reprocess")
        #expect(bar.rendered(Size(columns: 8, rows: 1)).text == "")
    }

    @Test func `facts of a status line give way by priority`() {
        let line = StatusLine(
            leading: [.init("cwconsole", priority: 1), .init("SANDBOX", priority: 9)],
            trailing: [.init("due 3", priority: 2), .init("15:04:33 UTC", priority: 0)])

        #expect(
            line.rendered(Size(columns: 44, rows: 1)).text
                == " cwconsole   SANDBOX   due 3   15:04:33 UTC")
        #expect(
            line.rendered(Size(columns: 34, rows: 1)).text == " cwconsole   SANDBOX        due 3")
        #expect(line.rendered(Size(columns: 12, rows: 1)).text == " SANDBOX")
        #expect(line.rendered(Size(columns: 6, rows: 1)).text == " SAN…")
    }
}
