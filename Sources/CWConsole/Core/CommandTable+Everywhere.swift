import IntegrationCore
import TUIWidgets

extension Command {
    private static let here = Scope.panes.union(Scope.reviews)
    private static let scrolling: Set<Scope> = here.union([.help, .messages, .audit])

    /// The commands that are the same in every pane.
    static let everywhereCommands: [Command] = [
        Command(
            .palette, "Commands", "Lists every command; type a part of its name.", keys: [":"],
            in: Scope.panes, footer: 45),
        Command(
            .help, "Help", "Lists the keys of this pane.", keys: ["?", "f1"], in: here,
            footer: 95),
        Command(
            .showOverview, "Overview", "Opens pane 1: how everything stands.", keys: ["1"],
            in: here),
        Command(
            .showEvents, "Events", "Opens pane 2: the event log, live.", keys: ["2"],
            in: here),
        Command(
            .showFailed, "Failed", "Opens pane 3: failed notifications and their remedies.",
            keys: ["3"], in: here),
        Command(
            .showCustomers, "Customers", "Opens pane 4: customers, their companies and accounts.",
            keys: ["4"], in: here),
        Command(
            .showManagedIDs, "Managed IDs", "Opens pane 5: the two Managed ID entries per company.",
            keys: ["5"], in: here),
        Command(
            .showCrossReferences, "Cross-refs", "Opens pane 6: services and their products.",
            keys: ["6"], in: here),
        Command(
            .showRules, "Rules", "Opens pane 8: which events cause which action.", keys: ["8"],
            in: here),
        Command(
            .showSetup, "Setup", "Opens pane 9: the ConnectWise credentials.", keys: ["9"],
            in: here),
        Command(.up, "Up", "Moves one row up.", keys: ["up", "k"], in: scrolling),
        Command(.down, "Down", "Moves one row down.", keys: ["down", "j"], in: scrolling),
        Command(
            .pageUp, "Page up", "Moves one page up.", keys: ["pgup", "ctrl-b"], in: scrolling),
        Command(
            .pageDown, "Page down", "Moves one page down.", keys: ["pgdn", "ctrl-f"],
            in: scrolling),
        Command(
            .first, "First", "Moves to the first row: the newest.", keys: ["home"], in: scrolling),
        Command(
            .last, "Last", "Moves to the last row: the oldest.", keys: ["end"], in: scrolling),
        Command(
            .audit, "Audit trail", "Opens the audit trail: who did what, when.", keys: ["T"],
            in: Scope.panes),
        Command(
            .logSize, "Log size", "Makes the live event log larger, hides it, shows it again.",
            keys: ["L"], in: here, refusal: { Refusal.logSize($0) }),
        Command(
            .messages, "Messages", "Lists all messages of this session with their times.",
            keys: ["!"], in: here),
        Command(
            .partners, "Partners", "Lists the partners of the store and switches between them.",
            keys: ["P"], in: Scope.panes),
        Command(
            .undo, "Undo", "Takes the last change back, for ten seconds.", keys: ["z"],
            in: Scope.panes, footer: 88, needs: .manager, refusal: { Refusal.undo($0) }),
        Command(
            .back, "Back", "Goes back exactly one level and never ends the program.",
            keys: ["esc"], in: here),
        Command(
            .quit, "Quit", "Goes back, or ends the program; asks when work would be lost.",
            keys: ["q"], in: here, footer: 85),
        Command(
            .repaint, "Repaint", "Paints the whole screen anew.", keys: ["ctrl-l"],
            in: Set(Scope.allCases)),
        Command(
            .suspend, "Suspend", "Stops the program; fg brings it back.", keys: ["ctrl-z"],
            in: Set(Scope.allCases)),
        Command(
            .interrupt, "End now", "Pressed twice within two seconds, ends the program.",
            keys: ["ctrl-c"], in: Set(Scope.allCases)),
    ]
}
