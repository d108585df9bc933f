import IntegrationCore
import TUIWidgets

/// The pane of notification rules.
struct RulesState: Equatable, Sendable {
}
