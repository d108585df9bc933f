import IntegrationCore

/// Lists, counts and searches, in both ways of paging (contract 3).
enum Listing {
    static func list(_ visit: Visit, in state: State) throws(Refusal) -> Reply {
        try answer(Query(visit), visit, in: state)
    }

    /// `POST /service/tickets/search`: the conditions come in the body (contract 4).
    static func search(_ visit: Visit, in state: State) throws(Refusal) -> Reply {
        let body = try visit.checkedBody()
        var parameters = visit.query
        for (name, value) in [
            ("conditions", body["conditions"]), ("orderBy", body["orderBy"]),
            ("childConditions", body["childconditions"]),
            ("customFieldConditions", body["customfieldconditions"]),
        ] { if let text = value?.string { parameters[name] = text } }
        return try answer(Query(visit, parameters: parameters), visit, in: state)
    }

    private static func answer(
        _ query: Query, _ visit: Visit, in state: State
    ) throws(Refusal) -> Reply {
        var found = query.candidates(visit, in: state).filter { query.holds($0, visit) }
        if visit.operation.response == "Count" {
            return .json(200, ["count": .integer(Int64(found.count))])
        }
        guard query.isForwardOnly else {
            if let order = query.order, !order.isByID { found.sort(by: order.precedes) }
            let (start, overflow) = (query.page - 1).multipliedReportingOverflow(by: query.pageSize)
            let page = overflow ? [] : Array(found.dropFirst(start).prefix(query.pageSize))
            var reply = Reply.json(200, .array(page.map(visit.shown)))
            let links = PageLinks(address: visit.address, rawQuery: visit.call.rawQuery)
            reply.headers["Link"] = links.navigable(
                page: query.page, pageSize: query.pageSize, total: found.count)
            return reply
        }
        found.removeAll { $0.id <= query.pageID }
        let page = found.prefix(query.pageSize)
        var reply = Reply.json(200, .array(page.map(visit.shown)))
        let links = PageLinks(address: visit.address, rawQuery: visit.call.rawQuery)
        // Always present, and empty on the last page (contract 3).
        reply.headers["Link"] =
            found.count > page.count
            ? links.forward(pageID: page.last?.id ?? 0, pageSize: query.pageSize) : ""
        return reply
    }
}
