import IntegrationCore

/// The records of one resource, in the order of their ids.
struct Table: Sendable {
    private var rows: [Int: Record] = [:]
    private var ids: [Int] = []
    /// Ids by lower-cased `externalXRef`, so that looking for a ticket stays quick.
    private var byXRef: [String: Set<Int>] = [:]
    /// Ids by the record above, so that the children of one are found among those of thousands.
    private var byParent: [Int: Set<Int>] = [:]
    private(set) var nextID: Int

    init(firstID: Int) { nextID = firstID }

    var count: Int { rows.count }

    subscript(_ id: Int) -> Record? { rows[id] }

    /// All records, oldest id first.
    var all: some Sequence<Record> { ids.lazy.compactMap { rows[$0] } }

    /// The records whose `externalXRef` is `text` in any case, oldest id first.
    func records(xref text: String) -> [Record] {
        (byXRef[text.lowercased()] ?? []).sorted().compactMap { rows[$0] }
    }

    /// The records below another, oldest id first.
    func records(below parent: Int) -> [Record] {
        (byParent[parent] ?? []).sorted().compactMap { rows[$0] }
    }

    mutating func put(_ record: Record) {
        if let old = rows[record.id] {
            unindex(old)
        } else if let last = ids.last, last > record.id {
            ids.insert(record.id, at: place(of: record.id))
        } else {
            ids.append(record.id)
        }
        rows[record.id] = record
        if let xref = record["externalXRef"]?.string?.lowercased() {
            byXRef[xref, default: []].insert(record.id)
        }
        if let parent = record.parent { byParent[parent, default: []].insert(record.id) }
        nextID = max(nextID, record.id + 1)
    }

    mutating func remove(_ id: Int) {
        guard let old = rows.removeValue(forKey: id) else { return }
        unindex(old)
        let place = place(of: id)
        if place < ids.count, ids[place] == id { ids.remove(at: place) }
    }

    private mutating func unindex(_ record: Record) {
        if let parent = record.parent { byParent[parent]?.remove(record.id) }
        guard let xref = record["externalXRef"]?.string?.lowercased() else { return }
        byXRef[xref]?.remove(record.id)
    }

    /// The place of an id among the sorted ids, or where it would be.
    private func place(of id: Int) -> Int {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
