import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Pane 5: the two Managed ID entries of each company.
@Suite struct ManagedIDsTests {
    @Test func `what is wrong comes first, then what was not checked`() {
        let console = Console.withCustomers(pane: .managedIDs)

        #expect(
            console.state.managedIDs.rows.map(\.id)
                == [19_653, 19_655, 19_656, 19_654, 19_657, 19_652])
        #expect(console.screen().contains("5 Managed IDs 2!"))
    }

    @Test(
        arguments: [
            ("19652", 19_652), ("EFS-19652", 19_652), (" efs-19652 ", 19_652), ("EFS-", nil),
            ("19652x", nil), ("", nil), ("0", nil), ("99999999999999999999", nil),
            ("١٩٦٥٢", nil), ("-5", nil),
        ] as [(String, Int64?)])
    func `a number is read in any spelling`(text: String, number: Int64?) {
        #expect(CustomerNumber.read(text, prefix: "EFS-") == number)
    }

    @Test func `the second step does not exist before the first is confirmed`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("a", "enter")
        console.press("a")
        let added = { (console: Console) in
            console.effects.compactMap { effect -> Bool? in
                if case .start(.addManagedID(19_653, let isSecond), _) = effect {
                    isSecond
                } else {
                    nil
                }
            }
        }
        #expect(added(console) == [false])
        #expect(console.state.popups.isEmpty)

        console.news(.ended(trouble: nil))
        console.press("a")
        #expect(added(console) == [false, true])
    }

    @Test func `a refused first step leads to no second one`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("a", "enter", "a")
        console.news(.ended(trouble: "ConnectWise refused it."))

        #expect(console.state.popups.isEmpty)
        #expect(console.state.messages.shown.contains { $0.text == "ConnectWise refused it." })
    }

    @Test func `a customer without a company is named beside the field`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("a", "ctrl-u")
        console.type("19654")
        console.press("enter")

        #expect(console.state.numberEntry?.problem.contains("no company") == true)
        #expect(console.state.popups.isEmpty)
        console.press("esc")
        #expect(console.state.numberEntry == nil)
    }

    @Test func `a repair shows its requests and sends them only after one question`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("f")
        console.news(.plans([Samples.plan]))
        console.news(.ended(trouble: nil))
        #expect(console.screen().contains("/company/companies/251/managementReportSetups/1"))
        #expect(console.screen().contains("EFS-19653"))

        console.press("ctrl-s", "enter")
        let sent = { (console: Console) in
            console.effects.contains {
                if case .start(.repair([Samples.plan]), _) = $0 { true } else { false }
            }
        }
        #expect(!sent(console))
        console.press("ctrl-s", "s")
        #expect(sent(console))
    }

    @Test func `a correct row is not repaired and says why`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("end", "f")

        #expect(console.state.messages.remark.contains("nothing is wrong here"))
    }

    @Test func `esc stops a check and keeps what was found`() {
        var console = Console.withCustomers(pane: .managedIDs)
        console.press("c")
        console.news(.progress(done: 2, total: 4, note: ""))
        console.news(.findings([19_656: Samples.finding(.missingBoth)]))
        #expect(console.screen().contains("2/4"))
        let effects = console.press("esc")

        #expect(effects.contains { if case .stop = $0 { true } else { false } })
        #expect(console.state.managedIDs.findings[19_656]?.verdict == .missingBoth)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `verdicts stand beside the entries`(size: Size) throws {
        try Snapshot.check(
            "ManagedIDs.verdicts", Console.withCustomers(size, pane: .managedIDs).state)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the requests of a repair are shown first`(size: Size) throws {
        var console = Console.withCustomers(size, pane: .managedIDs)
        console.press("f")
        console.news(.plans([Samples.plan]))
        console.news(.ended(trouble: nil))

        try Snapshot.check("ManagedIDs.plan", console.state)
    }
}
