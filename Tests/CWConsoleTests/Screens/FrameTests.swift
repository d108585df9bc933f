import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// What lies over the panes: toasts, and lines that are typed in a border.
@Suite struct FrameTests {
    private static let sizes =
        SnapshotTests.sizes + [
            Size(columns: 60, rows: 14), Size(columns: 100, rows: 24), Size(columns: 200, rows: 60),
        ]

    private static func row(_ y: Int, _ state: AppState) -> String {
        let grid = ConsoleView.draw(state, glyphs: .unicode)
        return grid.row(y).map { "\($0.cluster)" }.joined()
    }

    @Test(arguments: sizes, [Pane.customers, .managedIDs, .events, .failed])
    func `a toast never covers the row under the cursor`(size: Size, pane: Pane) throws {
        var console = Console.ready(size, pane: pane, failed: 100)
        console.customers = Samples.summaries(100)
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))
        for keys in [["end"], ["end", "/"], ["home"]] {
            for key in keys { console.press(key) }
            var told = console.state
            for index in 1...3 {
                told.tell("\(index) " + String(repeating: "ConnectWise said no ", count: 8), .error)
            }
            let bare = ConsoleView.draw(console.state, glyphs: .unicode)
            let cursor = try #require(bare.cursor?.position.y)

            #expect(Self.row(cursor, told) == Self.row(cursor, console.state), "\(keys)")
            let text = ConsoleView.draw(told, glyphs: .unicode).text
            #expect(text.contains("3 ConnectWise said no"), "\(keys)")
            if console.state.scope == .filter { console.press("esc") }
        }
    }

    @Test func `in a small window a toast takes the footer, and an error says how it goes`() {
        var console = Console.ready(Size(columns: 40, rows: 10), pane: .failed)
        let before = console.screen().split(separator: "\n")
        console.state.tell("the store is full", .error)

        let after = console.screen().split(separator: "\n")
        #expect(Array(after.dropLast()) == Array(before.dropLast()))
        #expect(after.last?.contains("✗ the store is full  Esc") == true)
        console.press("esc")
        #expect(console.screen().contains("? Help"))
    }

    @Test(arguments: [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)])
    func `a line that is typed is not written over by the title of the log`(size: Size) {
        for pane in [Pane.failed, .customers, .managedIDs] {
            var console = Console.withCustomers(size, pane: pane)
            console.press("/")
            console.type("contoso")
            #expect(console.screen().contains("━ /contoso"), "\(pane)")
        }
        var console = Console.withCustomers(size, pane: .managedIDs)
        console.press("a")
        #expect(console.screen().contains("━ Add entries of EFS-19653"))
    }

    @Test func `at forty columns the reason stands above the number, whole`() {
        var console = Console.withCustomers(Size(columns: 40, rows: 10), pane: .managedIDs)
        console.press("a", "ctrl-u")
        console.type("19654")
        console.press("enter")

        #expect(console.screen().contains("19654 has no company; map it in"))
        #expect(console.screen().contains("Customers (4)"))
        #expect(console.screen().contains("Add entries of 19654"))
    }
}
