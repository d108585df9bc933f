import IntegrationCore
import TUIWidgets

extension AppState {
    /// Gives a key to the line that is being typed; nil when there is none.
    mutating func typed(_ key: Key) -> [ScreenEffect]? {
        switch popups.last {
        case .palette(var palette):
            guard palette.line.take(key) else { return nil }
            palette.selected = 0
            palette.recalled = nil
            popups[popups.count - 1] = .palette(palette)
            return []
        case .search(var search):
            guard take(key, in: &search) else { return nil }
            popups[popups.count - 1] = .search(search)
            return []
        case .audit:
            guard audit.filter.isEditing else { return nil }
            if audit.filter.take(key) { auditFilterChanged() }
            return []
        case .form(var form):
            guard form.take(key) else { return nil }
            if let id = form.current?.id { form.kind.room.changed(id, &form) }
            keep(form)
            return []
        case .picker(let picker): return type(key, into: picker) ? [] : nil
        case .help, .messages, .confirm, .partners: return nil
        case nil: break
        }
        switch (scope, pane) {
        case (.filter, _): editFilter { $0.take(key) }
        case (.entry, _): return editNumberEntry { $0.take(key) } == true ? [] : nil
        case (.field, .setup): return typeIntoField(key)
        default: return nil
        }
        return []
    }

    private func take(_ key: Key, in search: inout SearchState) -> Bool {
        if search.part == .term {
            search.problem = ""
            return search.term.take(key)
        }
        switch key {
        case "left": search.choose(backwards: true)
        case "right", "space": search.choose(backwards: false)
        default: return false
        }
        return true
    }

    /// A pasted text goes into the line with the caret; anywhere else it is refused in words.
    mutating func paste(_ text: String) -> [ScreenEffect] {
        messages.remark = ""
        switch popups.last {
        case .palette(var palette):
            palette.line.paste(text)
            palette.selected = 0
            popups[popups.count - 1] = .palette(palette)
            remark(of: palette.line)
            return []
        case .search(var search):
            search.part = .term
            search.term.paste(text)
            remark(of: search.term)
            popups[popups.count - 1] = .search(search)
            return []
        case .audit where audit.filter.isEditing:
            if audit.filter.paste(text) { auditFilterChanged() }
            remark(of: audit.filter.line)
            return []
        case .form(var form):
            if form.paste(text) {
                keep(form)
            } else {
                remark("this field takes no text; move to another one")
            }
            return []
        case .picker(let picker):
            paste(text, into: picker)
            remark(of: self.picker?.line)
            return []
        case .help, .messages, .confirm, .partners, .audit:
            remark("a paste does nothing here")
            return []
        case nil: break
        }
        switch (pane, scope) {
        case (_, .filter):
            editFilter { $0.paste(text) }
            remark(of: pane.filter.flatMap { self[keyPath: $0].line })
        case (_, .entry): editNumberEntry { $0.paste(text) }
        case (.setup, _): return pasteIntoField(text)
        default: return refusePaste()
        }
        return []
    }

    /// Says what was done to a paste, for a line that has no place for it.
    private mutating func remark(of line: TextFieldState?) {
        guard let line, !line.notes.isEmpty else { return }
        remark("paste: " + line.notes.map(\.sentence).joined(separator: ", "))
    }

    private mutating func refusePaste() -> [ScreenEffect] {
        remark("a paste does nothing here; / opens the filter")
        return []
    }

    /// Reads the log from the start under the changed search.
    mutating func eventSearchChanged() {
        events.searchChanged()
        pending.forget(.events)
        pending.forget(.newEvents)
        reading.stale.insert(.events)
        reading.readAt[.events] = nil
    }

    /// Reads the failed notifications from the start under the changed question.
    mutating func failedQuestionChanged() {
        failed.questionChanged()
        pending.forget(.failed)
        reading.stale.insert(.failed)
        reading.readAt[.failed] = nil
    }
}
