import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The settings part of the Setup pane (product.md 4).
@Suite struct SettingsPartTests {
    static func open(_ size: Size = Size(columns: 120, rows: 36)) -> Console {
        var console = Console.ready(size, pane: .setup)
        console.press("tab")
        return console
    }

    private func changes(_ effects: [ScreenEffect]) -> [Change] {
        effects.compactMap { if case .change(let change, _) = $0 { change } else { nil } }
    }

    @Test func `tab goes through the parts and the title says which`() {
        var console = Console.ready(pane: .setup)
        #expect(console.screen().contains("9 Setup ConnectWise credentials"))
        console.press("tab")
        #expect(console.screen().contains("9 Setup Integration settings"))
        console.press("tab")
        #expect(console.screen().contains("9 Setup Doctor"))
        console.press("tab")
        #expect(console.screen().contains("9 Setup ConnectWise credentials"))
    }

    @Test func `every setting and a box for each service can be reached`() {
        var console = Self.open(Size(columns: 80, rows: 24))
        let rows = console.state.settingRows
        #expect(rows.count == 14 + CrossReference.standard.count)
        for row in rows {
            #expect(console.screen().contains(row.item.label.prefix(20)), "\(row.item.label)")
            console.press("down")
        }
    }

    @Test func `enter edits the setting under the cursor and saving sends it with its version`() {
        var console = Self.open()
        console.settings = SavedSettings(Versioned(IntegrationSettings(), version: 7))
        console.counter += 1
        console.pass(.seconds(3))
        console.pass(.seconds(3))
        console.press("down", "down", "enter")
        #expect(console.state.form?.current?.id == "prefix")
        console.press("ctrl-u")
        console.type("ABC-")
        var wanted = IntegrationSettings()
        wanted.managedIDPrefix = "ABC-"
        #expect(changes(console.press("ctrl-s")) == [.saveSettings(wanted, version: 7)])
    }

    @Test(arguments: [
        ("window", "0", "a whole number from 1 to 168 is required"),
        ("window", "12.5", "a whole number from 1 to 168 is required"),
        ("requests", "1001", "a whole number from 1 to 1000 is required"),
        ("percent", "", "a whole number from 0 to 1000 is required"),
        ("prefix", "", "a prefix is required, such as EFS-"),
        ("prefix", "E F", "1 to 20 letters, digits or hyphens are accepted"),
        ("prefix", "É", "1 to 20 letters, digits or hyphens are accepted"),
    ])
    func `a wrong value gets a sentence and is not saved`(id: String, text: String, said: String)
        throws
    {
        var console = Self.open()
        console.press("enter")
        var form = try #require(console.state.form)
        form.change(id) { $0.value = .text(TextFieldState(text)) }
        console.state.keep(form)
        #expect(changes(console.press("ctrl-s")).isEmpty)
        #expect(console.state.form?.current?.id == id)
        #expect(console.state.form?[id]?.problem == said)
        #expect(console.state.form?[id]?.text == text)
    }

    @Test func `what another console saves is shown beside one's own change`() throws {
        var console = Self.open()
        console.press("down", "down", "enter", "ctrl-u")
        console.type("MINE-")
        var others = IntegrationSettings()
        others.managedIDPrefix = "THEIRS-"
        others.windowHours = 24
        console.settings = SavedSettings(Versioned(others, version: 8))
        console.counter += 1
        console.pass(.seconds(3))
        console.pass(.seconds(3))
        #expect(console.screen().contains("theirs: THEIRS-"))
        #expect(console.state.form?["window"]?.text == "24")
        console.press("ctrl-y")
        others.managedIDPrefix = "MINE-"
        #expect(changes(console.press("ctrl-s")) == [.saveSettings(others, version: 8)])
    }

    @Test func `a box of a service changes only that service`() throws {
        var console = Self.open()
        console.press("end", "enter")
        #expect(console.state.form?.kind == .billing)
        console.press("space")
        var wanted = CrossReference.standard
        wanted[wanted.count - 1].bills = true
        #expect(changes(console.press("ctrl-s")) == [.saveReferences(wanted, version: 0)])
    }
}
