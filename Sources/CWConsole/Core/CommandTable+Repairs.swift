import IntegrationCore
import TUIWidgets

extension Command {
    private static let places: Set<Scope> = [.overview, .managedIDs, .crossReferences, .doctor]

    /// The commands that end repairs which were interrupted or refused, where these are shown.
    static let repairCommands: [Command] = [
        Command(
            .resumeRepair, "Resume", "Takes the interrupted repair up and finishes it.",
            keys: ["R"], in: places, footer: 87, needs: .manager,
            refusal: { Refusal.resumeRepair($0) }),
        Command(
            .undoRepair, "Take back",
            "Shows the requests that take the interrupted repair back, and asks.", keys: ["u"],
            in: places, footer: 86, needs: .manager, refusal: { Refusal.takeBackRepair($0) }),
    ]
}
