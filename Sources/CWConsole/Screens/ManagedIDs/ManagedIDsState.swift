import IntegrationCore
import TUIWidgets

/// The pane of Managed IDs.
struct ManagedIDsState: Equatable, Sendable {
}
