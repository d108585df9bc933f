import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Failed notifications: reprocess one, the marked, the cause.
@Suite struct FailedTests {
    @Test func `r asks in one sentence with record, company and effect; cancel is focused`() throws
    {
        var console = Console.ready(pane: .failed)
        console.press("r")

        guard case .confirm(let question)? = console.state.popups.last else {
            Issue.record("no question")
            return
        }
        #expect(question.message[0].contains("EFS-19656 O'Neill & Söhne"))
        #expect(question.message[0].contains("synchronised now"))
        #expect(question.choices[question.selected].action == .cancel)

        console.press("enter")
        #expect(reprocessed(console).isEmpty)
    }

    @Test func `r and r again reprocess the record under the cursor`() {
        var console = Console.ready(pane: .failed)

        console.press("down", "r", "r")

        #expect(reprocessed(console) == [[RowID(11)]])
    }

    @Test func `the result stands in the row, also after it is no longer failed`() {
        var console = Console.ready(pane: .failed)
        console.press("r", "r")
        console.send(.reprocessed([.init(id: RowID(12), answer: .queued)], run: 1))
        console.send(.reprocessEnded(run: 1, trouble: nil))

        console.failed[0].state = .done
        console.failed[0].updatedAt = Samples.now + .seconds(1)
        console.counter += 1
        console.pass(.seconds(1))
        console.pass(.seconds(1))

        #expect(console.screen().contains("✓ done"))
        #expect(console.state.messages.all.last?.text == "EFS-19656: done")
        console.press("1", "3")
        #expect(!console.state.failed.list.rows.contains { $0.id == RowID(12) })
    }

    @Test func `marks belong to records and survive a refresh`() {
        var console = Console.ready(pane: .failed)
        console.press("space", "space")

        console.failed.insert(Samples.failed(20), at: 0)
        console.counter += 1
        console.pass(.seconds(1))
        console.pass(.seconds(1))

        #expect(console.state.failed.table.marks == [RowID(12), RowID(11)])
        #expect(console.state.failed.table.cursor == RowID(10))
        #expect(console.screen().contains("2 marked"))
    }

    @Test func `marks that a filter hides are still counted`() {
        var console = Console.ready(pane: .failed)
        console.press("space", "/")
        console.type("EFS-19652")
        console.press("enter")

        #expect(console.screen().contains("1 marked, 1 hidden"))
    }

    @Test func `a mark whose record is gone is dropped, and that is said`() {
        var console = Console.ready(pane: .failed)
        console.press("space")

        console.failed.removeFirst()
        console.counter += 1
        console.pass(.seconds(1))
        console.pass(.seconds(1))

        #expect(console.state.failed.table.marks.isEmpty)
        #expect(console.state.messages.all.last?.text == "1 mark dropped: no longer failed")
    }

    @Test func `a range, all and none`() {
        var console = Console.ready(pane: .failed)
        console.press("v", "down", "down", "down", "v")
        #expect(console.state.failed.table.marks.count == 4)

        console.press("*")
        #expect(console.state.failed.table.marks.count == 12)

        console.press("\\")
        #expect(console.state.failed.table.marks.isEmpty)
    }

    @Test func `R without marks takes everything with this cause, named with number and ids`() {
        var console = Console.ready(pane: .failed)
        console.press("R")

        guard case .confirm(let question)? = console.state.popups.last else {
            Issue.record("no question")
            return
        }
        #expect(question.title == "Reprocess 3")
        #expect(question.message[0].contains("EFS-19656 no. 12, EFS-19652 no. 8, EFS-19656 no. 4"))
        #expect(question.choices[question.selected].action == .cancel)

        console.press("r")
        #expect(reprocessed(console) == [[RowID(12), RowID(8), RowID(4)]])
    }

    @Test func `a bulk run shows progress, unmarks as it goes, and esc stops it`() {
        var console = Console.ready(pane: .failed)
        console.press("*", "R", "r")
        let ids = console.state.bulk?.ids ?? []
        console.send(
            .reprocessed(ids.prefix(5).map { .init(id: $0, answer: .queued) }, run: 1))
        #expect(console.state.failed.table.marks.count == 7)
        #expect(console.screen().contains("Reprocessing 0/12"))

        let effects = console.press("esc")
        #expect(effects == [.stopReprocess(run: 1)])
        console.send(.reprocessEnded(run: 1, trouble: nil))

        #expect(
            console.state.messages.all.contains {
                $0.text == "stopped: 7 notifications not handed over"
            })
        #expect(console.state.failed.table.marks.count == 7)
    }

    @Test func `each row of a run keeps its own reason`() {
        var run = BulkRun(number: 1, ids: [RowID(1), RowID(2), RowID(3)], startedAt: Samples.now)
        run.isSending = false
        run.answers = [
            RowID(1): .queued, RowID(2): .nothingToDo(reason: "the ticket is closed"),
            RowID(3): .queued,
        ]
        var done = Samples.failed(1, state: .done)
        done.updatedAt = Samples.now + .seconds(1)
        var failed = Samples.failed(3)
        failed.updatedAt = Samples.now + .seconds(1)
        run.rows = [RowID(1): done, RowID(3): failed]

        #expect(run.result(RowID(1)) == .done)
        #expect(run.result(RowID(2)) == .refused("the ticket is closed"))
        #expect(run.result(RowID(3)) == .failed(failed.failure))
        #expect(run.isOver)
        #expect(run.words == "3/3, 2 failed")
    }

    @Test func `while one run is handed over a second one is refused with the remedy`() {
        var console = Console.ready(pane: .failed)
        console.press("*", "R", "r")

        console.press("r")

        #expect(console.state.messages.remark == "r: still handing 12 over; Esc stops that")
    }

    @Test func `a read-only console shows everything and changes nothing`() {
        var console = Console.ready(pane: .failed, place: Samples.place(isReadOnly: true))

        console.press("r", "R")

        #expect(console.state.messages.remark.contains("read-only"))
        #expect(reprocessed(console).isEmpty)
        #expect(console.screen().contains("(auditor)"))
    }

    @Test func `the pane opens by cause`() {
        #expect(FailedState().showsGroups)
    }

    @Test func `g groups by cause, enter opens the cause`() {
        var console = Console.ready(pane: .failed)
        console.press("g")
        #expect(console.screen().contains("3 Failed by cause"))

        console.press("enter")

        #expect(console.state.failed.list.rows.count == 3)
        #expect(Set(console.state.failed.list.rows.map { $0.failure?.code }).count == 1)
    }

    private func reprocessed(_ console: Console) -> [[RowID<Notification>]] {
        console.effects.compactMap { effect in
            if case .reprocess(let ids, _) = effect { ids } else { nil }
        }
    }
}
