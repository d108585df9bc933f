/// Cursor, marks and scroll position of a list, all held by record id.
///
/// After a refresh the same record is under the cursor; when it is gone its nearest neighbour is,
/// the following one first. Marks never move to another record.
public struct TableState<ID: Hashable & Sendable>: Equatable, Sendable {
    /// The shown records in order, as of the last `refresh`.
    public private(set) var ids: [ID]
    /// The record under the cursor; nil only while the list is empty.
    public private(set) var cursor: ID?
    /// The marked records, also those a filter hides.
    public private(set) var marks: Set<ID> = []
    /// Index of the first visible row.
    public private(set) var offset = 0
    /// Visible rows, as of the last `settle`.
    public private(set) var page = 1
    private var position = 0
    /// The record that was marked last: the other end of a range.
    private var anchor: ID?

    /// Makes a list with the cursor on `cursor`, or on the first record.
    public init(ids: [ID] = [], cursor: ID? = nil) {
        self.ids = ids
        position = cursor.flatMap { ids.firstIndex(of: $0) } ?? 0
        self.cursor = ids.isEmpty ? nil : ids[position]
    }

    /// Index of the cursor among the shown records; nil while the list is empty.
    public var cursorIndex: Int? { ids.isEmpty ? nil : position }

    /// The marked records that the present filter hides.
    public var hiddenMarks: Int { marks.subtracting(ids).count }

    /// What an action applies to: the marks in list order, or else the record under the cursor.
    public var targets: [ID] {
        guard marks.isEmpty else { return ids.filter(marks.contains) }
        return cursor.map { [$0] } ?? []
    }

    // MARK: - Refresh

    /// Takes over a new list and keeps the record under the cursor.
    ///
    /// `existing` are all records, filtered or not; marks of others are dropped and returned, so
    /// that the screen can say so. Nil keeps every mark.
    @discardableResult
    public mutating func refresh(_ newIDs: [ID], existing: Set<ID>? = nil) -> Set<ID> {
        let place = survivor(in: newIDs) ?? min(position, max(0, newIDs.count - 1))
        // The row keeps its place on the screen while records come and go above it.
        offset = max(0, offset + place - position)
        ids = newIDs
        position = place
        cursor = newIDs.isEmpty ? nil : newIDs[place]
        settle(page: page)
        guard let existing else { return [] }
        let dropped = marks.subtracting(existing)
        marks.subtract(dropped)
        return dropped
    }

    private func survivor(in newIDs: [ID]) -> Int? {
        guard position < ids.count else { return nil }
        // Most times the record is still there, and thousands need no table of places.
        if let place = newIDs.firstIndex(of: ids[position]) { return place }
        let places = Dictionary(
            newIDs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for id in ids[position...] {
            if let place = places[id] { return place }
        }
        for id in ids[..<position].reversed() {
            if let place = places[id] { return place }
        }
        return nil
    }

    // MARK: - Cursor

    /// Moves the cursor by rows; stops at both ends.
    ///
    /// A single step over the edge scrolls a quarter of a page, so that a held key pays for
    /// moving every row once in several steps and not with each (B56).
    public mutating func move(by rows: Int) {
        let step = min(max(rows, -ids.count), ids.count)
        let place = min(max(position + step, 0), max(0, ids.count - 1))
        let lead = page / 4
        if step == 1, place >= offset + page {
            offset = min(place - page + 1 + lead, max(0, ids.count - page))
        } else if step == -1, place < offset {
            offset = max(0, place - lead)
        }
        go(to: place)
    }

    /// Moves the cursor by pages.
    public mutating func move(byPages pages: Int) {
        move(by: min(max(pages, -ids.count), ids.count) * max(1, page - 1))
    }

    /// Moves the cursor to the first record.
    public mutating func moveToFirst() { go(to: 0) }

    /// Moves the cursor to the last record.
    public mutating func moveToLast() { go(to: ids.count - 1) }

    /// Moves the cursor to a record; false when it is not shown.
    @discardableResult
    public mutating func select(_ id: ID) -> Bool {
        guard let place = ids.firstIndex(of: id) else { return false }
        go(to: place)
        return true
    }

    /// Moves the cursor to the next record that satisfies `condition`, round the end if need be.
    @discardableResult
    public mutating func selectNext(
        backwards: Bool = false, where condition: (ID) -> Bool
    ) -> Bool {
        guard !ids.isEmpty else { return false }
        for step in 1...ids.count {
            let raw = backwards ? position - step : position + step
            let place = (raw + ids.count) % ids.count
            if condition(ids[place]) {
                go(to: place)
                return true
            }
        }
        return false
    }

    private mutating func go(to place: Int) {
        guard !ids.isEmpty else { return }
        position = min(max(place, 0), ids.count - 1)
        cursor = ids[position]
        settle(page: page)
    }

    // MARK: - Marks

    /// Marks the record under the cursor, or takes its mark away; a range begins there.
    public mutating func toggleMark() {
        guard let cursor else { return }
        anchor = cursor
        if marks.remove(cursor) == nil { marks.insert(cursor) }
    }

    /// Marks every record between the one that was marked last and the cursor, both included.
    ///
    /// Without such a one the range begins at the cursor, and the answer is false.
    public mutating func markRange() -> Bool {
        guard let start = anchor.flatMap({ ids.firstIndex(of: $0) }), position < ids.count else {
            toggleMark()
            return false
        }
        marks.formUnion(ids[min(start, position)...max(start, position)])
        anchor = cursor
        return true
    }

    /// Marks every shown record.
    public mutating func markAll() { marks.formUnion(ids) }

    /// Takes every mark away, also hidden ones.
    public mutating func clearMarks() { marks = [] }

    /// Takes the mark of one record away: bulk actions unmark each row as it succeeds.
    public mutating func unmark(_ id: ID) { marks.remove(id) }

    // MARK: - Scrolling

    /// Takes over the number of visible rows and scrolls as little as needed to show the cursor.
    public mutating func settle(page rows: Int) {
        page = max(1, rows)
        offset = visibleOffset(page: page)
    }

    /// The first visible row when `rows` rows fit.
    public func visibleOffset(page rows: Int) -> Int {
        let height = max(1, rows)
        var top = min(offset, max(0, ids.count - height))
        if position < top { top = position }
        if position >= top + height { top = position - height + 1 }
        return max(0, top)
    }
}
