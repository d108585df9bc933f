import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of rules out.
    mutating func runOnRules(_ id: CommandID) -> [ScreenEffect] {
        if let movement = id.movement {
            moveInRules(movement)
            return []
        }
        switch id {
        case .deleteRule: return rules.current.map { change(.removeRule($0)) } ?? []
        case .testTicket: askToTestTicket()
        case .addRule: openForm(.rule(nil), title: "New rule")
        case .open:
            if let rule = rules.current { openForm(.rule(rule.id), title: "Rule \(rule.id)") }
        case .nextPart, .previousPart: changeParts()
        default: break
        }
        return []
    }

    private mutating func askToTestTicket() {
        guard let rule = rules.current, case .ticket(let ticket) = rule.action else { return }
        popups.append(
            .confirm(
                Confirmation(
                    title: "Test ticket",
                    message: [
                        "Opens a ticket on the board \(ticket.board.name) by rule \(rule.id), "
                            + "writes a note into it and closes it again."
                    ],
                    choices: [
                        .init(key: "c", label: "Cancel", action: .cancel),
                        .init(key: "s", label: "Send", action: .start(.testTicket(rule))),
                    ])))
    }

    private mutating func moveInRules(_ movement: Movement) {
        guard !scrollDetail(movement) else { return }
        rules.table.move(movement)
        rules.view.offset = 0
    }

    /// What the pane needs to know now.
    mutating func rulesLoads() -> [Load] {
        isDue(.rules, every: .milliseconds(500)) ? [.rules] : []
    }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInRules(isQuit: Bool) -> [ScreenEffect]? {
        if !isQuit, let effect = jobs.stop(.ticket) { return [effect] }
        return closeDetail() ? [] : nil
    }

    /// Takes news of a test ticket over.
    mutating func takeTicketNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        guard case .testTicket(let rule) = run.job else { return [] }
        if rules.testRun != run.number {
            rules.testRun = run.number
            rules.testedRule = rule.id
            rules.steps = []
            rules.trouble = nil
        }
        switch news {
        case .ticket(let step): rules.steps.append(step)
        case .ended(let trouble):
            rules.trouble = trouble
            if let trouble {
                tell("test ticket: \(trouble)", .error)
            } else if let failed = rules.steps.first(where: { $0.failure != nil }) {
                tell("test ticket: \(RuleDetail.words(failed))", .error)
            } else if let last = rules.steps.last, last.name == .closed {
                tell("test ticket \(last.ticket) was opened, noted and closed")
            }
        default: break
        }
        return []
    }
}
