import IntegrationCore
import TUIWidgets

/// The pane of notification rules.
struct RulesState: Equatable, Sendable {
    /// The rules in order; nil before they were read.
    private(set) var list: [NotificationRule]?
    /// Cursor and scroll position, by the number of the rule.
    var table = TableState<RowID<NotificationRule>>()
    /// The detail of the rule under the cursor.
    var view = DetailState()
    /// The number of the last test ticket's job, and its rule.
    var testRun = 0, testedRule: RowID<NotificationRule>?
    /// The steps of the test ticket so far, and why it ended early.
    var steps: [TestTicketStep] = [], trouble: String?

    /// The rule under the cursor.
    var current: NotificationRule? {
        guard let list, let index = table.cursorIndex, list.indices.contains(index) else {
            return nil
        }
        return list[index]
    }

    /// Takes over what is saved.
    mutating func take(_ rules: [NotificationRule]) {
        list = rules
        table.refresh(rules.map(\.id))
    }
}
