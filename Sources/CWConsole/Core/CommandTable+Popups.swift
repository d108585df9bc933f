import IntegrationCore
import TUIWidgets

extension Command {
    /// Where somebody else may have saved a field meanwhile.
    private static let conflicts: Set<Scope> = [.form, .setup, .field]

    /// The commands of what lies in front of the panes, and of lines being typed.
    static let popupCommands: [Command] = [
        Command(
            .accept, "Keep the filter", "Keeps the filter and goes back to the list.",
            keys: ["enter", "down"], in: [.filter], footer: 50),
        Command(
            .back, "Clear the filter", "Takes the filter away.", keys: ["esc"], in: [.filter],
            footer: 40),
        Command(
            .nextField, "Next field", "Keeps the value and moves to the next field.",
            keys: ["tab", "enter", "down"], in: [.field], footer: 70),
        Command(
            .previousField, "Previous field", "Keeps the value and moves to the previous field.",
            keys: ["shift-tab", "up"], in: [.field], footer: 40),
        Command(
            .leaveField, "Leave", "Keeps the value and leaves the field.", keys: ["esc"],
            in: [.field], footer: 75),
        Command(
            .accept, "Choose", "Takes the choice with the marker.", keys: ["enter"],
            in: [.dialog], footer: 80),
        Command(
            .nextChoice, "Next choice", "Moves to the next choice.",
            keys: ["right", "tab", "down", "l"], in: [.dialog], footer: 50),
        Command(
            .previousChoice, "Previous choice", "Moves to the previous choice.",
            keys: ["left", "shift-tab", "up", "h"], in: [.dialog], footer: 40),
        Command(
            .pageDown, "Page down", "Scrolls a question that is longer than the screen.",
            keys: ["pgdn"], in: [.dialog]),
        Command(.pageUp, "Page up", "Scrolls back up.", keys: ["pgup"], in: [.dialog]),
        Command(
            .back, "Cancel", "Closes the dialog; nothing happens.", keys: ["esc", "q"],
            in: [.dialog], footer: 90),
        Command(
            .back, "Close", "Closes this list.", keys: ["esc", "q", "enter"],
            in: [.help, .messages], footer: 90),
        Command(
            .accept, "Run", "Runs the command with the marker.", keys: ["enter"],
            in: [.palette], footer: 80),
        Command(
            .nextChoice, "Next", "Moves to the next command.", keys: ["down", "tab", "ctrl-n"],
            in: [.palette], footer: 50),
        Command(
            .previousChoice, "Previous",
            "Moves to the previous command; above the first are the ones run before.",
            keys: ["up", "shift-tab", "ctrl-p"], in: [.palette], footer: 40),
        Command(
            .back, "Close", "Closes the palette; nothing is run.", keys: ["esc"], in: [.palette],
            footer: 90),
        Command(
            .accept, "Search", "Starts the search.", keys: ["enter"], in: [.search], footer: 80),
        Command(
            .nextField, "Next part", "Moves to the next part of the search.",
            keys: ["tab", "down"], in: [.search], footer: 60),
        Command(
            .previousField, "Previous part", "Moves to the previous part of the search.",
            keys: ["shift-tab", "up"], in: [.search], footer: 40),
        Command(
            .back, "Cancel", "Closes the search; the list stays as it is.", keys: ["esc"],
            in: [.search], footer: 90),
        Command(
            .accept, "Next or list", "Moves to the next field, or opens the list of this one.",
            keys: ["enter"], in: [.form], footer: 60),
        Command(
            .nextField, "Next field", "Keeps the value and moves to the next field.",
            keys: ["tab", "down"], in: [.form], footer: 50),
        Command(
            .previousField, "Previous field", "Keeps the value and moves to the previous field.",
            keys: ["shift-tab", "up"], in: [.form]),
        Command(
            .first, "First field", "Moves to the first field.", keys: ["pgup"], in: [.form]),
        Command(.last, "Last field", "Moves to the last field.", keys: ["pgdn"], in: [.form]),
        Command(
            .save, "Save", "Checks all fields and saves them.", keys: ["ctrl-s"], in: [.form],
            footer: 85, refusal: { Refusal.needs(.manager, $0) }),
        Command(
            .takeTheirs, "Take theirs", "Takes the value that somebody else saved meanwhile.",
            keys: ["ctrl-o"], in: conflicts, footer: 45, needs: .manager,
            refusal: { Refusal.noConflict($0) }),
        Command(
            .keepMine, "Keep yours", "Keeps your value over the one of somebody else.",
            keys: ["ctrl-y"], in: conflicts, footer: 44, needs: .manager,
            refusal: { Refusal.noConflict($0) }),
        Command(
            .back, "Leave", "Closes the form; asks first when changes would be lost.",
            keys: ["esc"], in: [.form], footer: 90),
        Command(
            .accept, "Choose", "Takes the row with the marker, or asks again after trouble.",
            keys: ["enter"], in: [.picker], footer: 80),
        Command(
            .nextChoice, "Next", "Moves to the next row.", keys: ["down", "tab", "ctrl-n"],
            in: [.picker], footer: 50),
        Command(
            .previousChoice, "Previous", "Moves to the previous row.",
            keys: ["up", "shift-tab", "ctrl-p"], in: [.picker], footer: 40),
        Command(.pageDown, "Page down", "Moves one page down.", keys: ["pgdn"], in: [.picker]),
        Command(.pageUp, "Page up", "Moves one page up.", keys: ["pgup"], in: [.picker]),
        Command(
            .retry, "Ask again", "Asks for the rows again.", keys: ["ctrl-r"], in: [.picker],
            footer: 30),
        Command(
            .back, "Back", "Goes back; nothing is chosen.", keys: ["esc"], in: [.picker],
            footer: 90),
    ]
}
