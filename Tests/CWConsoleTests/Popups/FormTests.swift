import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

@Suite("Forms")
struct FormPopupTests {
    /// A console with a form of every kind of item in front.
    static func open(_ size: Size = Size(columns: 120, rows: 36)) -> Console {
        var console = Console.ready(size)
        console.state.popups = [
            .form(
                FormState(
                    .addPartner, title: "Partner",
                    items: [
                        FormItem(
                            "name", "Name", .text(TextFieldState("Old", limit: 100)),
                            help: "The name."),
                        FormItem("on", "Switched on", .check(true)),
                        FormItem("mode", "Mode", .choice(["exact", "up"], 0)),
                        FormItem("company", "Company", .pick(.companies(""), nil)),
                        FormItem("levels", "Levels", .set(["info", "error"], chosen: [1])),
                    ]))
        ]
        return console
    }

    @Test func `what was changed is marked, in the form and in its title`() throws {
        var console = Self.open()
        #expect(!console.screen().contains("* unsaved"))
        console.type("X")
        #expect(console.screen().contains("Partner  * unsaved"))
        #expect(try #require(console.state.form?["name"]).isChanged)
        console.press("ctrl-_")
        #expect(!console.screen().contains("* unsaved"))
    }

    @Test func `a wrong field says so when it is left, and gets the marker on save`() {
        var console = Self.open()
        console.press("ctrl-u", "tab")
        #expect(console.screen().contains("x a name is required"))
        #expect(console.state.form?.current?.id == "on")
        let effects = console.press("ctrl-s")
        #expect(console.state.form?.current?.id == "name")
        #expect(!effects.contains { if case .change = $0 { true } else { false } })
    }

    @Test func `nothing is lost when the store refuses, and the reason stands in the form`() {
        var console = Self.open()
        console.press("ctrl-u")
        console.type("Fabrikam")
        let effects = console.press("ctrl-s")
        let ticket = effects.compactMap { effect -> Int? in
            if case .change(.addPartner("Fabrikam"), let ticket) = effect { ticket } else { nil }
        }
        #expect(ticket.count == 1)
        console.send(.refused("the store is full", .change, ticket: ticket.first ?? 0))
        #expect(console.screen().contains("the store is full"))
        #expect(console.state.form?["name"]?.text == "Fabrikam")
        #expect(console.state.form?.isSaving == false)
    }

    @Test func `a saved form closes`() {
        var console = Self.open()
        console.type("er")
        for case .change(let change, let ticket) in console.press("ctrl-s") {
            console.send(.loaded(.changed(change, undo: nil), .change, ticket: ticket))
        }
        #expect(console.state.popups.isEmpty)
        #expect(console.screen().contains("partner Older saved"))
    }

    @Test func `leaving a changed form asks, and stays, saves or discards`() {
        var console = Self.open()
        console.press("esc")
        #expect(console.state.popups.isEmpty)
        console = Self.open()
        console.type("X")
        console.press("esc")
        #expect(console.screen().contains("there are changes that are not saved"))
        console.press("s")
        #expect(console.state.form?["name"]?.text == "OldX")
        console.press("esc", "d")
        #expect(console.state.popups.isEmpty)
    }

    @Test func `a paste is trimmed, said, cut and never submits`() throws {
        var console = Self.open()
        console.press("ctrl-u")
        console.send(.paste("  Contoso\u{1B}[2J\n\n"))
        #expect(console.state.form?["name"]?.text == "Contoso[2J")
        #expect(console.screen().contains("trimmed 2 leading spaces and 2 trailing spaces"))
        console.press("ctrl-u")
        console.send(.paste(String(repeating: "x", count: 60_000)))
        #expect(try #require(console.state.form?["name"]).text.count == 100)
        #expect(console.screen().contains("cut at 100 characters"))
        #expect(console.state.form != nil)
    }

    @Test func `boxes, words and sets change with space and arrows`() {
        var console = Self.open()
        console.press("tab", "space", "tab", "right", "pgdn", "space", "right", "space")
        #expect(console.state.form?["on"]?.isOn == false)
        #expect(console.state.form?["mode"]?.index == 1)
        #expect(console.state.form?["levels"]?.chosen == [0])
        console.press("*")
        #expect(console.state.form?["levels"]?.chosen == [0, 1])
    }

    @Test func `what somebody else changed is taken over, or shown beside one's own`() throws {
        var form = try #require(Self.open().state.form)
        let theirs = [
            FormItem("name", "Name", .text(TextFieldState("New"))),
            FormItem("on", "Switched on", .check(false)),
        ]
        form.change("name") { $0.value = .text(TextFieldState("Mine")) }
        form.compare(with: theirs)
        #expect(form["on"]?.isOn == false)
        #expect(form["on"]?.note == "changed by somebody else")
        #expect(form["name"]?.text == "Mine")
        #expect(form.hasConflicts)
        var console = Self.open()
        console.state.popups = [.form(form)]
        #expect(console.screen().contains("theirs: New"))
        let saving = console.press("ctrl-s")
        #expect(!saving.contains { if case .change = $0 { true } else { false } })
        console.press("ctrl-o")
        #expect(console.state.form?["name"]?.text == "New")
        #expect(console.state.form?.hasChanges == false)
        form.resolve(takesTheirs: false)
        #expect(form["name"]?.text == "Mine")
        #expect(form["name"]?.isChanged == true)
        #expect(!form.hasConflicts)
    }

    @Test func `a record that is gone is not saved`() throws {
        var console = Self.open()
        var form = try #require(console.state.form)
        form.compare(with: nil)
        console.state.popups = [.form(form)]
        let saving = console.press("ctrl-s")
        #expect(!saving.contains { if case .change = $0 { true } else { false } })
        #expect(console.screen().contains("removed by somebody else"))
    }

    @Test(arguments: [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24)])
    func `every field can be reached and seen at any size`(size: Size) throws {
        var console = Self.open(size)
        for item in try #require(console.state.form).items {
            #expect(console.screen().contains(item.label.prefix(8)), "\(item.label)")
            console.press("tab")
        }
    }
}
