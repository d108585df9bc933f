import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Whole screens against recorded files, in three sizes.
@Suite struct SnapshotTests {
    static let sizes = [
        Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 10),
    ]

    @Test(arguments: sizes)
    func `the overview says what needs somebody and how everything stands`(size: Size) throws {
        try Snapshot.check("Overview.somethingNeedsYou", Console.ready(size).state)
    }

    @Test(arguments: sizes)
    func `the event log follows`(size: Size) throws {
        try Snapshot.check("Events.following", Console.ready(size, pane: .events).state)
    }

    @Test func `the event log is paused and counts what is new`() throws {
        var console = Console.ready(pane: .events)
        console.press("down", "down")
        console.arrive(128)

        try Snapshot.check("Events.paused", console.state)
    }

    @Test(arguments: sizes)
    func `the failed notifications stand beside cause and remedy`(size: Size) throws {
        var console = Console.ready(size, pane: .failed)
        console.press("down", "space", "down")
        console.pass(.milliseconds(400))

        try Snapshot.check("Failed.oneMarked", console.state)
    }

    @Test func `the failed notifications are grouped by cause`() throws {
        var console = Console.ready(pane: .failed)
        console.press("g")

        try Snapshot.check("Failed.byCause", console.state)
    }

    @Test(arguments: sizes)
    func `the detail of a failed notification is open`(size: Size) throws {
        var console = Console.ready(size, pane: .failed)
        console.press("enter")
        console.pass(.milliseconds(400))

        try Snapshot.check("Failed.detail", console.state)
    }

    @Test(arguments: sizes)
    func `the credentials form is filled, its key is not shown`(size: Size) throws {
        var console = Console.ready(size, pane: .setup)
        console.send(
            .secretEdited(
                .privateKey, SecretFacts(count: Snapshot.privateKey.count, caret: 26)))

        try Snapshot.check("Setup.keyTyped", console.state)
    }

    @Test func `the test of the connection failed with its remedy`() throws {
        var console = Console.ready(pane: .setup)
        console.state.setup.test = ConnectionTest(
            number: 1, startedAt: Samples.now,
            stages: [
                .init(
                    name: "Name and TLS", outcome: .passed, detail: "verified, 62 ms", remedy: []),
                .init(
                    name: "Company", outcome: .passed, detail: "code base v2025_1", remedy: []),
                .init(
                    name: "Sign-in", outcome: .failed, detail: "401 Unauthorized",
                    remedy: ["Retype the private key by hand.", "Check for blanks at its ends."]),
            ], isRunning: false)

        try Snapshot.check("Setup.testFailed", console.state)
    }

    @Test(arguments: sizes)
    func `help lists the keys of the pane`(size: Size) throws {
        var console = Console.ready(size, pane: .failed)
        console.press("?")

        try Snapshot.check("Help.failed", console.state)
    }

    @Test(arguments: sizes)
    func `the palette is narrowed by what is typed`(size: Size) throws {
        var console = Console.ready(size, pane: .failed)
        console.press(":")
        console.type("mark")

        try Snapshot.check("Palette.mark", console.state)
    }

    @Test(arguments: sizes)
    func `one reprocess is asked for in one sentence`(size: Size) throws {
        var console = Console.ready(size, pane: .failed)
        console.press("r")

        try Snapshot.check("Dialog.reprocess", console.state)
    }

    @Test func `a bulk run shows its progress and each row's result`() throws {
        var console = Console.ready(pane: .failed)
        console.press("*", "R", "r")
        let ids = console.state.bulk?.ids ?? []
        console.send(
            .reprocessed(ids.prefix(6).map { .init(id: $0, answer: .queued) }, run: 1))
        for index in 0..<3 {
            console.failed[index].state = index == 1 ? .failed : .done
            console.failed[index].updatedAt = Samples.now + .seconds(1)
        }
        console.pass(.seconds(1))

        try Snapshot.check("Failed.bulkRunning", console.state)
    }

    @Test func `advanced search has a field, an operator and a term`() throws {
        var console = Console.ready(pane: .events)
        console.press("s")

        try Snapshot.check("Search.open", console.state)
    }

    @Test func `ascii draws no other character in the frame`() throws {
        let console = Console.ready(pane: .failed)

        try Snapshot.check("Failed.ascii", console.state, glyphs: .ascii)
    }

    @Test func `a changed cell is pointed at`() {
        let text = Snapshot.difference("|abc|\n|def|", "|abc|\n|dxf|")

        #expect(text.contains("line 2"))
        #expect(text.contains("  ^"))
    }
}
