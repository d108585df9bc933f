import IntegrationCore
import TUIWidgets

extension AppState {
    /// Where the form lies among the popups; nil while none is open.
    var formIndex: Int? {
        popups.lastIndex { popup in
            if case .form = popup { return true }
            return false
        }
    }

    /// The open form.
    var form: FormState? {
        guard let index = formIndex, case .form(let form) = popups[index] else { return nil }
        return form
    }

    /// Opens a form; says so when its record is gone.
    mutating func openForm(_ kind: FormKind, title: String) {
        guard let items = kind.room.items(kind, in: self) else {
            remark("this record is no longer there; the list is read again")
            return
        }
        popups.append(.form(FormState(kind, title: title, items: items)))
    }

    /// Puts an edited form back.
    mutating func keep(_ form: FormState) {
        if let index = formIndex { popups[index] = .form(form) }
    }

    /// Closes the form and what lies in front of it.
    mutating func closeForm() {
        if let index = formIndex { popups.removeSubrange(index...) }
        choiceMemory = [:]
    }

    /// Carries a command out that belongs to the form.
    mutating func runInForm(_ id: CommandID, _ form: FormState) -> [ScreenEffect] {
        var form = form
        switch id {
        case .back:
            leave(form)
            return []
        case .save: return save(form)
        case .nextField: leaveItem(&form) { $0.move(backwards: false) }
        case .previousField: leaveItem(&form) { $0.move(backwards: true) }
        case .first: leaveItem(&form) { $0.move(toEnd: false) }
        case .last: leaveItem(&form) { $0.move(toEnd: true) }
        case .takeTheirs: form.resolve(takesTheirs: true)
        case .keepMine: form.resolve(takesTheirs: false)
        case .accept:
            if case .pick(let question, _)? = form.current?.value, let item = form.current {
                if question == .statuses(board: 0) {
                    remark("choose the board first; its statuses are listed then")
                } else {
                    openPicker(item.label, question, for: .formItem(item.id))
                }
                return []
            }
            leaveItem(&form) { $0.move(backwards: false) }
        default: break
        }
        keep(form)
        return []
    }

    /// Moves on; the item that is left is looked over (B37).
    private func leaveItem(_ form: inout FormState, _ move: (inout FormState) -> Void) {
        if let id = form.current?.id {
            form.show(form.kind.room.problems(of: form, in: self), only: id)
        }
        move(&form)
    }

    /// Looks everything over and saves; the first wrong item gets the marker.
    mutating func save(_ form: FormState) -> [ScreenEffect] {
        var form = form
        guard !form.isSaving else { return [] }
        form.show(form.kind.room.problems(of: form, in: self))
        if form.isGone {
            form.refusal = "this record was removed by somebody else; Esc leaves the form"
        } else if form.moveToTrouble() {
            let item = form.current
            remark(
                item?.theirs != nil
                    ? "\(item?.label ?? ""): choose between yours and theirs first"
                    : "\(item?.label ?? ""): \(item?.problem ?? "")")
        } else if let outcome = form.kind.room.outcome(of: form, in: self) {
            return carry(outcome, &form)
        }
        keep(form)
        return []
    }

    private mutating func carry(_ outcome: FormOutcome, _ form: inout FormState) -> [ScreenEffect] {
        switch outcome {
        case .change(let change):
            form.isSaving = true
            form.refusal = ""
            keep(form)
            return [.change(change, ticket: pending.ask(.change, now: now))]
        case .job(let job):
            guard let effect = jobs.begin(job, now: now) else {
                form.refusal = "the same work is still running; wait for its end or stop it"
                keep(form)
                return []
            }
            closeForm()
            return [effect]
        }
    }

    /// Closes the form, and asks first when something would be lost (B41).
    private mutating func leave(_ form: FormState) {
        guard form.hasChanges else { return closeForm() }
        popups.append(
            .confirm(
                Confirmation(
                    title: "Unsaved changes",
                    message: ["\(form.title): there are changes that are not saved."],
                    choices: [
                        .init(key: "s", label: "Stay", action: .cancel),
                        .init(key: "w", label: "Save", action: .saveForm),
                        .init(key: "d", label: "Discard", action: .discardForm, isDangerous: true),
                    ])))
    }

    /// The store did not take the values: they stay, with the reason.
    mutating func formRefused(_ reason: String) {
        guard var form, form.isSaving else { return }
        form.isSaving = false
        form.refusal = reason
        keep(form)
    }

    /// The store took the values.
    mutating func formSaved() {
        if form?.isSaving == true { closeForm() }
    }

    /// Compares the open form with what was just read (B43).
    mutating func compareForm() {
        guard var form else { return }
        form.compare(with: form.kind.room.items(form.kind, in: self))
        if self.form != form { keep(form) }
    }
}
