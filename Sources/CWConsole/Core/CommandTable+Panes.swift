import IntegrationCore
import TUIWidgets

extension Command {
    private static let lists: Set<Scope> = [.events, .failed]

    /// The commands of the panes.
    static let paneCommands: [Command] = [
        Command(
            .reprocess, "Reprocess",
            "Does the failed notifications again, at once, ignoring the twelve-hour window.",
            keys: ["r"], in: lists, footer: 90, needs: .support, refusal: { Refusal.reprocess($0) }),
        Command(
            .reprocessAll, "All with this cause",
            "Does every failed notification with this cause again, or all marked ones.",
            keys: ["R"], in: [.failed], footer: 60, needs: .support,
            refusal: { Refusal.reprocessAll($0) }),
        Command(
            .open, "Open", "Opens the record under the cursor.", keys: ["enter"], in: lists,
            footer: 70, refusal: { Refusal.noRecord($0) }),
        Command(
            .open, "Go there", "Goes to where the line under the cursor can be put right.",
            keys: ["enter"], in: [.overview], footer: 70),
        Command(
            .open, "Edit", "Edits the field under the cursor.", keys: ["enter"], in: [.setup],
            footer: 70, needs: .manager, refusal: { Refusal.notLoaded($0) }),
        Command(
            .toggle, "On/off", "Switches a yes-or-no field.", keys: ["space"], in: [.setup],
            needs: .manager, refusal: { Refusal.toggle($0) }),
        Command(
            .save, "Save", "Checks all fields and saves the credentials.", keys: ["ctrl-s"],
            in: [.setup, .field], footer: 80, needs: .manager, refusal: { Refusal.save($0) }),
        Command(
            .test, "Test connection",
            "Tries the form as it stands, stage by stage, without saving it.",
            keys: ["t", "ctrl-t"], in: [.setup], footer: 60, needs: .support,
            refusal: { Refusal.notLoaded($0) }),
        Command(
            .test, "Test connection",
            "Tries the form as it stands, stage by stage, without saving it.",
            keys: ["ctrl-t"], in: [.field], footer: 60, needs: .support),
        Command(
            .discard, "Discard", "Takes all unsaved changes of the form back.", keys: ["u"],
            in: [.setup], footer: 30, refusal: { Refusal.discard($0) }),
        Command(
            .follow, "Follow", "Goes to the newest event and follows the log, or pauses it.",
            keys: ["f", "G"], in: [.events], footer: 50),
        Command(
            .search, "Search", "Searches a field with an operator and a term.", keys: ["s"],
            in: [.events], footer: 30),
        Command(
            .nextError, "Next error", "Moves the cursor down to the next error.", keys: ["e"],
            in: [.events], footer: 22, refusal: { Refusal.noRecord($0) }),
        Command(
            .nextWarning, "Next warning", "Moves the cursor down to the next warning or error.",
            keys: ["w"], in: [.events], refusal: { Refusal.noRecord($0) }),
        Command(
            .onlyAccount, "This account", "Shows only the events of the account, or all again.",
            keys: ["E"], in: [.events], footer: 20, refusal: { Refusal.onlyAccount($0) }),
        Command(
            .rawBody, "Raw body", "Shows the event as it was received, or hides it.",
            keys: ["b"], in: [.events], refusal: { Refusal.noRecord($0) }),
        Command(
            .mark, "Mark", "Marks the row, or takes its mark away.", keys: ["space"],
            in: [.failed], footer: 40, refusal: { Refusal.mark($0) }),
        Command(
            .range, "Range", "Marks all rows from the last marked one to the cursor.",
            keys: ["v"], in: [.failed], refusal: { Refusal.mark($0) }),
        Command(
            .markAll, "Mark all", "Marks every row that is shown.", keys: ["*"], in: [.failed],
            refusal: { Refusal.mark($0) }),
        Command(
            .unmarkAll, "Unmark all", "Takes every mark away, hidden ones too.", keys: ["\\"],
            in: [.failed], refusal: { Refusal.unmark($0) }),
        Command(
            .group, "By cause", "Groups the failed notifications by cause, or lists them.",
            keys: ["g"], in: [.failed], footer: 50),
        Command(
            .filter, "Filter", "Shows only rows that contain a text.", keys: ["/"], in: lists,
            footer: 55),
        Command(
            .nextPart, "Next part", "Moves the focus to the next part of the pane.",
            keys: ["tab", "right"], in: lists, refusal: { Refusal.noParts($0) }),
        Command(
            .previousPart, "Previous part", "Moves the focus to the previous part of the pane.",
            keys: ["shift-tab", "left"], in: lists, refusal: { Refusal.noParts($0) }),
    ]
}
