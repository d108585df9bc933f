import IntegrationCore
import TUIWidgets

extension Command {
    /// The commands of the list of partners.
    static let partnerCommands: [Command] = [
        Command(
            .accept, "Open", "Opens the partner with the marker.", keys: ["enter"],
            in: [.partners], footer: 80),
        Command(
            .addPartner, "New", "Adds a partner to the store.", keys: ["n"], in: [.partners],
            footer: 60, needs: .manager, refusal: { Refusal.needs(.manager, $0) }),
        Command(
            .renamePartner, "Rename", "Gives the open partner another name.", keys: ["r"],
            in: [.partners], footer: 55, needs: .manager, refusal: { Refusal.renaming($0) }),
        Command(
            .nextChoice, "Next", "Moves to the next partner.", keys: ["down", "j", "tab"],
            in: [.partners]),
        Command(
            .previousChoice, "Previous", "Moves to the previous partner.",
            keys: ["up", "k", "shift-tab"], in: [.partners]),
        Command(
            .back, "Close", "Closes the list; the partner stays.", keys: ["esc", "q"],
            in: [.partners], footer: 90),
    ]
}
