import IntegrationCore
import TUIWidgets

extension Command {
    /// The commands of the pane.
    static let ruleCommands: [Command] = [
        Command(
            .open, "Edit", "Edits the rule under the cursor.", keys: ["enter"], in: [.rules],
            footer: 80, needs: .manager, refusal: { Refusal.noRow($0) }),
        Command(
            .addRule, "New rule", "Adds a notification rule.", keys: ["n"], in: [.rules],
            footer: 75, needs: .manager),
        Command(
            .testTicket, "Test ticket",
            "Opens a ticket by the rule, writes a note into it and closes it again.",
            keys: ["t"], in: [.rules], footer: 65, needs: .manager,
            refusal: { Refusal.testTicket($0) }),
        Command(
            .deleteRule, "Delete",
            "Deletes the rule under the cursor; z takes that back for ten seconds.", keys: ["d"],
            in: [.rules], footer: 60, needs: .manager,
            refusal: { Refusal.needs(.manager, $0) ?? Refusal.noRow($0) }),
        Command(
            .nextPart, "Detail", "Moves between the list and the detail of its row.",
            keys: ["tab", "right"], in: [.rules], footer: 35, refusal: { Refusal.noRow($0) }),
        Command(
            .previousPart, "List", "Moves back to the list.", keys: ["shift-tab", "left"],
            in: [.rules], refusal: { Refusal.noRow($0) }),
    ]
}

extension Refusal {
    static func testTicket(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? noRow(state) { return reason }
        if state.jobs[.ticket]?.isRunning == true { return "a test ticket is on its way" }
        guard case .ticket? = state.rules.current?.action else {
            return "this rule opens no tickets; choose one that does"
        }
        return nil
    }
}
