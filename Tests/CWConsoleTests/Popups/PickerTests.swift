import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

@Suite("Pickers")
struct PickerTests {
    /// A console with a picker of companies that a form opened; 5,000 of them.
    static func open(_ size: Size = Size(columns: 120, rows: 36)) -> Console {
        var console = FormPopupTests.open(size)
        console.choices = { question in
            guard case .companies(let text) = question else { return [] }
            return (1...5_000).map { Choice(id: Int64($0), name: "Company \($0)") }
                .filter { text.isEmpty || $0.name.contains(text) }
        }
        console.press("tab", "tab", "tab", "enter")
        return console
    }

    private func questions(_ effects: [ScreenEffect]) -> [ChoiceQuestion] {
        effects.compactMap {
            if case .load(.choices(let question), _) = $0 { question } else { nil }
        }
    }

    @Test func `opening lists the first rows, and enter fills the field of the form`() {
        var console = Self.open()
        #expect(console.screen().contains("Company 1"))
        console.press("down", "enter")
        #expect(console.state.picker == nil)
        #expect(console.state.form?["company"]?.reference?.id == 2)
        #expect(console.screen().contains("Company 2"))
    }

    @Test func `typing asks once it has rested, and only for the last text`() {
        var console = Self.open()
        console.type("49")
        #expect(questions(console.effects) == [.companies("")])
        #expect(console.state.nextWake <= console.state.now + PickerState.rest)
        console.pass(.milliseconds(100))
        console.type("9")
        console.pass(.milliseconds(100))
        #expect(questions(console.effects) == [.companies("")])
        let asked = console.pass(.milliseconds(60))
        #expect(questions(asked) == [.companies("499")])
        #expect(console.state.picker?.choice?.name == "Company 499")
    }

    /// Rows of the question before are narrowed at once; what ConnectWise finds comes later.
    @Test func `enter before the answer waits for it, and chooses the row that was seen`() {
        var console = Self.open()
        console.type("499")
        #expect(console.state.picker?.choice?.name == "Company 499")
        let asked = console.send(.key("enter"))
        #expect(questions(asked) == [.companies("499")])
        #expect(console.state.picker != nil)
        #expect(console.screen().contains("asking ConnectWise"))

        console.answerAll()
        #expect(console.state.picker == nil)
        #expect(console.state.form?["company"]?.reference?.id == 499)
    }

    @Test func `enter before the answer never chooses a row that was not seen`() {
        for key in [nil, "9", "down"] as [Key?] {
            var console = Self.open()
            console.choices = { _ in
                [Choice(id: 7, name: "499"), Choice(id: 499, name: "Company 499")]
            }
            console.type("499")
            console.send(.key("enter"))
            if let key { console.send(.key(key)) }
            console.answerAll()

            #expect(console.state.form?["company"]?.reference == nil)
            if key == nil {
                #expect(console.screen().contains("other rows came; Enter chooses"))
                console.press("enter")
                #expect(console.state.form?["company"]?.reference?.id == 7)
            }
        }
    }

    @Test func `a late answer of an older text is dropped`() throws {
        var console = Self.open()
        console.type("4")
        let asked = console.send(.tick(console.state.now + .milliseconds(200)))
        console.open = []
        let ticket = try #require(
            asked.compactMap { effect -> Int? in
                if case .load(.choices, let ticket) = effect { ticket } else { nil }
            }.first)
        console.send(.key("2"))
        console.send(
            .loaded(
                .choices([Choice(id: 9, name: "Company 4 late")], .companies("4")), .choices,
                ticket: ticket))
        #expect(!console.screen().contains("late"))
    }

    @Test func `trouble is said with a way on, and enter asks again`() throws {
        var console = FormPopupTests.open()
        console.press("tab", "tab", "tab")
        let asked = console.send(.key("enter"))
        let ticket = try #require(
            asked.compactMap { effect -> Int? in
                if case .load(.choices, let ticket) = effect { ticket } else { nil }
            }.first)
        console.open = []
        console.send(.refused("ConnectWise does not answer", .choices, ticket: ticket))
        #expect(console.screen().contains("ConnectWise does not answer"))
        #expect(console.screen().contains("Enter asks again"))
        #expect(console.state.reading.trouble == nil)
        let again = console.send(.key("enter"))
        #expect(questions(again) == [.companies("")])
    }

    @Test func `esc goes back to the form, and what was read stands there the next time`() {
        var console = Self.open()
        console.press("esc")
        #expect(console.state.form?.current?.id == "company")
        let again = console.press("enter")
        #expect(questions(again).isEmpty)
        #expect(console.screen().contains("Company 1"))
    }

    @Test func `a list that is read whole is narrowed without asking again`() {
        var console = Console.ready()
        console.choices = { _ in
            [Choice(id: 1, name: "Help Desk"), Choice(id: 2, name: "Monitoring Desk")]
        }
        console.state.openPicker("Board", .boards, for: .formItem("board"))
        console.send(.tick(console.state.now))
        console.answerAll()
        let typed = console.send(.key("m"))
        #expect(questions(typed).isEmpty)
        #expect(console.state.picker?.choice?.id == 2)
    }

    @Test func `what should not be chosen says why, in the smallest window too`() {
        var console = Console.ready(Size(columns: 40, rows: 10))
        console.choices = { _ in
            [Choice(id: 1, name: "Contoso", note: "inactive", role: .warning)]
        }
        console.state.openPicker("Company", .companies(""), for: .formItem("company"))
        console.send(.tick(console.state.now))
        console.answerAll()
        #expect(console.screen().contains("Contoso"))
        #expect(console.screen().contains("inactive"))
    }
}

@Suite("Undo")
struct UndoTests {
    @Test func `z takes the last change back for ten seconds, and the footer says so`() {
        var console = Console.ready(pane: .customers)
        #expect(!console.screen().contains("z Undo"))
        let ticket = console.state.pending.ask(.change, now: console.state.now)
        console.send(
            .loaded(
                .changed(.renamePartner("New"), undo: .renamePartner("Old")), .change,
                ticket: ticket))
        console.answerAll()
        #expect(console.screen().contains("z Undo"))
        var late = console
        late.pass(.seconds(11))
        #expect(!late.screen().contains("z Undo"))
        #expect(
            console.press("z").contains {
                if case .change(.renamePartner("Old"), _) = $0 { true } else { false }
            })
        #expect(console.state.undo == nil)
    }
}
