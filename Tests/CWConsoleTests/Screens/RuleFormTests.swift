import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Rules and services are edited in forms; products and companies are picked.
@Suite struct RuleFormTests {
    private static func changes(_ console: Console) -> [Change] {
        console.effects.compactMap { if case .change(let change, _) = $0 { change } else { nil } }
    }

    @Test func `a new Synchronize rule listens to everything unless told otherwise`() {
        var console = Console.ready(pane: .rules)
        console.press("n")
        console.press("right", "ctrl-s")

        guard case .addRule(let rule)? = Self.changes(console).last else {
            Issue.record("no rule was added: \(console.screen())")
            return
        }
        #expect(rule.action == .synchronize)
        #expect(rule.severities == Set(Severity.allCases) && rule.eventClasses == nil)
        #expect(rule.customers == nil)
    }

    @Test func `a ticket rule without a board is not saved, and says why`() {
        var console = Console.ready(pane: .rules)
        console.press("n", "ctrl-s")

        #expect(Self.changes(console).isEmpty)
        #expect(console.screen().contains("a ticket needs a board"))
    }

    @Test func `a new rule gets its board and then that board's statuses in one form`() {
        var console = Console.ready(pane: .rules)
        console.choices = { question in
            switch question {
            case .boards: [Choice(id: 5, name: "Backup")]
            case .statuses(board: 5): [Choice(id: 51, name: "New"), Choice(id: 59, name: "Done")]
            default: []
            }
        }
        console.press("n", "tab", "tab", "tab", "tab", "tab", "tab", "enter")
        #expect(console.state.messages.remark.contains("choose the board first"))
        #expect(console.state.picker == nil)
        console.press("shift-tab", "enter", "enter", "tab", "enter", "enter")
        console.press("tab", "enter", "down", "enter", "ctrl-s")

        guard case .addRule(let rule)? = Self.changes(console).last,
            case .ticket(let ticket) = rule.action
        else {
            Issue.record("no rule was added: \(console.screen())")
            return
        }
        #expect(rule.severities == [.warning, .error])
        #expect(ticket.board == NamedReference(id: 5, name: "Backup"))
        #expect(ticket.newStatus == NamedReference(id: 51, name: "New"))
        #expect(ticket.closing == .status(NamedReference(id: 59, name: "Done")))
    }

    @Test func `another board takes the statuses away, the old one brings them back`() {
        var console = Console(pane: .rules)
        var ticket = TicketRule(board: NamedReference(id: 5, name: "Backup"))
        ticket.newStatus = NamedReference(id: 51, name: "New")
        console.rules = [NotificationRule(id: RowID(7), action: .ticket(ticket))]
        console.choices = { _ in
            [Choice(id: 5, name: "Backup"), Choice(id: 6, name: "Desk")]
        }
        console.send(.tick(Samples.now))
        console.answerAll()
        console.press("enter", "tab", "tab", "tab", "tab", "tab")

        console.press("enter", "down", "enter")
        #expect(console.state.form?["board"]?.reference?.id == 6)
        #expect(console.state.form?["status"]?.value == .pick(.statuses(board: 6), nil))
        console.press("enter", "enter")
        #expect(console.state.form?["status"]?.reference == ticket.newStatus)
        #expect(console.state.form?.hasChanges == false)
    }

    @Test func `an edited rule keeps its number and what was not touched`() {
        var console = Console(pane: .rules)
        var ticket = TicketRule(board: NamedReference(id: 5, name: "Backup"))
        ticket.newStatus = NamedReference(id: 51, name: "New")
        ticket.closing = .status(NamedReference(id: 59, name: "Done"))
        ticket.priorities = [.error: NamedReference(id: 3, name: "High")]
        let rule = NotificationRule(
            id: RowID(7), action: .ticket(ticket), severities: [.error],
            eventClasses: [.backupFailure], customers: [19_652])
        console.rules = [rule]
        console.send(.tick(Samples.now))
        console.answerAll()

        console.press("enter")
        var form = console.state.form
        form?.change("reopen") { $0.value = .text(TextFieldState("3", limit: 10)) }
        let outcome = form.flatMap { RuleForm.outcome(of: $0, in: console.state) }

        var wanted = rule
        ticket.reopenDays = 3
        wanted.action = .ticket(ticket)
        #expect(outcome == .change(.updateRule(wanted)))
    }

    @Test func `the product of a service is picked out of many by a part of its name`() {
        var console = Console.ready(pane: .crossReferences)
        console.choices = { _ in [Choice(id: 1_203, name: "SEL-STORAGE")] }
        console.press("p")
        console.pass(.milliseconds(200))
        console.answerAll()
        console.press("enter")

        guard case .saveReferences(let all, _)? = Self.changes(console).last else {
            Issue.record("nothing was saved: \(console.screen())")
            return
        }
        #expect(all.first?.product == NamedReference(id: 1_203, name: "SEL-STORAGE"))
    }

    @Test func `two services with one Level and Type are refused beside the field`() {
        var console = Console.ready(pane: .crossReferences)
        console.press("n")
        var form = console.state.form
        form?.change("service") { $0.value = .text(TextFieldState("Tapes", limit: 100)) }
        form?.change("level") { $0.value = .text(TextFieldState("Select", limit: 255)) }
        form?.change("type") { $0.value = .text(TextFieldState("Storage", limit: 255)) }

        let problems = form.map { CrossReferenceForm.problems(of: $0, in: console.state) }
        #expect(problems?["level"]?.contains("stands twice") == true)
        form?.change("type") { $0.value = .text(TextFieldState("Tapes", limit: 255)) }
        let outcome = form.flatMap { CrossReferenceForm.outcome(of: $0, in: console.state) }
        guard case .change(.saveReferences(let all, _))? = outcome else {
            Issue.record("nothing would be saved")
            return
        }
        #expect(all.last?.id == "own-1" && all.last?.isOwn == true && all.count == 13)
    }
}
