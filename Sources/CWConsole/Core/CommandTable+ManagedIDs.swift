import IntegrationCore
import TUIWidgets

extension Command {
    /// The commands of the pane of Managed IDs, and of the requests of planned repairs.
    static let managedIDCommands: [Command] = [
        Command(
            .open, "Open", "Opens the entries of the customer.", keys: ["enter"],
            in: [.managedIDs], footer: 50, refusal: { Refusal.noRow($0) }),
        Command(
            .check, "Check", "Checks the marked customers, or all, in ConnectWise.", keys: ["c"],
            in: [.managedIDs], footer: 80, refusal: { ManagedIDRefusal.check($0) }),
        Command(
            .addManagedID, "Add", "Adds the two entries of a customer, one after the other.",
            keys: ["a"], in: [.managedIDs], footer: 60, needs: .manager,
            refusal: { ManagedIDRefusal.add($0) }),
        Command(
            .repair, "Repair", "Plans the repair of the marked rows and shows its requests.",
            keys: ["f"], in: [.managedIDs], footer: 75, needs: .manager,
            refusal: { ManagedIDRefusal.repair($0) }),
        Command(
            .mark, "Mark", "Marks the row, or takes its mark away.", keys: ["space"],
            in: [.managedIDs], footer: 30, refusal: { Refusal.noRow($0) }),
        Command(
            .range, "Range", "Marks all rows from the last marked one to the cursor.",
            keys: ["v"], in: [.managedIDs], refusal: { Refusal.noRow($0) }),
        Command(
            .markAll, "Mark all", "Marks every row that is shown.", keys: ["*"],
            in: [.managedIDs], refusal: { Refusal.noRow($0) }),
        Command(
            .unmarkAll, "Unmark all", "Takes every mark away, hidden ones too.", keys: ["\\"],
            in: [.managedIDs],
            refusal: { $0.managedIDs.table.marks.isEmpty ? "nothing is marked" : nil }),
        Command(
            .save, "Send", "Sends the requests that are shown, after one question.",
            keys: ["ctrl-s"], in: [.plan], footer: 90, refusal: { ManagedIDRefusal.send($0) }),
    ]
}

/// Why commands of the pane of Managed IDs cannot run now.
enum ManagedIDRefusal {
    static func check(_ state: AppState) -> String? {
        if let reason = busy(state, .check) ?? credentials(state) { return reason }
        return state.managedIDs.rows.isEmpty ? "there is no customer yet" : nil
    }

    static func add(_ state: AppState) -> String? {
        Refusal.needs(.manager, state) ?? busy(state, .add) ?? credentials(state)
    }

    static func repair(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? Refusal.noRow(state) ?? busy(state, .plan)
            ?? busy(state, .repair) ?? credentials(state)
        {
            return reason
        }
        let targets = state.managedIDs.targets
        if targets.contains(where: \.canBeRepaired) { return nil }
        if targets.contains(where: { $0.interrupted != nil }) {
            return "its repair is not over; R finishes it, u takes it back"
        }
        return targets.contains { $0.verdict == nil }
            ? "not checked yet; c checks it first" : "nothing is wrong here that can be repaired"
    }

    static func send(_ state: AppState) -> String? {
        Refusal.needs(.manager, state) ?? busy(state, .plan) ?? busy(state, .repair)
    }

    private static func credentials(_ state: AppState) -> String? {
        state.overview.reading?.hasCredentials == false
            ? "no ConnectWise credentials yet; enter them in Setup (9)" : nil
    }

    private static func busy(_ state: AppState, _ kind: JobKind) -> String? {
        state.jobs[kind]?.isRunning == true ? "this works already; Esc stops it" : nil
    }
}
