import IntegrationCore
import TUIWidgets

extension AppState {
    /// The picker in front; nil while none is.
    var picker: PickerState? {
        guard case .picker(let picker)? = popups.last else { return nil }
        return picker
    }

    /// Opens a picker; what was read for the same question a moment ago stands there at once.
    mutating func openPicker(
        _ title: String, _ question: ChoiceQuestion, for purpose: PickerPurpose
    ) {
        var picker = PickerState(title, question, for: purpose)
        if let known = choiceMemory[picker.question] { picker.take(known, for: picker.question) }
        popups.append(.picker(picker))
    }

    private mutating func keep(_ picker: PickerState) {
        guard self.picker != nil else { return }
        popups[popups.count - 1] = .picker(picker)
    }

    /// Carries a command out that belongs to the picker.
    mutating func runInPicker(_ id: CommandID, _ picker: PickerState) -> [ScreenEffect] {
        var picker = picker
        switch id {
        case .back:
            popups.removeLast()
            pending.forget(.choices)
            return []
        case .nextChoice: picker.move(by: 1)
        case .previousChoice: picker.move(by: -1)
        case .pageDown: picker.move(by: PickerView.page)
        case .pageUp: picker.move(by: -PickerView.page)
        case .retry: picker.retry()
        case .accept:
            if picker.trouble != nil {
                picker.retry()
            } else if let choice = picker.choice {
                guard picker.isAnswered else {
                    picker.want()
                    break
                }
                popups.removeLast()
                return picked(choice, for: picker.purpose)
            } else {
                remark(
                    picker.isAnswered
                        ? "no row fits; Esc goes back" : "the rows are being read; a moment")
            }
        default: break
        }
        keep(picker)
        return []
    }

    /// Gives a key to the picker's line.
    mutating func type(_ key: Key, into picker: PickerState) -> Bool {
        var picker = picker
        guard picker.take(key, now: now) else { return false }
        narrowed(&picker)
        return true
    }

    /// Pastes into the picker's line.
    mutating func paste(_ text: String, into picker: PickerState) {
        var picker = picker
        picker.paste(text, now: now)
        narrowed(&picker)
    }

    /// The text changed: a question that is open is no longer of interest.
    private mutating func narrowed(_ picker: inout PickerState) {
        if !picker.isAnswered { pending.forget(.choices) }
        if let known = choiceMemory[picker.question] { picker.take(known, for: picker.question) }
        keep(picker)
    }

    /// What the picker in front has to ask now.
    func pickerLoads() -> [Load] {
        guard let question = picker?.due(now: now), !pending.isWaiting(.choices) else { return [] }
        return [.choices(question)]
    }

    /// When the picker in front has to look again; nil when it does not.
    var pickerWake: Timestamp? {
        guard let picker, !picker.isAnswered, let editedAt = picker.editedAt else { return nil }
        return editedAt + PickerState.rest
    }

    /// Takes rows over; the one that Enter waits for is chosen when it is still the marked one.
    mutating func take(_ choices: [Choice], for question: ChoiceQuestion) -> [ScreenEffect] {
        choiceMemory[question] = choices
        guard var picker else { return [] }
        picker.take(choices, for: question)
        guard let wanted = picker.wanted, picker.isAnswered else {
            keep(picker)
            return []
        }
        picker.stopWanting()
        keep(picker)
        if picker.choice?.id == wanted.id { return runInPicker(.accept, picker) }
        remark("other rows came; Enter chooses")
        return []
    }

    /// The rows could not be read.
    mutating func pickerRefused(_ reason: String) {
        guard var picker else { return }
        picker.stopWanting()
        picker.trouble = reason
        keep(picker)
    }

    /// A row was chosen.
    private mutating func picked(_ choice: Choice, for purpose: PickerPurpose) -> [ScreenEffect] {
        switch purpose {
        case .formItem(let id):
            guard var form else { return [] }
            form.pick(id, choice)
            form.kind.room.changed(id, &form)
            keep(form)
            return []
        case .product(let id):
            choiceMemory = [:]
            guard var all = crossReferences.saved?.references,
                let version = crossReferences.saved?.version,
                let place = all.firstIndex(where: { $0.id == id })
            else { return [] }
            all[place].product = choice.reference
            return change(.saveReferences(all, version: version))
        case .mapCompany(let customer):
            choiceMemory = [:]
            let mapping = CustomerMapping(customer: customer, company: choice.reference)
            return [.change(.mapCustomers([mapping]), ticket: pending.ask(.change, now: now))]
        }
    }
}
