import IntegrationCore
import TUIWidgets

/// A rule in full: its parts, what is wrong with it, and its test ticket.
enum RuleDetail {
    /// The text.
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        guard let rule = state.rules.current else { return [] }
        var lines = [
            StyledText("Rule \(rule.id)", .title.bold)
                + StyledText("  \(RuleText.action(rule)) \(glyphs.dot) ConnectWise"), "",
        ]
        lines += facts(rule, state).map { name, value in
            let pad = String(repeating: " ", count: max(1, 13 - name.count))
            return StyledText(name + pad, .muted) + StyledText(value)
        }
        let warnings = RuleWarnings.about(rule, in: state.rules.list ?? [])
        if !warnings.isEmpty {
            lines += [""] + NotificationText.heading("Look at this")
            lines += warnings.map { StyledText("  ! ", .warning) + StyledText($0.sentence) }
        }
        return lines + testTicket(rule, state, glyphs)
    }

    private static func facts(
        _ rule: NotificationRule, _ state: AppState
    ) -> [(String, String)] {
        var facts = [
            ("Severities", RuleText.severities(rule)), ("Events", RuleText.events(rule)),
            ("Customers", RuleText.customers(rule, prefix: state.prefix)),
        ]
        if case .ticket(let ticket) = rule.action {
            facts =
                [("Board", ticket.board.name), ("New status", RuleText.newStatus(ticket))] + facts
            facts += RuleText.priorities(ticket).enumerated().map { index, words in
                (index == 0 ? "Priority" : "", words)
            }
            facts += [
                ("Closing", RuleText.closing(ticket)),
                ("Reopens", RuleText.reopening(ticket)),
                ("Repeats", ticket.notesRepeats ? "become notes" : "are not noted"),
            ]
        }
        return facts
    }

    /// The steps of a test ticket as they happen.
    private static func testTicket(
        _ rule: NotificationRule, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        guard rule.opensTickets else { return [] }
        let run = state.jobs[.ticket]
        let isMine = run?.job == .testTicket(rule) || state.rules.testedRule == rule.id
        guard isMine, let run else {
            return ["", StyledText("t sends a test ticket and closes it again.", .muted)]
        }
        var lines = [""] + NotificationText.heading("Test ticket")
        for name in TestTicketStep.Name.allCases {
            if let step = state.rules.steps.first(where: { $0.name == name }) {
                lines += outcome(step, glyphs)
            } else if run.isRunning, name == next(state) {
                let spinner = glyphs.spinnerFrame(state.spinnerStep)
                lines.append(StyledText("  \(spinner) \(name.rawValue)", .accent))
            } else {
                lines.append(StyledText("  \(glyphs.dot) \(name.rawValue)", .muted))
            }
        }
        if let trouble = state.rules.trouble {
            lines.append(StyledText("  \(trouble)", .error))
        }
        return lines
    }

    private static func next(_ state: AppState) -> TestTicketStep.Name? {
        TestTicketStep.Name.allCases.first { name in
            !state.rules.steps.contains { $0.name == name }
        }
    }

    private static func outcome(_ step: TestTicketStep, _ glyphs: GlyphSet) -> [StyledText] {
        guard let failure = step.failure else {
            return [
                StyledText("  \(glyphs.check) \(step.name.rawValue)", .good)
                    + StyledText("  ticket \(step.ticket)", .muted)
            ]
        }
        let explanation = failure.code.explanation
        var lines = [
            StyledText("  \(glyphs.cross) \(step.name.rawValue)", .error)
                + StyledText("  \(explanation.sentence)")
        ]
        if !failure.detail.isEmpty { lines.append(StyledText("    \(failure.detail)", .muted)) }
        lines += explanation.remedy(customer: nil).enumerated().map { index, text in
            StyledText("    \(index + 1) ", .accent) + StyledText(text)
        }
        return lines
    }

    /// A step that failed, in a sentence.
    static func words(_ step: TestTicketStep) -> String {
        let reason = step.failure?.code.explanation.sentence ?? "done"
        return step.ticket == 0 ? reason : "ticket \(step.ticket): \(reason)"
    }
}
