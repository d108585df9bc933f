import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of cross-references out.
    mutating func runOnCrossReferences(_ id: CommandID) -> [ScreenEffect] { [] }

    /// What the pane needs to know now.
    mutating func crossReferencesLoads() -> [Load] { [] }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInCrossReferences(isQuit: Bool) -> [ScreenEffect]? { nil }

    /// Gives a key to what is typed in the pane; nil when nothing is.
    mutating func typeInCrossReferences(_ key: Key) -> [ScreenEffect]? { nil }

    /// Takes a paste in the pane; nil when nothing takes one.
    mutating func pasteInCrossReferences(_ text: String) -> [ScreenEffect]? { nil }

    /// Takes news of the pane's job over.
    mutating func takeReferenceNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] { [] }
}
