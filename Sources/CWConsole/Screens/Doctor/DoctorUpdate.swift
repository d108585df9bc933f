import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the doctor's part of Setup out.
    mutating func runOnDoctor(_ id: CommandID) -> [ScreenEffect] { [] }

    /// Takes news of the doctor over.
    mutating func takeDoctorNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] { [] }
}
