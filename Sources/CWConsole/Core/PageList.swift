import IntegrationCore

/// A window of a long list, newest first: the only rows of it that are in memory.
///
/// Pages are fetched by key around the cursor; rows far from it are let go, so a list of a
/// million rows costs as much as one of five hundred.
struct PageList<Row: Identifiable & Equatable & Sendable, Record>: Equatable, Sendable
where Row.ID == RowID<Record> {
    /// Rows of one fetch, and rows kept.
    static var pageSize: Int { 100 }
    static var capacity: Int { 500 }

    /// The rows in memory.
    private(set) var rows: [Row] = []
    /// Whether the window touches an end of the list.
    private(set) var reachesNewest = false, reachesOldest = false
    /// Whether any answer came yet.
    private(set) var isLoaded = false
    /// Rows that were let go at the newer end; nil when nobody knows.
    private(set) var newer: Int? = 0

    /// The whole list is in memory.
    var isComplete: Bool { isLoaded && reachesNewest && reachesOldest }

    /// The request for the next page in a direction, when the cursor comes near that end.
    func need(near index: Int) -> PageRequest<Record>? {
        guard let first = rows.first, let last = rows.last else { return nil }
        if !reachesOldest, index + Self.pageSize / 2 >= rows.count {
            return PageRequest(before: last.id, limit: Self.pageSize)
        }
        if !reachesNewest, index < Self.pageSize / 2 {
            return PageRequest(after: first.id, limit: Self.pageSize)
        }
        return nil
    }

    /// The request that reads the window again without moving it.
    func again() -> PageRequest<Record> {
        guard let first = rows.first else { return PageRequest(limit: Self.pageSize) }
        let (above, overflow) = first.id.rawValue.addingReportingOverflow(1)
        return PageRequest(
            before: overflow ? nil : RowID(above),
            limit: min(max(rows.count, Self.pageSize), Self.capacity))
    }

    /// Takes an answer over, whatever it was asked for.
    mutating func take(_ page: [Row], for request: PageRequest<Record>) {
        defer { isLoaded = true }
        let isFull = page.count >= request.limit
        if let before = request.before {
            if before == rows.last?.id {
                append(page, isFull: isFull)
            } else {
                rows = page
                reachesOldest = !isFull
            }
        } else if let after = request.after {
            if after == rows.first?.id {
                prepend(page, isFull: isFull)
            } else {
                // Read from the oldest end: how many are newer is not known.
                rows = page
                newer = isFull ? nil : 0
                reachesNewest = !isFull
                reachesOldest = true
            }
        } else {
            rows = page
            newer = 0
            reachesNewest = true
            reachesOldest = !isFull
        }
    }

    /// Puts rows that left the list, but are still watched, back where they were.
    mutating func keep(_ watched: [Row]) {
        guard !watched.isEmpty else { return }
        let known = Set(rows.map(\.id))
        rows = (rows + watched.filter { !known.contains($0.id) })
            .sorted { $0.id.rawValue > $1.id.rawValue }
    }

    /// Replaces one row by what is known of it now.
    mutating func replace(_ row: Row) {
        guard let index = rows.firstIndex(where: { $0.id == row.id }) else { return }
        rows[index] = row
    }

    private mutating func append(_ page: [Row], isFull: Bool) {
        rows += page
        reachesOldest = !isFull
        let surplus = rows.count - Self.capacity
        guard surplus > 0 else { return }
        rows.removeFirst(surplus)
        newer = newer.map { $0 + surplus }
        reachesNewest = false
    }

    private mutating func prepend(_ page: [Row], isFull: Bool) {
        rows = page + rows
        reachesNewest = !isFull
        newer = isFull ? newer.map { max(0, $0 - page.count) } : 0
        let surplus = rows.count - Self.capacity
        guard surplus > 0 else { return }
        rows.removeLast(surplus)
        reachesOldest = false
    }
}
