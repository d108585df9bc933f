import TUIWidgets

extension Command {
    /// The commands of the audit trail.
    static let auditCommands: [Command] = [
        Command(
            .open, "Detail", "Moves between the list and the entry in full.",
            keys: ["enter", "tab"], in: [.audit], footer: 60),
        Command(
            .filter, "Filter", "Shows only entries of somebody, an action, a time, with words.",
            keys: ["/"], in: [.audit], footer: 70),
        Command(
            .verify, "Verify", "Checks the chain of all entries and names the first wrong one.",
            keys: ["v"], in: [.audit], footer: 80),
        Command(
            .back, "Back", "Closes the detail, takes the filter away, closes the audit trail.",
            keys: ["esc", "q"], in: [.audit], footer: 90),
    ]
}
