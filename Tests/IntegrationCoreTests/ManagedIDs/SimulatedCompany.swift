import IntegrationCore
import Locking

/// The Managed ID entries of one company, with a cut line or a refusal at a chosen request.
final class SimulatedCompany: RepairSite {
    enum Trouble { case before, after, refused }

    private struct State {
        var rows: [JSONValue]
        var nextID: Int64 = 100
        var requests = 0
        var sent: [String] = []
        var plan: (Trouble, Int)?
    }

    private let state: Locked<State>

    init(_ rows: [JSONValue]) { state = Locked(State(rows: rows)) }

    var rows: [JSONValue] { state.withLock { $0.rows } }

    /// Verbs and paths of the requests so far.
    var sent: [String] { state.withLock { $0.sent } }

    func fail(_ trouble: Trouble, at request: Int) {
        state.withLock { $0.plan = (trouble, request) }
    }

    /// Rows without their ids, and references without names, in an order of their own.
    static func contents(_ rows: [JSONValue]) -> [String] {
        rows.map { row in
            var members = row.object ?? [:]
            members["id"] = nil
            members["managementSolution"] = row["managementSolution"]?["id"]
            members["agreement"] = row["agreement"]?["id"]
            return JSONValue.object(members).text
        }.sorted()
    }

    func perform(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue?
    ) async throws(ConnectWiseError) -> JSONValue {
        let trouble = state.withLock { state -> Trouble? in
            state.requests += 1
            state.sent.append("\(method.rawValue) \(path)")
            guard let (trouble, request) = state.plan, request == state.requests else { return nil }
            state.plan = nil
            return trouble
        }
        if trouble == .refused { throw ConnectWiseError(.forbidden, Failure(.permissionMissing)) }
        if trouble == .before { throw Self.cut }
        let answer = state.withLock { Self.apply(method, path, body, to: &$0) }
        if trouble == .after { throw Self.cut }
        guard let answer else { throw ConnectWiseError(.notFound, Failure(.notFound)) }
        return answer
    }

    func read(path: String) async throws(ConnectWiseError) -> JSONValue? {
        rows.first { $0["id"]?.integer == Self.id(path) }
    }

    func readList(path: String) async throws(ConnectWiseError) -> [JSONValue]? { rows }

    /// Nobody knows whether the request was carried out.
    private static let cut = ConnectWiseError(.transient, Failure(.serverUnreachable))

    private static func id(_ path: String) -> Int64? {
        Int64(path.split(separator: "/").last ?? "")
    }

    private static func apply(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue?, to state: inout State
    ) -> JSONValue? {
        let place = state.rows.firstIndex { $0["id"]?.integer == id(path) }
        switch method {
        case .get: return place.map { state.rows[$0] }
        case .delete:
            guard let place else { return nil }
            state.rows.remove(at: place)
            return .null
        case .patch:
            guard let place, var members = state.rows[place].object else { return nil }
            for step in body?.array ?? [] {
                guard let field = step["path"]?.string else { continue }
                members[field] = step["value"] == .null ? nil : named(step["value"])
            }
            state.rows[place] = .object(members)
            return state.rows[place]
        case .post:
            guard var members = body?.object else { return nil }
            members["id"] = .integer(state.nextID)
            members["managementSolution"] = named(members["managementSolution"])
            state.nextID += 1
            state.rows.append(.object(members))
            return .object(members)
        }
    }

    /// A reference with its name, as ConnectWise answers.
    private static func named(_ value: JSONValue?) -> JSONValue? {
        guard let id = value?["id"]?.integer else { return value }
        return ["id": .integer(id), "name": .string(id == 7 ? "Axcient" : "Other")]
    }
}

/// A journal in memory that outlives the program that writes it.
actor MemoryJournal: RepairJournal {
    private var records: [RepairRecord] = []

    func beginRepair(
        _ plan: RepairPlan, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) throws -> RepairRecord {
        let record = RepairRecord(
            id: RowID(Int64(records.count + 1)), partner: partner, startedAt: now, by: who.name,
            plan: plan, progress: plan.steps.map { _ in .planned })
        records.append(record)
        return record
    }

    func markRepair(
        _ repair: RowID<RepairRecord>, step: Int, _ progress: RepairRecord.Progress
    ) throws {
        records[Int(repair.rawValue) - 1].progress[step] = progress
    }

    func endRepair(
        _ repair: RowID<RepairRecord>, _ state: RepairRecord.State, failure: Failure?,
        by who: Operator, now: Timestamp
    ) throws {
        records[Int(repair.rawValue) - 1].state = state
        records[Int(repair.rawValue) - 1].failure = failure
    }

    func openRepairs(_ partner: RowID<Partner>) throws -> [RepairRecord] {
        records.filter { $0.state == .open }
    }
}
