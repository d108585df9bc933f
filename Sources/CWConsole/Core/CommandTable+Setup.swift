import TUIWidgets

extension Command {
    /// The commands of the pane.
    static let setupCommands: [Command] = [
        Command(
            .doctor, "Doctor",
            "Checks everything that ConnectWise must have, and says how to put it right.",
            keys: ["D"], in: [.setup], footer: 50, refusal: { Refusal.doctor($0) }),
        Command(
            .fix, "Fix", "Shows the requests that put the finding right, and asks.",
            keys: ["f"], in: [.setup], footer: 40, refusal: { Refusal.fix($0) }),
    ]
}
