import TUIWidgets

/// The `/` line of a pane: kept with its pane, cleared by Esc.
struct FilterState: Equatable, Sendable {
    /// The text that is filtered by.
    private(set) var text = ""
    /// The line while it is typed; nil when it is not.
    private(set) var line: TextFieldState?

    /// Whether keys go to the line.
    var isEditing: Bool { line != nil }

    /// Opens the line with the present text.
    mutating func open() { line = TextFieldState(text, limit: 100) }

    /// Closes the line and keeps what was typed.
    mutating func close() { line = nil }

    /// Takes the filter away.
    mutating func clear() {
        text = ""
        line = nil
    }

    /// Takes a key; true when the text changed.
    mutating func take(_ key: Key) -> Bool { edit { $0.take(key) } }

    /// Takes a pasted text; true when the text changed.
    mutating func paste(_ pasted: String) -> Bool { edit { $0.paste(pasted) } }

    private mutating func edit(_ change: (inout TextFieldState) -> Void) -> Bool {
        guard var field = line else { return false }
        change(&field)
        line = field
        let changed = field.text != text
        text = field.text
        return changed
    }
}

extension Pane {
    /// The `/` line of the pane; nil when it has none.
    var filter: WritableKeyPath<AppState, FilterState>? {
        switch self {
        case .events: \.events.filter
        case .failed: \.failed.filter
        case .customers: \.customers.filter
        case .managedIDs: \.managedIDs.filter
        case .overview, .crossReferences, .rules, .setup: nil
        }
    }
}

extension AppState {
    /// Whether keys go to the `/` line of the open pane.
    var isFiltering: Bool { pane.filter.map { self[keyPath: $0].isEditing } ?? false }

    /// Opens the `/` line of the open pane.
    mutating func openFilter() {
        if let filter = pane.filter { self[keyPath: filter].open() }
    }

    /// Edits the `/` line of the open pane; its rows follow.
    mutating func editFilter(_ edit: (inout FilterState) -> Bool) {
        if let filter = pane.filter, edit(&self[keyPath: filter]) { filterChanged() }
    }

    /// Takes the filter of the open pane away; false when there is none.
    mutating func clearFilter() -> Bool {
        guard let filter = pane.filter, !self[keyPath: filter].text.isEmpty else { return false }
        self[keyPath: filter].clear()
        filterChanged()
        return true
    }

    /// The commands of the `/` line.
    mutating func runInFilter(_ id: CommandID) {
        guard let filter = pane.filter else { return }
        guard id == .back else { return self[keyPath: filter].close() }
        self[keyPath: filter].clear()
        filterChanged()
    }

    private mutating func filterChanged() {
        switch pane {
        case .events: eventSearchChanged()
        case .failed: failedQuestionChanged()
        case .customers: customers.rebuild()
        case .managedIDs: rebuildManagedIDs()
        case .overview, .crossReferences, .rules, .setup: break
        }
    }
}
