import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of Managed IDs out.
    mutating func runOnManagedIDs(_ id: CommandID) -> [ScreenEffect] { [] }

    /// What the pane needs to know now.
    mutating func managedIDsLoads() -> [Load] { [] }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInManagedIDs(isQuit: Bool) -> [ScreenEffect]? { nil }

    /// Gives a key to what is typed in the pane; nil when nothing is.
    mutating func typeInManagedIDs(_ key: Key) -> [ScreenEffect]? { nil }

    /// Takes a paste in the pane; nil when nothing takes one.
    mutating func pasteInManagedIDs(_ text: String) -> [ScreenEffect]? { nil }

    /// Takes news of the pane's job over.
    mutating func takeManagedIDNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] { [] }
}
