public import IntegrationCore
import Locking

extension ConnectWiseSandbox {
    /// All records of a collection such as `/service/tickets`, oldest id first.
    ///
    /// - Parameters:
    ///   - collection: the official path, with `{parentId}` for records below another such as
    ///     `/company/companies/{parentId}/managementSummaryReports`.
    ///   - parent: only those below this record.
    /// - Returns: the records as they are, hidden ones included.
    public func records(_ collection: String, parent: Int? = nil) -> [JSONValue] {
        let resource = Resource(rawValue: collection)
        return service.state.withLock { state in
            state[resource].all.filter { parent == nil || $0.parent == parent }.map(\.json)
        }
    }

    /// All tickets, oldest first.
    public var tickets: [JSONValue] { records("/service/tickets") }

    /// The tickets whose `externalXRef` is exactly `xref`.
    public func tickets(xref: String) -> [JSONValue] {
        tickets.filter { $0["externalXRef"]?.string == xref }
    }

    /// The texts that more than one ticket carries as `externalXRef`; empty when all is well.
    public var duplicateXRefs: [String] {
        let texts = tickets.compactMap { $0["externalXRef"]?.string }.filter { !$0.isEmpty }
        return Dictionary(grouping: texts) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }

    /// The notes of a ticket, oldest first.
    public func notes(ticket: Int) -> [JSONValue] {
        records("/service/tickets/{parentId}/notes", parent: ticket)
    }

    /// Changes fields of a record as they stand, null removing one; false when there is no such
    /// record.
    ///
    /// Nothing is checked or completed: a product renamed or an addition cancelled by hand.
    @discardableResult
    public func change(
        _ collection: String, _ id: Int, _ fields: [String: JSONValue]
    ) -> Bool {
        service.edit { state, now in
            guard var record = state[Resource(rawValue: collection), id] else { return false }
            record.fields.merge(fields) { _, new in new }
            state.update(record, in: Resource(rawValue: collection), by: "Admin1", at: now)
            return true
        }
    }

    /// Removes a record; false when there is no such record.
    @discardableResult
    public func remove(_ collection: String, _ id: Int) -> Bool {
        service.edit { state, _ in
            guard let record = state[Resource(rawValue: collection), id] else { return false }
            state.delete(record, from: Resource(rawValue: collection))
            return true
        }
    }

    /// Adds a record as it stands, for arranging a test or a demo; returns its id.
    ///
    /// Nothing is checked or completed, so that wrong states can be made too.
    @discardableResult
    public func add(_ fields: [String: JSONValue], to collection: String, parent: Int? = nil) -> Int
    {
        service.edit { state, now in
            state.insert(
                fields, into: Resource(rawValue: collection), parent: parent, by: "Admin1", at: now
            ).id
        }
    }
}
