import IntegrationCore
import TUIWidgets

/// The doctor: what it found, and the finding under the cursor.
struct DoctorState: Equatable, Sendable {
}
