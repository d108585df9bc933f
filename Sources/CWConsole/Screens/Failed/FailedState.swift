import IntegrationCore
import TUIWidgets

/// The failed notifications: as a list, or by cause.
struct FailedState: Equatable, Sendable {
    /// The rows in memory, and cursor, marks and scroll position by id.
    var list = PageList<NotificationRow, Notification>(), table = TableState<RowID<Notification>>()
    /// The causes, nil before they were read, and their cursor.
    var groups: [FailureGroup]?, groupTable = TableState<FailureCode>()
    /// Whether causes are shown first, and the cause that was opened.
    var isGrouped = true, cause: FailureCode?
    /// Quick search.
    var filter = FilterState()
    /// The notification under the cursor in full, and how it is shown.
    var detail: NotificationDetail?, view = DetailState()

    /// Whether the list of causes is on the screen.
    var showsGroups: Bool { isGrouped && cause == nil }

    /// The notification under the cursor.
    var currentRow: NotificationRow? {
        guard !showsGroups, let index = table.cursorIndex, list.rows.indices.contains(index) else {
            return nil
        }
        return list.rows[index]
    }

    /// The causes that the filter lets through.
    var shownGroups: [FailureGroup] {
        let words = filter.text.lowercased()
        return (groups ?? []).filter { group in
            words.isEmpty || group.code.rawValue.contains(words)
                || group.code.short.lowercased().contains(words)
                || group.code.explanation.sentence.lowercased().contains(words)
        }
    }

    /// The cause under the cursor, as a group or of a row.
    var causeUnderCursor: FailureCode? {
        showsGroups ? groupTable.cursor : currentRow?.failure?.code
    }

    /// Whether there is anything under the cursor.
    var hasCursor: Bool { showsGroups ? groupTable.cursor != nil : table.cursor != nil }

    /// What the store is asked for.
    var query: NotificationFilter {
        var query = NotificationFilter()
        query.states = [.failed]
        query.cause = cause
        query.text = filter.text
        return query
    }

    /// Starts over after the question changed.
    mutating func questionChanged() {
        list = PageList()
        // Marks stay: they belong to records, and the title says how many are hidden.
        table.refresh([])
        view.offset = 0
        groupTable.refresh(shownGroups.map(\.code))
    }

    /// Takes a page over; rows of `watched` that left the list stay on it.
    mutating func take(
        _ page: [NotificationRow], for request: PageRequest<Notification>,
        watched: [NotificationRow]
    ) {
        let previous = list.rows
        list.take(page, for: request)
        let shown = Set(previous.map(\.id))
        list.keep(watched.filter { shown.contains($0.id) })
        table.refresh(list.rows.map(\.id))
    }
}
