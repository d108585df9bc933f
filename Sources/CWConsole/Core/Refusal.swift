import IntegrationCore
import TUIWidgets

/// Why commands cannot run now: each sentence names the reason and what to do (B10).
enum Refusal {
    /// Why the operator's role is not enough; nil when it is.
    static func needs(_ role: OperatorRole, _ state: AppState) -> String? {
        let options = state.place.options
        if options.isReadOnly, role > .auditor {
            return "read-only console: an auditor may look, not change"
        }
        return options.role.refusal(of: role, user: state.place.user)
    }

    static func renaming(_ state: AppState) -> String? {
        Refusal.needs(.manager, state)
            ?? (state.selectedPartner?.partner.name == state.place.partner
                ? nil : "only the open partner can be renamed; Enter opens this one")
    }

    /// Why another partner cannot be opened now: work of this one would be lost from sight.
    static func switching(_ state: AppState) -> String? {
        let isTesting = state.setup.test?.isRunning == true
        if state.jobs.isBusy || state.bulk?.isSending == true || isTesting {
            return "work of \(state.place.partner) is still running; wait for its end or stop it"
        }
        let saving: [Slot] = [.change, .save]
        return saving.contains { state.pending.isWaiting($0) } || state.setup.intent == .save
            ? "a change of \(state.place.partner) is still being saved; try again in a moment"
            : nil
    }

    static func undo(_ state: AppState) -> String? {
        state.undo == nil ? "there is nothing to take back now" : nil
    }

    static func noConflict(_ state: AppState) -> String? {
        let form = state.form ?? (state.pane == .setup ? state.setup.form : nil)
        return form?.current?.theirs == nil ? "nobody else changed this field" : nil
    }

    static func noRecord(_ state: AppState) -> String? {
        switch state.pane {
        case .events where state.events.table.cursor == nil: "no event under the cursor"
        case .failed where !state.failed.hasCursor: "no row under the cursor"
        default: nil
        }
    }

    static func reprocess(_ state: AppState) -> String? {
        if let reason = busy(state) { return reason }
        switch state.pane {
        case .failed:
            if state.failed.showsGroups {
                return "open a cause with Enter first, or press R for all of it"
            }
            return state.failed.table.targets.isEmpty ? "nothing selected to reprocess" : nil
        case .events:
            guard let row = state.events.currentRow else { return "no event under the cursor" }
            return row.notifications.contains { $0.state.canBeReprocessed }
                ? nil : "this event has no notification that can be done again"
        default: return nil
        }
    }

    static func reprocessAll(_ state: AppState) -> String? {
        if let reason = busy(state) { return reason }
        if !state.failed.table.marks.isEmpty { return nil }
        return state.failed.causeUnderCursor == nil ? "no cause under the cursor" : nil
    }

    private static func busy(_ state: AppState) -> String? {
        guard let bulk = state.bulk, bulk.isSending else { return nil }
        return "still handing \(bulk.ids.count - bulk.answers.count) over; Esc stops that"
    }

    static func mark(_ state: AppState) -> String? {
        if state.failed.showsGroups { return "causes cannot be marked; R takes a whole cause" }
        return state.failed.table.cursor == nil ? "no row to mark" : nil
    }

    static func unmark(_ state: AppState) -> String? {
        state.failed.table.marks.isEmpty ? "nothing is marked" : nil
    }

    static func onlyAccount(_ state: AppState) -> String? {
        if state.events.account != nil { return nil }
        guard let row = state.events.currentRow else { return "no event under the cursor" }
        return row.account.isEmpty ? "this event names no account" : nil
    }

    static func noParts(_ state: AppState) -> String? {
        state.isWide ? nil : "one part only at this width; Enter opens the detail"
    }

    static func logSize(_ state: AppState) -> String? {
        if state.pane == .events { return "this pane is the log itself" }
        return state.size.rows < 24 ? "the log needs 24 rows, here are \(state.size.rows)" : nil
    }

    /// Nothing under the cursor of a list that is read whole.
    static func noRow(_ state: AppState) -> String? {
        switch state.pane {
        case .customers where state.customers.table.cursor == nil,
            .managedIDs where state.managedIDs.table.cursor == nil:
            "no row under the cursor"
        case .crossReferences where state.crossReferences.table.cursor == nil:
            "the services are not read yet"
        case .rules where state.rules.table.cursor == nil: "no rule under the cursor"
        default: nil
        }
    }

    static func notLoaded(_ state: AppState) -> String? {
        state.setup.form == nil ? "the credentials are not read yet" : nil
    }

    static func noSettings(_ state: AppState) -> String? {
        state.settingRows.isEmpty ? "the settings are not read yet" : nil
    }

    static func toggle(_ state: AppState) -> String? {
        if let reason = notLoaded(state) { return reason }
        return state.setup.focus == .isOn ? nil : "this field takes text; Enter edits it"
    }

    static func save(_ state: AppState) -> String? {
        if let reason = notLoaded(state) { return reason }
        if state.pending.isWaiting(.save) { return "saving already" }
        return state.setup.hasChanges ? nil : "nothing was changed"
    }

    static func discard(_ state: AppState) -> String? {
        state.setup.hasChanges ? nil : "nothing was changed"
    }
}

extension NotificationState {
    /// Whether doing it again means anything.
    var canBeReprocessed: Bool {
        switch self {
        case .failed, .skipped, .waiting, .held, .done: true
        case .pending, .running, .cancelled: false
        }
    }
}
