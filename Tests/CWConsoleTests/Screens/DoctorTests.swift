import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The doctor's part of Setup.
@Suite struct DoctorTests {
    @Test func `D runs every check, findings appear as they come, Esc stops it`() throws {
        var console = Console.ready(pane: .setup)

        let start = console.press("D")

        #expect(start.contains(.start(.doctor(Set(DoctorCheck.allCases)), run: 1)))
        console.send(.job(.progress(done: 2, total: 14, note: "Role rights"), run: 1))
        console.send(.job(.finding(Self.report.findings[0]), run: 1))
        #expect(console.screen().contains("2 of 14"))
        #expect(console.screen().contains("good    Connection"))
        let stop = console.press("esc")
        #expect(stop.contains(.stop(run: 1)))
        console.send(.job(.ended(trouble: nil), run: 1))
        #expect(console.state.doctor.report?.wasStopped == true)
        #expect(console.state.doctor.report?.findings.count == 1)
        #expect(console.screen().contains("stopped"))
    }

    @Test func `f shows the exact requests, the safe answer has the marker`() throws {
        var console = Self.examined()
        console.press("down")

        console.press("f")

        #expect(console.screen().contains("9 Setup: planned repair 1 request"))
        #expect(console.screen().contains("PATCH /company/managedDevicesIntegrations/3"))
        console.press("ctrl-s")
        guard case .confirm(let question)? = console.state.popups.last else {
            Issue.record("no question")
            return
        }
        #expect(question.choices[question.selected].action == .cancel)
        #expect(console.press("enter").isEmpty)
        #expect(console.state.jobs[.repair] == nil)
        console.press("esc")
        #expect(console.state.planReview == nil && console.state.showsDoctor)
        console.press("f", "ctrl-s")
        let plans = Self.report.findings[1].repairs
        #expect(console.press("s") == [.start(.repair(plans), run: 1)])
        let again = console.send(.job(.ended(trouble: nil), run: 1))
        #expect(again.contains(.start(.doctor([.integration]), run: 2)))
    }

    @Test func `f says why there is nothing to repair, an auditor may not`() {
        var console = Self.examined()
        #expect(console.press("f").isEmpty && console.state.popups.isEmpty)
        #expect(console.state.messages.remark.contains("nothing here that the API can repair"))

        var place = Samples.place()
        place.options.isReadOnly = true
        var auditor = Console.ready(pane: .setup, place: place)
        #expect(!auditor.press("D").contains { if case .start = $0 { true } else { false } })
        #expect(auditor.state.messages.remark.contains("read-only"))
    }

    @Test func `a check looked at again replaces only its own findings`() {
        var console = Self.examined()
        console.press("down", "f", "ctrl-s", "s")
        console.send(.job(.ended(trouble: nil), run: 1))
        console.send(
            .job(.finding(DoctorFinding(.integration, .good, found: "Set.", expected: "")), run: 2))
        console.send(.job(.ended(trouble: nil), run: 2))

        #expect(
            console.state.doctor.report?.findings.map(\.outcome) == [.good, .good, .notChecked])
    }

    @Test func `an old report is marked as stale, and failures stand on the overview`() {
        var console = Self.examined()
        #expect(!console.screen().contains("stale"))
        console.pass(.hours(25))
        #expect(console.screen().contains("stale"))
        #expect(console.state.concerns.contains { $0.sentence == "1 setup check that fails" })
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the doctor shows its findings and the one under the cursor`(size: Size) throws {
        var console = Self.examined(size)
        console.press("down")

        try Snapshot.check("Doctor.repairable", console.state)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the requests of a repair are shown first`(size: Size) throws {
        var console = Self.examined(size)
        console.press("down", "f")

        try Snapshot.check("Doctor.plan", console.state)
    }

    @Test func `the summary is whole where its words do not fit, too`() {
        var report = Self.report
        report.findings.append(
            DoctorFinding(.rights, .warning, found: "One right is missing.", expected: "All."))
        for (columns, words) in [
            (80, "1 failed  1 warning  1 good  1 skipped"), (40, "1 ✗  1 !  1 ✓  1 ·"),
        ] {
            let console = Self.examined(Size(columns: columns, rows: 10), report)
            #expect(console.screen().contains(words))
        }
    }

    /// A console that shows a report of twelve minutes ago.
    static func examined(
        _ size: Size = Size(columns: 120, rows: 36), _ report: DoctorReport = report
    ) -> Console {
        var console = Console.ready(size, pane: .setup)
        console.report = report
        console.state.setup.part = .doctor
        console.pass(.seconds(1))
        return console
    }

    static let report = DoctorReport(
        startedAt: Samples.now - .seconds(720), endedAt: Samples.now - .seconds(700), by: "kim",
        findings: [
            DoctorFinding(
                .connection, .good, found: "psa.example accepts company northwind; boards seen: 3.",
                expected: "ConnectWise answers, and knows the company, the keys and the client id."),
            DoctorFinding(
                .integration, .failed, found: "Not as it must be: Login By: Global.",
                expected: "Login By Global, Billing Level Detail, both check boxes ticked.",
                remedy: [
                    "Press f to have it set, or open System > Setup Tables > Managed Devices"
                        + " Integration > Axcient in ConnectWise.", "Set Login By: Global.",
                ],
                repairs: [
                    RepairPlan(
                        title: "Managed devices integration Axcient",
                        steps: [
                            RepairStep(
                                .patch, "/company/managedDevicesIntegrations/3",
                                body: [["op": "replace", "path": "loginBy", "value": "Global"]],
                                purpose: "set Login By: Global")
                        ])
                ]),
            DoctorFinding(
                .agreements, .notChecked, found: "No service is billed.",
                expected: "It can be looked at."),
        ])
}
