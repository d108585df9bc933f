/// Makes `Link` headers that carry every other parameter on (contract 3).
struct PageLinks {
    let address: String
    let rawQuery: String

    /// Links of a navigable page: first, prev, next, last; none at the ends.
    func navigable(page: Int, pageSize: Int, total: Int) -> String? {
        let last = max(1, (total + pageSize - 1) / pageSize)
        if last == 1 && page == 1 { return nil }
        var links: [String] = []
        if page < last { links.append(link(["pageSize": pageSize, "page": page + 1], "next")) }
        if page < last { links.append(link(["pageSize": pageSize, "page": last], "last")) }
        if page > 1 { links.append(link(["pageSize": pageSize, "page": 1], "first")) }
        if page > 1, page <= last {
            links.append(link(["pageSize": pageSize, "page": page - 1], "prev"))
        }
        return links.joined(separator: ", ")
    }

    /// The link to the records after `pageID`.
    func forward(pageID: Int, pageSize: Int) -> String {
        link(["pageSize": pageSize, "pageId": pageID], "next")
    }

    private func link(_ numbers: [String: Int], _ relation: String) -> String {
        let kept = rawQuery.split(separator: "&").filter { pair in
            !["page", "pageSize", "pageId"].contains(pair.prefix { $0 != "=" })
        }.map(String.init)
        let added = numbers.sorted { $0.key > $1.key }.map { "\($0.key)=\($0.value)" }
        return "<\(address)?\((kept + added).joined(separator: "&"))>; rel=\"\(relation)\""
    }
}
