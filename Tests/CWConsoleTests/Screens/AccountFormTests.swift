import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The settings of an account, edited in pane 4.
@Suite struct AccountFormTests {
    /// The form of an account of customer 19652: 0 is a parent, 1 on its own, 2 a sub-account.
    static func open(
        _ account: Int, _ size: Size = Size(columns: 120, rows: 36),
        place: Place = Samples.place()
    ) -> Console {
        var console = Console.withCustomers(size, pane: .customers, place: place)
        console.press("down", "down", "down", "enter")
        console.pass(.milliseconds(400))
        console.state.customers.table.select(.account(RowID(196_520 + Int64(account))))
        console.press("enter")
        return console
    }

    private static func saved(_ console: Console) -> [AccountSettings] {
        console.effects.compactMap {
            if case .change(.saveAccount(_, let settings), _) = $0 { settings } else { nil }
        }
    }

    @Test func `enter on an account opens its settings as they are stored`() throws {
        let console = Self.open(2)
        let form = try #require(console.state.form)

        #expect(form.title.contains("EFS1234502"))
        #expect(form["parent"]?.reference?.name == "EFS1234500")
        #expect(form["plan"]?.text == "Select")
        #expect(form["noBackup"]?.isOn == true && form["noErrorFree"]?.isOn == true)
        #expect(form["external"]?.isOn == false)
        #expect(!form.hasChanges)
    }

    @Test func `the parent is chosen among the others without one, by a part of its name`() throws {
        var console = Self.open(1)
        console.choices = { question in
            guard case .parents(let account, 19_652) = question else { return [] }
            #expect(account == RowID(196_521))
            return [Choice(id: 196_520, name: "EFS1234500", note: "SRV-00")]
        }
        console.press("enter")
        console.type("srv-00")
        console.pass(.milliseconds(200))
        console.press("enter")
        console.press("ctrl-s")

        #expect(Self.saved(console).map(\.parent) == ["EFS1234500"])
        #expect(Self.saved(console).map(\.plan) == ["Select"])
    }

    @Test func `backspace takes the parent away`() {
        var console = Self.open(2)
        console.press("backspace", "ctrl-s")

        #expect(Self.saved(console).map(\.parent) == [""])
    }

    @Test func `an account with sub-accounts has no parent, and says why`() {
        var console = Self.open(0)

        #expect(console.screen().contains("none: it is the parent of EFS1234502"))
        #expect(console.state.form?.current?.id == "plan")
        console.type("X")
        console.press("ctrl-s")
        #expect(Self.saved(console).map(\.parent) == [""])
    }

    @Test func `alerts by mail warn, and can be saved nevertheless`() {
        var console = Self.open(1)
        #expect(!console.screen().contains("make duplicate tickets"))
        console.press("tab", "tab", "tab", "tab", "space")
        #expect(console.screen().contains("make duplicate tickets"))

        console.press("ctrl-s")
        #expect(Self.saved(console).map(\.enablesExternalAlerts) == [true])
    }

    @Test func `a contact is an address, and not the mailbox of a help desk`() {
        var console = Self.open(1)
        console.press("pgdn")
        console.type("kim at contoso")
        console.press("ctrl-s")
        #expect(Self.saved(console).isEmpty)
        #expect(console.screen().contains("an address like kim@contoso.com"))
        #expect(console.state.form?["contact"]?.text == "kim at contoso")

        console.press("ctrl-u")
        console.type("Helpdesk@contoso.com")
        #expect(console.screen().contains("ConnectWise turns into tickets"))
        console.press("ctrl-s")
        #expect(Self.saved(console).map(\.contactEmail) == ["Helpdesk@contoso.com"])
    }

    @Test func `what somebody else changed meanwhile stands beside one's own`() {
        var console = Self.open(1)
        console.press("tab", "ctrl-u")
        console.type("Basic")
        console.accounts[19_652]?[1].settings.plan = "Trial"
        console.accounts[19_652]?[1].settings.notifiesNoBackup = false
        console.counter += 1
        console.pass(.seconds(2))
        console.pass(.seconds(2))

        #expect(console.screen().contains("theirs: Trial"))
        #expect(console.state.form?["noBackup"]?.isOn == false)
        console.press("ctrl-s")
        #expect(Self.saved(console).isEmpty)
        console.press("ctrl-y", "ctrl-s")
        #expect(Self.saved(console).map(\.plan) == ["Basic"])
        #expect(Self.saved(console).map(\.notifiesNoBackup) == [false])
    }

    @Test func `z takes the saved settings back for ten seconds`() {
        var console = Self.open(1)
        console.press("tab", "ctrl-u", "ctrl-s")
        var old = AccountSettings()
        old.plan = "Select"
        let undo = Change.saveAccount(RowID(196_521), old)
        for case .change(let change, let ticket) in console.effects {
            console.send(.loaded(.changed(change, undo: undo), .change, ticket: ticket))
        }
        #expect(console.state.form == nil)
        #expect(console.screen().contains("account saved; z takes it back"))

        var late = console
        console.press("z")
        #expect(Self.saved(console).last == old)
        late.pass(.seconds(11))
        late.press("z")
        #expect(Self.saved(late).last?.plan == "")
    }

    @Test(arguments: [OperatorRole.support, .auditor])
    func `others than a manager are told where the account is shown`(role: OperatorRole) {
        var console = Self.open(1, place: Samples.place(role: role))
        #expect(console.state.form == nil)
        #expect(console.state.messages.remark.contains("Tab shows the account"))

        console.send(.resize(Size(columns: 80, rows: 24)))
        console.press("tab")
        #expect(console.screen().contains("Plan            Select"))
        console.press("esc")
        #expect(!console.screen().contains("Plan            Select"))
    }

    @Test(arguments: SnapshotTests.sizes)
    func `the form of an account`(size: Size) throws {
        var console = Self.open(2, size)
        console.press("tab", "tab", "tab", "tab", "space")

        try Snapshot.check("Customers.account", console.state)
    }
}
