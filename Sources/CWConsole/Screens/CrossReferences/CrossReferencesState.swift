import IntegrationCore
import TUIWidgets

/// The pane of cross-references.
struct CrossReferencesState: Equatable, Sendable {
}
