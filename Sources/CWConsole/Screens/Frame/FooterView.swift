import IntegrationCore
import TUIWidgets

/// The keys that do something here, from the command table.
enum FooterView {
    /// The footer of a state: what cannot run now is faint, what the role forbids struck out.
    static func bar(_ state: AppState) -> FunctionBar {
        FunctionBar(hints: hints(state))
    }

    /// One hint for each command of the scope that has a place in the footer, best place first.
    static func hints(_ state: AppState) -> [FunctionBar.Hint] {
        if case .confirm(let question)? = state.popups.last {
            return question.choices.map {
                FunctionBar.Hint(key: $0.key, label: $0.label, priority: 90)
            } + commandHints(.dialog, state)
        }
        return commandHints(state.scope, state)
    }

    private static func commandHints(_ scope: Scope, _ state: AppState) -> [FunctionBar.Hint] {
        let commands = Command.all(in: scope).filter { $0.footer > 0 && isOffered($0, state) }
        // Within a pane the table's order is kept; Help and Quit close the row.
        return commands.map { command in
            FunctionBar.Hint(
                key: command.keyName, label: label(command, state), priority: command.footer,
                isEnabled: command.refusal(state) == nil,
                isStruckOut: command.barrier(state) != nil)
        }
    }

    /// Undo, the choice between two values and the end of a repair take room only while there is
    /// something to take.
    private static func isOffered(_ command: Command, _ state: AppState) -> Bool {
        switch command.id {
        case .undo, .takeTheirs, .keepMine: command.refusal(state) == nil
        case .resumeRepair, .undoRepair: !state.repairsHere.isEmpty
        default: true
        }
    }

    /// The label says what the key would do now.
    private static func label(_ command: Command, _ state: AppState) -> String {
        switch command.id {
        case .follow: state.events.isFollowing ? "Pause" : "Follow"
        case .group where state.failed.isGrouped: "As a list"
        case .onlyAccount where state.events.account != nil: "All accounts"
        case .reprocessAll where !state.failed.table.marks.isEmpty:
            "Reprocess \(state.failed.table.marks.count) marked"
        case .reprocess where state.pane == .failed && !state.failed.table.marks.isEmpty:
            "Reprocess marked"
        case .accept where state.scope == .form: opensList(state) ? "List" : "Next"
        case .open where state.pane == .setup && state.setup.focus == .isOn: "Switch"
        case .open where state.pane == .customers: customerLabel(state) ?? command.label
        case .quit where state.hasSomethingInFront: "Back"
        default: command.label
        }
    }

    private static func opensList(_ state: AppState) -> Bool {
        if case .pick? = state.form?.current?.value { true } else { false }
    }

    private static func customerLabel(_ state: AppState) -> String? {
        switch state.customers.currentRow?.content {
        case .waiting: "Link"
        case .customer(let summary):
            state.customers.unfolded.contains(summary.customer.number) ? "Fold" : "Unfold"
        case .account: "Edit"
        case nil: nil
        }
    }
}

extension AppState {
    /// Whether `q` goes back instead of ending the program.
    fileprivate var hasSomethingInFront: Bool {
        if isDetailInFront || planReview != nil { return true }
        return switch pane {
        case .failed: failed.cause != nil && failed.isGrouped
        case .customers: customers.review != nil
        case .setup: showsDoctor
        case .overview, .events, .managedIDs, .crossReferences, .rules: false
        }
    }
}
