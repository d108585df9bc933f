import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of customers and their accounts out.
    mutating func runOnCustomers(_ id: CommandID) -> [ScreenEffect] { [] }

    /// What the pane needs to know now.
    mutating func customersLoads() -> [Load] { [] }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInCustomers(isQuit: Bool) -> [ScreenEffect]? { nil }

    /// Gives a key to what is typed in the pane; nil when nothing is.
    mutating func typeInCustomers(_ key: Key) -> [ScreenEffect]? { nil }

    /// Takes a paste in the pane; nil when nothing takes one.
    mutating func pasteInCustomers(_ text: String) -> [ScreenEffect]? { nil }

    /// Takes news of the pane's job over.
    mutating func takeMatching(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] { [] }
}
