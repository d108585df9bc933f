import IntegrationCore
import TUIWidgets

extension Command {
    private static let parts: Set<Scope> = [.setup, .settings, .doctor]

    /// The commands of the pane that all its parts have, and those of the settings.
    static let setupCommands: [Command] = [
        Command(
            .open, "Edit", "Edits the settings, with the marker on this one.", keys: ["enter"],
            in: [.settings], footer: 70,
            refusal: { Refusal.needs(.manager, $0) ?? Refusal.noSettings($0) }),
        Command(
            .nextPart, "Next part",
            "Opens the next part of the pane: credentials, settings, doctor.", keys: ["tab"],
            in: parts, footer: 58),
        Command(
            .previousPart, "Previous part", "Opens the previous part of the pane.",
            keys: ["shift-tab"], in: parts),
        Command(
            .runDoctor, "Doctor", "Opens the doctor and runs its checks.", keys: ["D"], in: parts,
            footer: 52, refusal: { Refusal.doctor($0) }),
        Command(
            .fix, "Fix", "Shows the requests that put the finding right, and asks.",
            keys: ["f"], in: [.doctor], footer: 40, needs: .manager, refusal: { Refusal.fix($0) }),
    ]
}
