import TUIWidgets

extension Command {
    /// The commands of the pane.
    static let setupCommands: [Command] = []
}
