import IntegrationCore

/// The parsed parameters of a list.
struct Query {
    var page = 1
    var pageSize = 25
    var pageID = 0
    var isForwardOnly = false
    var order: RecordOrder?
    private var condition: Condition?
    private var childCondition: Condition?
    private var customFieldCondition: Condition?
    private var special: [String: String]

    static let largestPage = 1_000

    init(_ visit: Visit) throws(Refusal) { try self.init(visit, parameters: visit.query) }

    init(_ visit: Visit, parameters: [String: String]) throws(Refusal) {
        special = parameters
        isForwardOnly = visit.call.headers["pagination-type"]?.lowercased() == "forward-only"
        if isForwardOnly, visit.refusesForwardOnly {
            throw Refusal(
                status: 400, code: "InvalidObject",
                message: "This endpoint doesn't support forward-only pagination.")
        }
        page = try Self.number("page", parameters, least: 1) ?? 1
        pageSize = min(
            try Self.number("pageSize", parameters, least: 1) ?? 25, Self.largestPage)
        pageID = try Self.number("pageId", parameters, least: 0) ?? 0
        let shape = visit.conditionShape
        let schemas = visit.schemas
        do {
            let type = { (path: [String]) in schemas.type(of: path, in: shape) }
            condition = try parameters["conditions"].map { try .parsed($0, type) } ?? nil
            childCondition = try parameters["childConditions"].map { try .parsed($0, type) } ?? nil
            let ofCustomField = { (path: [String]) in
                schemas.type(of: path, in: "CustomFieldValue")
            }
            customFieldCondition =
                try parameters["customFieldConditions"].map { try .parsed($0, ofCustomField) }
                ?? nil
            if let text = parameters["orderBy"], !text.isEmpty {
                if isForwardOnly {
                    throw ConditionError(
                        message: "orderBy is not allowed with forward-only pagination.")
                }
                order = try RecordOrder(text, type: type)
            }
        } catch {
            throw .condition((error as? ConditionError) ?? ConditionError(message: "\(error)"))
        }
    }

    /// The records to look through: by index below another, or for one `externalXRef`.
    func candidates(_ visit: Visit, in state: State) -> [Record] {
        let table = state[visit.resource]
        if visit.resource == .tickets, let xref = condition?.requiredText(of: "externalXRef") {
            return table.records(xref: xref)
        }
        if let parent = visit.parentID { return table.records(below: parent) }
        return Array(table.all)
    }

    func holds(_ record: Record, _ visit: Visit) -> Bool {
        guard record.parent == visit.parentID, visit.sees(record), isIndexed(record, visit),
            isMeant(record, visit)
        else { return false }
        return condition?.holds(record.values) ?? true
            && childCondition?.holds(record.values) ?? true
            && customFieldHolds(record)
    }

    /// A search by `externalXRef` does not see what the index has not learned yet.
    private func isIndexed(_ record: Record, _ visit: Visit) -> Bool {
        guard visit.behaviour.indexLag > .zero, visit.resource == .tickets,
            condition?.mentions("externalXRef") == true
        else { return true }
        return record.indexed + visit.behaviour.indexLag <= visit.now
    }

    /// Parameters that only one operation has.
    private func isMeant(_ record: Record, _ visit: Visit) -> Bool {
        switch visit.operation.template {
        case "/procurement/categories/{parentId}/subcategories/":
            return record.reference("category") == visit.ids.first
        case "/system/audittrail", "/system/audittrail/count":
            let type = special["type"].map { $0.lowercased() == "ticket" } ?? true
            return type && special["id"].map { Int($0) == record.reference("ticket") } ?? true
        case "/company/configurations", "/company/configurations/count":
            guard let id = special["managedIdentifier"] else { return true }
            return record["deviceIdentifier"]?.string?.hasPrefix(id) ?? false
        default: return true
        }
    }

    private func customFieldHolds(_ record: Record) -> Bool {
        guard let condition = customFieldCondition else { return true }
        return (record["customFields"]?.array ?? []).contains { field in
            condition.holds { field.values(at: $0.segments[...]) }
        }
    }

    private static func number(
        _ name: String, _ parameters: [String: String], least: Int
    ) throws(Refusal) -> Int? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        guard let number = Int(text), number >= least else {
            throw Refusal(
                status: 400, code: "InvalidParameter", message: "\(name) must be at least \(least)."
            )
        }
        return number
    }
}

extension Condition {
    /// The parsed text; nil for a blank one, which conditions nothing.
    fileprivate static func parsed(
        _ text: String, _ type: @escaping ([String]) -> FieldType?
    ) throws(ConditionError) -> Condition? {
        if text.allSatisfy(\.isWhitespace) { return nil }
        return try ConditionParser.parse(text, type: type)
    }
}

extension Visit {
    /// Whether this list knows no forward-only paging: audit trail always, others by setting.
    fileprivate var refusesForwardOnly: Bool {
        resource == .auditTrail || behaviour.refusesForwardOnly.contains(operation.template)
    }
}
