import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Pane 6: services, what the check found, and what is changed by keys.
@Suite struct CrossReferencesTests {
    static func console(
        _ size: Size = Size(columns: 120, rows: 36), place: Place = Samples.place()
    ) -> Console {
        var console = Console(size, pane: .crossReferences, place: place)
        console.references = SavedReferences(Versioned(Samples.references, version: 3))
        console.send(.tick(Samples.now))
        console.answerAll()
        return console
    }

    /// Runs the check and tells what it found.
    static func check(_ console: inout Console) {
        console.press("c")
        guard let number = console.state.jobs[.references]?.number else { return }
        console.send(.job(.references(Samples.report), run: number))
        console.send(.job(.ended(trouble: nil), run: number))
        console.pass(.seconds(4))
    }

    /// The changes that were asked for.
    static func changes(_ console: Console) -> [Change] {
        console.effects.compactMap { if case .change(let change, _) = $0 { change } else { nil } }
    }

    @Test func `space bills the service and hands the version back that was read`() throws {
        var console = Self.console()

        console.press("down", "space")

        guard case .saveReferences(let saved, let version)? = Self.changes(console).first else {
            Issue.record("nothing was saved")
            return
        }
        #expect(version == 3)
        #expect(saved.map(\.id) == Samples.references.map(\.id))
        #expect(saved.filter(\.bills).map(\.id).contains("basic-storage"))
    }

    @Test func `what was changed is taken back by z, and not after ten seconds`() {
        var console = Self.console()
        let undo = Change.saveReferences(Samples.references, version: 4)
        console.press("space")
        let ticket = console.state.pending.questions[.change]?.ticket ?? 0
        console.send(
            .loaded(
                .changed(.saveReferences([], version: 3), undo: undo), .change, ticket: ticket))

        #expect(console.screen().contains("z takes it back"))
        console.press("z")
        #expect(Self.changes(console).last == undo)

        console.send(
            .loaded(
                .changed(undo, undo: undo), .change,
                ticket: console.state.pending.questions[.change]?.ticket ?? 0))
        console.pass(.seconds(11))
        console.press("z")
        #expect(console.screen().contains("z: there is nothing to take back"))
    }

    @Test func `a near miss shows both texts, with blanks visible`() {
        var console = Self.console()
        Self.check(&console)
        console.press("down", "down")

        let screen = console.screen()

        #expect(screen.contains("! near miss"))
        #expect(screen.contains("Online·Backup"))
        #expect(screen.contains("Online·backup·"))
        #expect(screen.contains("PATCH"))
    }

    @Test func `what differs is marked character by character`() {
        let marked = CharacterDifference.marked(
            ours: "Online Backup", theirs: "Online backup ", glyphs: .unicode)

        let wrong = marked.theirs.spans.filter { $0.style.attributes.contains(.reverse) }
        #expect(wrong.map(\.text) == ["b", "·"])
        #expect(
            marked.ours.spans.filter { $0.style.attributes.contains(.reverse) }.map(\.text) == [
                "B"
            ])
    }

    @Test func `a flat fee is warned of in the row and in the detail`() {
        var console = Self.console()
        Self.check(&console)

        #expect(console.screen().contains("! flat fee"))
        #expect(console.screen().contains("must not be"))
    }

    @Test func `a finding about a service that was changed since is not shown`() {
        var console = Self.console()
        Self.check(&console)
        var changed = Samples.references
        changed[2].level = "Online backup "
        console.references = SavedReferences(Versioned(changed, version: 4))
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))
        console.press("down", "down")

        #expect(!console.screen().contains("near miss"))
        #expect(console.screen().contains("Changed since the check"))
        console.press("f")
        #expect(console.state.popups.isEmpty)
    }

    /// The plans of the repair that is at work.
    private static func plans(_ console: Console) -> [RepairPlan]? {
        guard case .repair(let plans)? = console.state.jobs[.repair]?.job else { return nil }
        return plans
    }

    /// News of the repair that is at work, and its end.
    private static func end(
        _ console: inout Console, _ state: RepairRecord.State, _ failure: Failure? = nil
    ) {
        guard let run = console.state.jobs[.repair], let plan = plans(console)?.first else {
            Issue.record("no repair")
            return
        }
        let record = RepairRecord(
            id: RowID(1), partner: RowID(1), startedAt: Samples.now, by: "kim", plan: plan,
            progress: plan.steps.map { _ in .sent }, state: state, failure: failure)
        console.send(.job(.repaired(record), run: run.number))
        console.send(.job(.ended(trouble: nil), run: run.number))
    }

    @Test func `a repair shows its requests, asks once, and checks again afterwards`() {
        var console = Self.console()
        Self.check(&console)
        console.press("down", "down", "f")

        #expect(console.screen().contains("6 Cross-refs: planned repair"))
        #expect(console.screen().contains("vendorLevel"))
        #expect(console.screen().contains("ctrl-s"))
        console.press("ctrl-s", "enter")
        #expect(console.state.jobs[.repair] == nil, "the safe choice has the marker")

        console.press("ctrl-s", "s")
        #expect(Self.plans(console)?.map(\.steps) == [Samples.report.findings[2].steps])
        Self.end(&console, .finished)
        #expect(console.state.planReview == nil)
        #expect(console.state.jobs[.references]?.isRunning == true)
    }

    @Test func `F repairs everything that is wrong, as one journalled repair`() {
        var console = Self.console()
        console.press("F")
        #expect(console.screen().contains("press c first"))
        Self.check(&console)
        console.press("F")
        #expect(console.screen().contains("Cross-references of Northwind Backup"))
        #expect(console.screen().contains("2 requests, nothing is sent yet"))

        console.press("esc")
        #expect(console.state.planReview == nil && console.state.jobs[.repair] == nil)
        console.press("F", "ctrl-s", "s")
        #expect(Self.plans(console) == [Samples.report.repair].compactMap(\.self))
    }

    @Test func `F leaves out what was changed since the check`() {
        var console = Self.console()
        Self.check(&console)
        var changed = Samples.references
        changed[2].level = "Online backup "
        console.references = SavedReferences(Versioned(changed, version: 4))
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))
        console.press("F")

        #expect(console.screen().contains("1 request, nothing is sent yet"))
        #expect(!console.screen().contains("crossReferences/14"))
    }

    @Test func `a repair that ConnectWise refused says why, and R goes on with it`() {
        var console = Self.console()
        Self.check(&console)
        console.press("F", "ctrl-s", "s")
        Self.end(&console, .stopped, Failure(.permissionMissing, "It answered 403."))

        let messages = console.state.messages.shown.map(\.text).joined(separator: " ")
        #expect(messages.contains("It answered 403."))
        #expect(messages.contains("R tries again"))
        #expect(!messages.contains("repaired and read back"))
        guard let run = console.state.jobs[.references] else {
            Issue.record("not checked again")
            return
        }
        console.send(.job(.references(Samples.report), run: run.number))
        console.send(.job(.ended(trouble: nil), run: run.number))
        console.openRepairs = [
            RepairRecord(
                id: RowID(1), partner: RowID(1), startedAt: Samples.now, by: "kim",
                plan: RepairPlan(title: "Cross-references", steps: []), progress: [])
        ]
        console.counter += 1
        console.pass(.seconds(3))
        console.pass(.seconds(3))
        #expect(console.screen().contains("repair not over: R u"))
        console.press("F")
        #expect(console.screen().contains("R goes on with it first"))
        console.press("R")
        #expect(console.state.jobs[.repair]?.job == .resumeRepairs([RowID(1)]))
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the requests of all repairs are shown first`(size: Size) throws {
        var console = Self.console(size)
        Self.check(&console)
        console.press("F")

        try Snapshot.check("CrossReferences.plan", console.state)
    }

    @Test func `esc stops a running check`() {
        var console = Self.console()
        console.press("c")

        let effects = console.press("esc")

        #expect(effects.contains(.stop(run: console.state.jobs[.references]?.number ?? 0)))
    }

    @Test func `only an own service can be deleted`() {
        var console = Self.console()
        console.press("d")
        #expect(Self.changes(console).isEmpty)
        #expect(console.screen().contains("one of the twelve"))

        console.press("end", "d")
        guard case .saveReferences(let saved, _)? = Self.changes(console).last else {
            Issue.record("nothing was saved")
            return
        }
        #expect(!saved.contains { $0.id == "own-1" })
    }

    @Test func `an auditor changes nothing and hears why`() {
        var console = Self.console(place: Samples.place(isReadOnly: true))

        console.press("space")

        #expect(Self.changes(console).isEmpty)
        #expect(console.screen().contains("read-only"))
    }

    @Test(arguments: SnapshotTests.sizes)
    func `services stand with verdict and comparison`(size: Size) throws {
        var console = Self.console(size)
        Self.check(&console)
        console.press("down", "down")

        try Snapshot.check("CrossReferences.nearMiss", console.state)
    }
}
