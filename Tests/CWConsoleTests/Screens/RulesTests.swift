import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Pane 8: rules, what is wrong with them, and their test tickets.
@Suite struct RulesTests {
    static func console(
        _ size: Size = Size(columns: 120, rows: 36), rules: [NotificationRule] = Samples.rules
    ) -> Console {
        var console = Console(size, pane: .rules)
        console.rules = rules
        console.send(.tick(Samples.now))
        console.answerAll()
        return console
    }

    @Test func `a synchronize rule that leaves events out is warned of`() {
        var rules = Samples.rules
        #expect(RuleWarnings.about(rules[0], in: rules).isEmpty)

        rules[0].severities = [.error]
        #expect(RuleWarnings.about(rules[0], in: rules).map(\.short) == ["not all events"])
        rules[0].severities = Set(Severity.allCases)
        rules[0].eventClasses = [.usage]
        #expect(RuleWarnings.about(rules[0], in: rules).map(\.short) == ["not all events"])
    }

    @Test func `two ticket rules for the same events are warned of, the lowest number wins`() {
        var rules = Samples.rules
        #expect(RuleWarnings.about(rules[1], in: rules).isEmpty)

        rules[2].severities = [.warning, .error]
        let warning = RuleWarnings.about(rules[2], in: rules).first
        #expect(warning?.short == "overlaps 2")
        #expect(warning?.sentence.contains("rule 2 opens the ticket") == true)

        rules[1].customers = [19_653]
        #expect(RuleWarnings.about(rules[2], in: rules).isEmpty)
    }

    @Test func `a missing action is said above the list`() {
        let onlyTickets = Self.console(rules: Array(Samples.rules.suffix(2))).screen()
        #expect(onlyTickets.contains("No rule synchronises"))
        #expect(!onlyTickets.contains("No rule opens tickets"))

        let nothing = Self.console(rules: []).screen()
        #expect(nothing.contains("No rule opens tickets"))
        #expect(nothing.contains("No rule synchronises"))
    }

    @Test func `d deletes the rule under the cursor`() {
        var console = Self.console()

        console.press("down", "d")

        #expect(CrossReferencesTests.changes(console) == [.removeRule(Samples.rules[1])])
    }

    @Test func `a rule that opens no ticket has no test ticket`() {
        var console = Self.console()

        console.press("t")

        #expect(console.state.popups.isEmpty)
        #expect(console.screen().contains("opens no tickets"))
    }

    @Test func `a test ticket shows each step as it happens`() {
        var console = Self.console()
        console.press("down", "t", "s")
        let number = console.state.jobs[.ticket]?.number ?? 0

        console.send(.job(.ticket(TestTicketStep(.opened, ticket: 5_001)), run: number))
        #expect(console.screen().contains("✓ opened  ticket 5001"))
        #expect(!console.screen().contains("✓ noted"))

        console.send(.job(.ticket(TestTicketStep(.noted, ticket: 5_001)), run: number))
        console.send(.job(.ticket(TestTicketStep(.closed, ticket: 5_001)), run: number))
        console.send(.job(.ended(trouble: nil), run: number))
        #expect(console.screen().contains("✓ closed  ticket 5001"))
        #expect(console.screen().contains("test ticket 5001 was opened, noted and closed"))
    }

    @Test func `a step that fails says what to do`() {
        var console = Self.console()
        console.press("down", "t", "s")
        let number = console.state.jobs[.ticket]?.number ?? 0
        let failure = Failure(.boardNotFound)

        console.send(
            .job(.ticket(TestTicketStep(.opened, ticket: 0, failure: failure)), run: number))
        console.send(.job(.ended(trouble: nil), run: number))

        let text = RuleDetail.lines(console.state, glyphs: .unicode).map(\.string)
            .joined(separator: "\n")
        #expect(text.contains(failure.code.explanation.sentence))
        for step in failure.code.explanation.remedy(customer: nil) { #expect(text.contains(step)) }
    }

    @Test(arguments: SnapshotTests.sizes)
    func `rules stand with their warnings beside one in full`(size: Size) throws {
        var rules = Samples.rules
        rules[0].severities = [.warning, .error]
        var console = Self.console(size, rules: rules)
        console.press("down")

        try Snapshot.check("Rules.warned", console.state)
    }
}
