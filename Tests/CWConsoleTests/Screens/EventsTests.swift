import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The live log: follow, pause, search, windows.
@Suite struct EventsTests {
    @Test func `the log follows: a new event is the first row, under the cursor`() {
        var console = Console.ready(pane: .events)

        console.arrive(3)

        #expect(console.state.events.isFollowing)
        #expect(console.state.events.table.cursor == RowID(303))
        #expect(console.state.events.list.rows.first?.id == RowID(303))
    }

    @Test func `before the first rows are here there is nothing to pause`() {
        var console = Console(pane: .events, events: 10)
        console.send(.tick(Samples.now))

        console.press("down")

        #expect(console.state.events.isFollowing)
    }

    @Test func `any movement pauses, and paused rows do not move by one row`() {
        var console = Console.ready(pane: .events)
        console.press("down", "down", "down")
        console.pass(.milliseconds(400))
        let before = rows(console)

        console.arrive(128)

        #expect(!console.state.events.isFollowing)
        #expect(rows(console) == before)
        #expect(console.screen().contains("paused, 128 new"))
    }

    @Test(arguments: ["G", "f", "home"])
    func `the log resumes at the newest event`(key: String) {
        var console = Console.ready(pane: .events)
        console.press("down")
        console.arrive(5)

        console.press(key)

        #expect(console.state.events.isFollowing)
        #expect(console.state.events.fresh == 0)
        #expect(console.state.events.table.cursor == RowID(305))
        #expect(console.screen().contains("following"))
    }

    @Test func `enter pauses and shows the event, so that it stays while one reads`() {
        var console = Console.ready(pane: .events)

        console.press("enter")
        console.arrive(5)

        #expect(console.state.events.detail?.row.id == RowID(300))
    }

    @Test func `the detail follows once the cursor rests, so a held key costs two rows a step`() {
        var console = Console.ready(pane: .events)
        console.press("down", "down")
        #expect(console.state.events.detail?.row.id == RowID(300))

        let before = ConsoleView.draw(console.state, glyphs: .unicode)
        console.press("down")
        let after = ConsoleView.draw(console.state, glyphs: .unicode)
        let rows = (0..<36).count { Array(before.row($0)) != Array(after.row($0)) }
        #expect(rows == 3, "two rows and the position in the border")

        console.pass(.milliseconds(200))
        #expect(console.state.events.detail?.row.id == RowID(297))
    }

    @Test func `a long way down is fetched in windows, and memory stays small`() {
        var console = Console.ready(pane: .events, events: 5_000)

        for _ in 0..<80 { console.press("pgdn") }

        #expect(console.state.events.list.rows.count <= EventPages.capacity)
        let place = 5_000 - (console.state.events.table.cursor?.rawValue ?? 0)
        #expect(place == 80 * Int64(console.state.layout.listPage - 1))
        #expect(console.screen().contains("\(Formatting.count(Int(place) + 1)) of 5,000"))
    }

    @Test func `and up again to the very first`() {
        var console = Console.ready(pane: .events, events: 2_000)
        for _ in 0..<40 { console.press("pgdn") }

        for _ in 0..<60 { console.press("pgup") }

        #expect(console.state.events.table.cursor == RowID(2_000))
        #expect(console.state.events.list.reachesNewest)
    }

    @Test func `end goes to the oldest event of all`() {
        var console = Console.ready(pane: .events, events: 5_000)

        console.press("end")

        #expect(console.state.events.table.cursor == RowID(1))
        #expect(console.screen().contains("5,000 of 5,000"))
    }

    @Test func `the filter asks the store, shows itself and is cleared by esc`() {
        var console = Console.ready(pane: .events)
        console.press("/")
        console.type("contoso")
        console.press("enter")

        #expect(console.state.events.list.rows.allSatisfy { $0.customerName == "Contoso Dental" })
        #expect(console.screen().contains("/contoso"))

        console.press("esc")
        #expect(console.state.events.filter.text == "")
        #expect(console.state.events.list.rows.count == 100)
    }

    @Test func `no match says how to get out`() {
        var console = Console.ready(pane: .events)
        console.press("/")
        console.type("nothing like this")

        #expect(console.screen().contains("No events match. Esc clears the search."))
    }

    @Test func `E narrows the log to the account and widens it again`() {
        var console = Console.ready(pane: .events)
        let account = console.state.events.currentRow?.account

        console.press("E")
        #expect(console.state.events.account == account)
        #expect(console.state.events.list.rows.allSatisfy { $0.account == account })

        console.press("E")
        #expect(console.state.events.account == nil)
    }

    @Test func `e finds the next error`() {
        var console = Console.ready(pane: .events)

        console.press("e", "e")

        #expect(console.state.events.currentRow?.severity == .error)
        #expect(console.state.events.table.cursor == RowID(294))
    }

    @Test func `advanced search hands the portal's own search over as it stands`() {
        var console = Console.ready(pane: .events)
        console.press("s", "up", "up")
        for _ in 0..<2 { console.press("right") }
        console.press("down", "right", "down")
        console.type("?*")

        console.press("enter")

        #expect(
            console.state.events.condition
                == SearchCondition(field: .errorList, comparison: .like, term: "?*"))
    }

    @Test func `control characters of an event never reach the frame`() {
        var console = Console.ready(pane: .events)
        console.press("enter")

        let text = console.screen()

        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("␛[31m"))
    }

    @Test func `loading is said after 150 ms and not before`() {
        var console = Console(pane: .events, events: 10)
        console.send(.tick(Samples.now))
        #expect(!console.screen().contains("loading"))

        console.send(.tick(Samples.now + .milliseconds(200)))

        #expect(console.screen().contains("loading…"))
    }

    private func rows(_ console: Console) -> String {
        console.screen().split(separator: "\n").dropFirst(3).dropLast(2).joined(separator: "\n")
    }
}
