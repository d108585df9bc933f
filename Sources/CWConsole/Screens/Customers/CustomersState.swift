import IntegrationCore
import TUIWidgets

/// The pane of customers and their accounts.
struct CustomersState: Equatable, Sendable {
}
