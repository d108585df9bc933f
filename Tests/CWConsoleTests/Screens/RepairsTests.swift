import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Repairs that were interrupted or refused: where they are shown, finished and taken back.
@Suite struct RepairsTests {
    /// An interrupted repair: of a customer's entries, or of a cross-reference of nobody.
    static func record(
        _ id: Int64 = 1, customer: Int64? = 19_653,
        progress: [RepairRecord.Progress] = [.done(made: nil), .planned]
    ) -> RepairRecord {
        var plan = Samples.plan
        if customer == nil { plan.title = "Cross-reference Online Backup # Servers" }
        plan.customerNumber = customer
        return RepairRecord(
            id: RowID(id), partner: RowID(1), startedAt: Samples.now - .seconds(900), by: "sam",
            plan: plan, progress: progress)
    }

    static let back = RepairStep(
        .post, "/company/companies/251/managementReportSetups",
        body: ["groupIdentifier": "EFS-19653"], purpose: "takes back: remove entry 1")

    private static func open(
        _ pane: Pane, _ records: RepairRecord..., size: Size = Size(columns: 120, rows: 36),
        place: Place = Samples.place()
    ) -> Console {
        var console = Console.withCustomers(size, pane: pane, place: place)
        console.openRepairs = records
        console.references = SavedReferences(Versioned(Samples.references, version: 3))
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))
        return console
    }

    private static func jobs(_ console: Console) -> [Job] {
        console.effects.compactMap { if case .start(let job, _) = $0 { job } else { nil } }
    }

    @Test func `the row of an interrupted repair is first and names both keys`() {
        let console = Self.open(.managedIDs, Self.record(customer: 19_655))

        #expect(console.state.managedIDs.rows.first?.id == 19_655)
        #expect(console.screen().contains("! interrupted R u"))
        #expect(console.screen().contains("R Resume"))
        #expect(console.screen().contains("u Take back"))
        #expect(console.screen().contains("1 of 2 requests done"))
    }

    @Test func `u shows the exact requests and sends nothing before one answer`() {
        var console = Self.open(.managedIDs, Self.record())
        console.press("u")
        #expect(Self.jobs(console) == [.planUndo(Self.record())])
        console.news(.progress(done: 0, total: 0, note: Samples.plan.title))
        #expect(console.screen().contains("· repairing"))
        console.news(.takingBack(Self.record(), [Self.back]))
        console.news(.ended(trouble: nil))
        #expect(console.screen().contains("POST /company/companies/251/managementReportSetups"))
        #expect(console.screen().contains("1 request take"))

        console.press("enter")
        #expect(Self.jobs(console).count == 1, "the safe answer has the marker")
        console.press("u")
        console.news(.takingBack(Self.record(), [Self.back]))
        console.news(.ended(trouble: nil))
        console.press("t")
        #expect(Self.jobs(console).last == .undoRepair(Self.record()))
    }

    @Test func `what was taken back is said, and the row can be repaired again`() {
        var console = Self.open(.managedIDs, Self.record())
        console.press("u")
        console.news(.takingBack(Self.record(), []))
        console.news(.ended(trouble: nil))
        #expect(console.screen().contains("the repair is only closed"))
        console.press("t")
        console.openRepairs = []
        var ended = Self.record(progress: [.undone, .undone])
        ended.state = .undone
        console.news(.repaired(ended))
        console.news(.ended(trouble: nil))
        console.pass(.seconds(2))

        #expect(console.screen().contains("taken back: Managed IDs of EFS-19653 Fabrikam"))
        #expect(!console.screen().contains("interrupted"))
        console.press("f")
        #expect(Self.jobs(console).last == .planManagedIDs([19_653]))
    }

    @Test func `a refused repair stays open, says why, and names both keys`() {
        var console = Self.open(.managedIDs)
        console.press("f")
        console.news(.plans([Samples.plan]))
        console.news(.ended(trouble: nil))
        console.press("ctrl-s", "s")
        var stopped = Self.record()
        stopped.state = .stopped
        stopped.failure = Failure(.permissionMissing, "POST was refused (403).")
        console.openRepairs = [Self.record()]
        console.news(.repaired(stopped))
        console.news(.ended(trouble: nil))
        console.pass(.seconds(2))

        let screen = console.screen()
        #expect(screen.contains("✗ refused R u"))
        #expect(screen.contains("POST was refused (403)."))
        #expect(
            console.state.messages.shown.contains {
                $0.role == .error && $0.text.contains("R tries again, u takes it back")
            })
        console.press("f")
        #expect(console.state.messages.remark.contains("R finishes it, u takes it back"))
    }

    @Test func `R takes up what is marked, else the row under the cursor, and nothing else`() {
        var console = Self.open(.managedIDs, Self.record(1), Self.record(2, customer: 19_655))
        console.press("R")
        #expect(Self.jobs(console).last == .resumeRepairs([RowID(1)]))
        console.news(.ended(trouble: nil))

        console.press("*", "u")
        #expect(console.state.messages.remark.contains("one at a time"))
        console.press("R")
        #expect(Self.jobs(console).last == .resumeRepairs([RowID(1), RowID(2)]))
        console.news(.ended(trouble: nil))
        console.press("\\", "end", "R")
        #expect(console.state.messages.remark.contains("no interrupted repair here"))
    }

    @Test func `the overview names every open repair, and enter goes to its row`() {
        var console = Self.open(
            .overview, Self.record(1, customer: 19_655), Self.record(2, customer: nil))
        #expect(console.screen().contains("Repair not over: Managed IDs of EFS-19653"))
        #expect(console.screen().contains("Repair not over: Cross-reference Online Backup"))

        console.press("down", "u")
        #expect(Self.jobs(console).last == .planUndo(Self.record(2, customer: nil)))
        console.news(.ended(trouble: nil))
        console.press("up", "enter")
        #expect(console.state.pane == .managedIDs)
        #expect(console.state.managedIDs.table.cursor == 19_655)
    }

    @Test func `a repair of nobody is ended in the doctor's part and beside the services`() {
        let lost = Self.record(7, customer: nil)
        var console = Self.open(.crossReferences, lost)
        #expect(console.screen().contains("! repair not over: R u"))
        #expect(console.screen().contains("looks what ConnectWise has"))
        console.press("R")
        #expect(Self.jobs(console).last == .resumeRepairs([RowID(7)]))
        let stop = console.press("esc")
        #expect(stop.contains { if case .stop = $0 { true } else { false } })
        console.news(.ended(trouble: nil))

        console.press("9", "tab", "tab")
        #expect(console.screen().contains("repair not over: R finishes it, u takes it back"))
        console.press("u")
        #expect(Self.jobs(console).last == .planUndo(lost))
    }

    @Test func `a taking back that was interrupted goes on that way`() {
        let console = Self.open(
            .managedIDs, Self.record(progress: [.done(made: nil), .undone]))

        #expect(console.screen().contains("goes on taking it back"))
    }

    @Test(arguments: [OperatorRole.support, .auditor])
    func `only a manager ends a repair`(role: OperatorRole) {
        var console = Self.open(.managedIDs, Self.record(), place: Samples.place(role: role))
        console.press("R", "u")

        #expect(Self.jobs(console).isEmpty)
        #expect(console.state.messages.remark.contains("manager"))
    }

    @Test func `in the smallest window the whole question can be read`() {
        var console = Self.open(
            .managedIDs, Self.record(), size: Size(columns: 40, rows: 10))
        console.press("u")
        let steps = (1...4).map {
            RepairStep(.delete, "/company/companies/251/reports/\($0)", purpose: "back \($0)")
        }
        console.news(.takingBack(Self.record(), steps))
        console.news(.ended(trouble: nil))
        var seen = console.screen()
        for _ in 0..<6 {
            console.press("pgdn")
            seen += console.screen()
        }

        for number in 1...4 { #expect(seen.contains("back \(number)")) }
        #expect(console.state.popups.count == 1)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `an interrupted repair beside the others`(size: Size) throws {
        try Snapshot.check(
            "ManagedIDs.interrupted", Self.open(.managedIDs, Self.record(), size: size).state)
    }
}
