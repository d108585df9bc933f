import IntegrationCore
import TUIWidgets

/// The audit trail: entries newest first, read page by page as one goes down.
struct AuditState: Equatable, Sendable {
    /// Entries of one reading.
    static let pageSize = 200

    /// The entries in memory, and whether the oldest is among them; nil before the first answer.
    private(set) var entries: [AuditEntry]?, isComplete = false
    /// Cursor and scroll position, by the number of the entry.
    var table = TableState<Int64>()
    /// The `/` line, and what it asks for.
    var filter = FilterState(), query = AuditQuery("", now: Timestamp(seconds: 0))
    /// The entry in full.
    var view = DetailState()
    /// When the chain was checked, and the entry that does not fit.
    var checkedAt: Timestamp?, broken: AuditBreak?

    /// The entry under the cursor.
    var current: AuditEntry? {
        guard let index = table.cursorIndex, let entries, entries.indices.contains(index) else {
            return nil
        }
        return entries[index]
    }

    /// The entry before which the next page begins, when the cursor comes near the end.
    var nextPage: Int64? {
        guard let entries, !isComplete, let index = table.cursorIndex,
            index + Self.pageSize / 4 >= entries.count
        else { return nil }
        return entries.last?.id
    }

    /// Starts over after the question changed.
    mutating func startOver() {
        entries = nil
        isComplete = false
        table.refresh([])
        view = DetailState()
    }

    /// Takes a page over: the newest one again, or the next older one.
    mutating func take(_ page: [AuditEntry], before id: Int64?) {
        let known = entries ?? []
        let isFull = page.count >= Self.pageSize
        if let id {
            guard known.last?.id == id else { return }
            entries = known + page
            isComplete = !isFull
        } else if let last = page.last?.id, known.contains(where: { $0.id == last }) {
            entries = page + known.filter { $0.id < last }
        } else {
            entries = page
            isComplete = !isFull
        }
        table.refresh((entries ?? []).map(\.id))
    }
}
