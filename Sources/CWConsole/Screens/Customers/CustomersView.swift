import IntegrationCore
import TUIWidgets

/// Draws the pane of customers and their accounts.
enum CustomersView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        grid.draw(Panel(title: StyledText(state.pane.heading), isFocused: true), in: layout.main)
    }
}
