import IntegrationCore
import TUIWidgets

/// The event log: a window of it, what it is searched by, and whether it follows.
struct EventsState: Equatable, Sendable {
    /// The rows in memory, and cursor and scroll position by id.
    var list = PageList<EventRow, StoredEvent>(), table = TableState<RowID<StoredEvent>>()
    /// Whether new events appear by themselves.
    var isFollowing = true
    /// Events that came since the log was paused, whether there are more, and up to which id.
    var fresh = 0, hasMoreFresh = false, countedTo: RowID<StoredEvent>?
    /// Quick search, advanced search, and the account that the log is narrowed to.
    var filter = FilterState(), condition: SearchCondition?, account: String?
    /// The event under the cursor in full, with its notifications in full.
    var detail: EventDetail?, notifications: [NotificationDetail] = []
    /// How the detail is shown, and whether with the event as it was received.
    var view = DetailState(), showsRaw = false
    /// The next page goes to the oldest end, and the cursor with it.
    var wantsLast = false

    /// The event under the cursor.
    var currentRow: EventRow? {
        guard let index = table.cursorIndex, list.rows.indices.contains(index) else { return nil }
        return list.rows[index]
    }

    /// What the store is asked for.
    var query: EventFilter {
        var query = EventFilter()
        query.text = filter.text
        query.condition = condition
        query.account = account
        return query
    }

    /// Whether rows are hidden by a search.
    var isNarrowed: Bool { !filter.text.isEmpty || condition != nil || account != nil }

    /// Stops following; the shown rows stay where they are.
    mutating func pause() {
        // There is nothing to hold still before the first rows are here.
        guard isFollowing, !list.rows.isEmpty else { return }
        isFollowing = false
        fresh = 0
        hasMoreFresh = false
        countedTo = list.rows.first?.id
    }

    /// Goes back to the newest event.
    mutating func resume() {
        isFollowing = true
        fresh = 0
        hasMoreFresh = false
        wantsLast = false
        table.moveToFirst()
    }

    /// Starts over after the search changed; the rows stay until the answer is here.
    mutating func searchChanged() {
        list = PageList()
        table = TableState()
        view.offset = 0
        resume()
    }

    /// Takes a page over; the record under the cursor stays under it.
    mutating func take(_ page: [EventRow], for request: PageRequest<StoredEvent>) {
        list.take(page, for: request)
        table.refresh(list.rows.map(\.id))
        if isFollowing { table.moveToFirst() }
        if wantsLast, list.reachesOldest {
            table.moveToLast()
            wantsLast = false
        }
    }
}
