extension ConnectWiseClient {
    /// The most pages that are read of one list: a million records.
    static let pageLimit = 1_000

    /// Reads a whole list in order of its ids (contract 3).
    ///
    /// Forward-only paging first; page numbers with an order where the endpoint refuses that. A
    /// list that comes round again is an error, never an endless loop.
    func list<Record: ConnectWiseRecord>(
        _ path: String, where condition: Condition? = nil, pageSize: Int = 1_000,
        as type: Record.Type = Record.self
    ) async throws(ConnectWiseError) -> [Record] {
        var query = [(name: "pageSize", value: String(pageSize))]
        if let condition { query.append(("conditions", condition.text)) }
        if let rows = try await forwardOnly(path, query, pageSize: pageSize) {
            return try records(rows)
        }
        return try records(await numbered(path, query, pageSize: pageSize))
    }

    /// Reads the first records of a list in order of their ids, with one request.
    func first<Record: ConnectWiseRecord>(
        _ limit: Int, of path: String, where condition: Condition? = nil,
        as type: Record.Type = Record.self
    ) async throws(ConnectWiseError) -> [Record] {
        var query = [
            (name: "pageSize", value: String(max(1, min(limit, 1_000)))), ("orderBy", "id asc"),
        ]
        if let condition { query.append(("conditions", condition.text)) }
        guard let rows = try await json(APICall(path: path, query: query)).array else {
            throw unreadable(.get, "a list was expected")
        }
        return try records(rows)
    }

    /// Nil when the endpoint does not page by id.
    private func forwardOnly(
        _ path: String, _ query: [(name: String, value: String)], pageSize: Int
    ) async throws(ConnectWiseError) -> [JSONValue]? {
        var rows: [JSONValue] = []
        var cursor: Int64?
        for _ in 0..<Self.pageLimit {
            var call = APICall(path: path, query: query, isForwardOnly: true)
            if let cursor { call.query.append(("pageId", String(cursor))) }
            let response: HTTPResponse
            do {
                response = try await exchange(call)
            } catch  where error.verdict == .notApplied && cursor == nil {
                return nil
            }
            let page = try elements(response)
            rows += page
            let link = PageLink(response.headers["link"])
            if page.isEmpty { return rows }
            guard let next = link.pageID else {
                // A first page with numbered links, or full and without any: the endpoint has
                // ignored the header. Otherwise this is the end.
                let isFull = page.count >= pageSize && response.headers["link"] == nil
                return cursor == nil && (link.hasPage || isFull) ? nil : rows
            }
            guard next > cursor ?? .min else { throw loop(path) }
            cursor = next
        }
        throw loop(path)
    }

    private func numbered(
        _ path: String, _ query: [(name: String, value: String)], pageSize: Int
    ) async throws(ConnectWiseError) -> [JSONValue] {
        var rows: [JSONValue] = []
        var last = Int64.min
        for page in 1...Self.pageLimit {
            let paging = [(name: "page", value: String(page)), ("orderBy", "id asc")]
            let response = try await exchange(APICall(path: path, query: query + paging))
            // Records deleted meanwhile move the pages; a record that was seen is left out.
            let all = try elements(response)
            let fresh = all.filter { ($0["id"].wholeNumber ?? .max) > last }
            rows += fresh
            let link = PageLink(response.headers["link"])
            if all.isEmpty || (!link.hasNext && all.count < pageSize) { return rows }
            if fresh.isEmpty { throw loop(path) }
            last = fresh.compactMap { $0["id"].wholeNumber }.max() ?? last
        }
        throw loop(path)
    }

    private func elements(_ response: HTTPResponse) throws(ConnectWiseError) -> [JSONValue] {
        guard let rows = try parsed(response, method: .get).array else {
            throw unreadable(.get, "a list was expected")
        }
        return rows
    }

    /// Reads the rows of a list; a row without an id makes the whole list unreadable.
    func records<Record: ConnectWiseRecord>(
        _ rows: [JSONValue], as type: Record.Type = Record.self
    ) throws(ConnectWiseError) -> [Record] {
        var records: [Record] = []
        for row in rows {
            guard let record = Record(row) else { throw unreadable(.get, "a record without id") }
            records.append(record)
        }
        return records
    }

    private func loop(_ path: String) -> ConnectWiseError {
        unreadable(.get, "the pages of \(path) do not end")
    }
}

/// What the header `Link` says about the next page; its address is never followed.
struct PageLink {
    /// The cursor of the next page.
    var pageID: Int64?
    /// Whether it speaks of page numbers, and of a next one.
    var hasPage = false, hasNext = false

    /// Reads `<https://…?pageId=7>; rel="next", <…>; rel="last"`.
    init(_ header: String?) {
        for entry in (header ?? "").split(separator: ",") {
            guard let open = entry.firstIndex(of: "<"), let close = entry.firstIndex(of: ">"),
                open < close
            else { continue }
            let isNext = entry[close...].contains("next")
            let query = entry[open..<close].split(separator: "?").dropFirst().joined()
            guard !query.isEmpty else { continue }
            hasNext = hasNext || isNext
            for pair in query.split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, let number = Int64(parts[1]) else { continue }
                switch parts[0].lowercased() {
                case "pageid" where isNext: pageID = number
                case "page": hasPage = true
                default: break
                }
            }
        }
    }
}
