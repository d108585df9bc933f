import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command out that belongs to the front popup.
    mutating func runInPopup(_ id: CommandID) -> [ScreenEffect] {
        guard let popup = popups.last else { return [] }
        if case .form(let form) = popup { return runInForm(id, form) }
        if case .partners(let selected) = popup, id != .back {
            return runInPartners(id, selected: selected)
        }
        if case .picker(let picker) = popup { return runInPicker(id, picker) }
        if popup == .audit { return runInAudit(id) }
        if id == .back {
            popups.removeLast()
            if case .confirm = popup { setup.leavingFor = nil }
            return []
        }
        switch popup {
        case .help(let scope, let offset):
            let lines = HelpView.lines(scope, self, in: layout.middle)
            let area = PopupFrame.inside(HelpView.size(lines), in: layout.middle)
            let text = TextPane(lines: lines)
            set(.help(scope, offset: scrolled(offset, id, text, in: area)))
        case .messages(let offset):
            let size = MessagesView.size(messages, in: layout.middle)
            let text = TextPane(lines: MessagesView.lines(messages, glyphs: .unicode))
            let area = PopupFrame.inside(size, in: layout.middle)
            set(.messages(offset: scrolled(offset, id, text, in: area)))
        case .palette(let palette): return runInPalette(id, palette)
        case .confirm(var question):
            let count = max(1, question.choices.count)
            switch id {
            case .accept: return choose(question.selected, of: question)
            case .nextChoice: question.selected = (question.selected + 1) % count
            case .previousChoice: question.selected = (question.selected + count - 1) % count
            default:
                let parts = ConfirmView.dialog(question).parts(in: ConfirmView.area(self))
                question.offset = scrolled(question.offset, id, parts.text, in: parts.message)
            }
            set(.confirm(question))
        case .search(var search):
            switch id {
            case .accept: return startSearch(search)
            case .nextField: search.move(backwards: false)
            case .previousField: search.move(backwards: true)
            default: break
            }
            set(.search(search))
        case .form, .picker, .partners, .audit: break
        }
        return []
    }

    private mutating func set(_ popup: Popup) {
        guard !popups.isEmpty else { return }
        popups[popups.count - 1] = popup
    }

    private func scrolled(
        _ offset: Int, _ id: CommandID, _ text: TextPane, in area: Rect
    ) -> Int {
        guard let movement = id.movement else { return offset }
        return Scrolling.moved(
            offset, movement, last: text.lastOffset(in: area), page: area.rows)
    }

    // MARK: - Palette

    private mutating func runInPalette(_ id: CommandID, _ palette: PaletteState) -> [ScreenEffect] {
        var palette = palette
        let matches = palette.matches
        switch id {
        case .accept:
            guard matches.indices.contains(palette.selected) else {
                remark("no command fits; Esc closes the palette")
                return []
            }
            let command = matches[palette.selected]
            popups.removeLast()
            paletteHistory.removeAll { $0 == command.label }
            paletteHistory.append(command.label)
            if paletteHistory.count > 50 { paletteHistory.removeFirst() }
            return runFromPalette(command)
        case .nextChoice:
            palette.selected = min(palette.selected + 1, max(0, matches.count - 1))
        case .previousChoice:
            if palette.selected > 0 {
                palette.selected -= 1
            } else {
                recall(&palette)
            }
        default: break
        }
        set(.palette(palette))
        return []
    }

    /// Up above the first line brings the commands back that were run before, newest first.
    private func recall(_ palette: inout PaletteState) {
        let next = (palette.recalled ?? -1) + 1
        guard next < paletteHistory.count else { return }
        palette.recalled = next
        palette.line = TextFieldState(
            paletteHistory[paletteHistory.count - 1 - next], limit: palette.line.limit)
        palette.selected = 0
    }

    /// Runs a command, on its own pane when it does not belong to this one.
    private mutating func runFromPalette(_ command: Command) -> [ScreenEffect] {
        var chosen = command
        if let here = Command.table.first(where: {
            $0.id == command.id && $0.scopes.contains(paneScope)
        }) {
            chosen = here
        } else if let home = Pane.allCases.first(where: { command.scopes.contains($0.scope) }) {
            let effects = leave(for: .pane(home))
            guard pane == home else { return effects }
        }
        if let reason = chosen.refusal(self) {
            remark("\(chosen.label): \(reason)")
            return []
        }
        return run(chosen.id)
    }

    // MARK: - Questions and search

    /// Takes an answer of a question.
    mutating func choose(_ index: Int, of question: Confirmation) -> [ScreenEffect] {
        popups.removeLast()
        guard question.choices.indices.contains(index) else { return [] }
        let goal = setup.leavingFor
        setup.leavingFor = nil
        switch question.choices[index].action {
        case .cancel: return []
        case .reprocess(let ids): return startReprocess(ids)
        case .saveAndLeave:
            setup.leavingFor = goal
            return askForReview(.save)
        case .discardAndLeave:
            setup.discard()
            let forgotten: [ScreenEffect] = setup.hasSecrets ? [.forgetSecrets] : []
            return forgotten + (goal.map { go($0) } ?? [])
        case .confirmHost(let host, let intent):
            setup.leavingFor = goal
            setup.confirmedHost = host
            return askForReview(intent)
        case .repair(let plans, let check): return startRepair(plans, then: check)
        case .saveForm: return form.map { save($0) } ?? []
        case .discardForm:
            closeForm()
            return []
        case .start(let job): return begin(job)
        case .change(let wanted): return change(wanted)
        case .closeReview:
            customers.review = nil
            return []
        case .quit:
            ending = .quit
            return []
        }
    }

    private mutating func startSearch(_ search: SearchState) -> [ScreenEffect] {
        let term = search.term.text.trimmingBlanks
        guard !term.isEmpty else {
            popups.removeLast()
            if events.condition != nil {
                events.condition = nil
                eventSearchChanged()
            }
            return []
        }
        popups.removeLast()
        events.condition = SearchCondition(
            field: search.field, comparison: search.comparison, term: term)
        eventSearchChanged()
        return []
    }
}

extension String {
    /// The text without blanks at both ends.
    var trimmingBlanks: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
