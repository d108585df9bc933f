import IntegrationCore

/// Everything the stand-in tenant knows; a value behind the server's lock.
struct State: Sendable {
    private var tables: [Resource: Table] = [:]
    /// What the request at hand has changed so far, oldest first.
    private(set) var changes: [Change] = []

    /// One applied change.
    struct Change: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable { case created, updated, deleted }
        var kind: Kind
        var resource: Resource
        var record: Record
    }

    subscript(_ resource: Resource) -> Table {
        tables[resource] ?? Table(firstID: resource.firstID)
    }

    subscript(_ resource: Resource, _ id: Int) -> Record? { tables[resource]?[id] }

    /// Adds a record under the next id and returns it.
    @discardableResult
    mutating func insert(
        _ fields: [String: JSONValue], into resource: Resource, parent: Int? = nil,
        by author: String,
        at now: Timestamp
    ) -> Record {
        let record = Record(
            id: self[resource].nextID, parent: parent, fields: fields.filter { $0.value != .null },
            entered: now, updated: now, enteredBy: author, updatedBy: author, indexed: now)
        store(record, in: resource, as: .created)
        return record
    }

    /// Writes a changed record back.
    mutating func update(
        _ record: Record, in resource: Resource, by author: String, at now: Timestamp
    ) {
        var record = record
        record.fields = record.fields.filter { $0.value != .null }
        record.updated = now
        record.updatedBy = author
        if self[resource, record.id]?["externalXRef"] != record["externalXRef"] {
            record.indexed = now
        }
        store(record, in: resource, as: .updated)
    }

    mutating func delete(_ record: Record, from resource: Resource) {
        tables[resource]?.remove(record.id)
        changes.append(Change(kind: .deleted, resource: resource, record: record))
    }

    /// Returns what has changed since the last call.
    mutating func takeChanges() -> [Change] {
        defer { changes = [] }
        return changes
    }

    /// Does a change again that was read from a directory.
    mutating func replay(_ change: Change) {
        if change.kind == .deleted {
            tables[change.resource]?.remove(change.record.id)
        } else {
            tables[change.resource, default: Table(firstID: change.resource.firstID)]
                .put(change.record)
        }
    }

    /// Every record with its resource, for writing the whole state down.
    var everything: [Change] {
        tables.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { resource, table in
            table.all.map { Change(kind: .created, resource: resource, record: $0) }
        }
    }

    private mutating func store(_ record: Record, in resource: Resource, as kind: Change.Kind) {
        tables[resource, default: Table(firstID: resource.firstID)].put(record)
        changes.append(Change(kind: kind, resource: resource, record: record))
    }
}

extension Resource {
    /// Where its ids begin; far apart, so that an id used in the wrong place is found out.
    fileprivate var firstID: Int {
        switch self {
        case .tickets: 5_001
        case .notes: 70_001
        case .companies: 250
        case .boards: 12
        case .boardStatuses: 301
        case .agreements: 800
        case .additions: 901
        case .catalog: 1_201
        case .managedIDs: 61
        case .configurations: 400
        case .configurationTypes: 17
        default: 1
        }
    }
}

extension State {
    /// Completes a record written by the same request: no new change is counted.
    mutating func amend(_ record: Record, in resource: Resource) {
        replay(Change(kind: .updated, resource: resource, record: record))
        let index = changes.lastIndex { $0.resource == resource && $0.record.id == record.id }
        if let index { changes[index].record = record }
    }
}
