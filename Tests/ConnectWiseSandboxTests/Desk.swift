import Foundation
import IntegrationCore
import Locking
import Testing

@testable import ConnectWiseSandbox

/// A signed-in client without sockets.
struct Desk {
    let sandbox: ConnectWiseSandbox
    let clock = HandClock()
    var keys: KeyPair
    var headers: [String: String] = [:]

    init(
        _ tenant: Tenant = .standard, faults: FaultPlan = .none, behaviour: Behaviour = Behaviour()
    ) throws {
        sandbox = try ConnectWiseSandbox(
            tenant: tenant, faults: faults, behaviour: behaviour, clock: clock)
        keys = try #require(tenant.keys.first)
    }

    struct Answer {
        var status: Int
        var json: JSONValue
        var headers: [String: String]

        /// The ids of a list.
        var ids: [Int64] { json.array?.compactMap { $0["id"]?.integer } ?? [] }
        var id: Int { Int(json["id"]?.integer ?? 0) }
        var errorCodes: [String] { json["errors"]?.array?.compactMap { $0["code"]?.string } ?? [] }
    }

    /// Sends a request to a path below `/apis/3.0`, its query percent-encoded already.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> Answer {
        try exchange(method, "/v2025_1/apis/3.0" + path, body)
    }

    func exchange(_ method: String, _ target: String, _ body: JSONValue? = nil) throws -> Answer {
        try exchange(method, target, bytes: body?.bytes ?? [])
    }

    func exchange(_ method: String, _ target: String, bytes: [UInt8]) throws -> Answer {
        let sign = Data("\(sandbox.company)+\(keys.publicKey):\(keys.privateKey)".utf8)
        let usual = [
            "authorization": "Basic " + sign.base64EncodedString(), "clientid": sandbox.clientID,
            "accept": "application/vnd.connectwise.com+json; version=2025.16",
            "content-type": "application/json",
        ]
        let admission = try #require(sandbox.service.begin(method: method, target: target))
        let delivery = sandbox.service.answer(
            admission, method: method, target: target,
            headers: usual.merging(headers) { _, own in own }.filter { !$0.value.isEmpty },
            body: bytes)
        guard case .reply(let reply) = delivery else { throw Hangup() }
        return Answer(
            status: reply.status, json: (try? JSONValue(parsing: reply.body)) ?? .null,
            headers: reply.headers)
    }

    /// A list with conditions.
    func list(_ path: String, where conditions: String) throws -> Answer {
        let allowed = CharacterSet.alphanumerics
        let text = conditions.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        return try send("GET", "\(path)?conditions=\(text)")
    }

    /// Creates a ticket of the first company on the first board.
    @discardableResult
    func ticket(_ fields: [String: JSONValue] = [:]) throws -> Answer {
        let usual: [String: JSONValue] = [
            "summary": "Backup failed", "company": ["id": 250], "board": ["id": 12],
        ]
        return try send(
            "POST", "/service/tickets", .object(usual.merging(fields) { _, own in own }))
    }

    func patch(_ path: String, _ field: String, _ value: JSONValue) throws -> Answer {
        try send("PATCH", path, [["op": "replace", "path": .string(field), "value": value]])
    }

    /// The connection was cut instead of an answer.
    struct Hangup: Error {}
}

/// A clock that a test moves by hand.
final class HandClock: TimeSource {
    private let moment = Locked(Timestamp(seconds: 1_750_000_000))

    func now() -> Timestamp { moment.withLock { $0 } }
    func advance(_ step: Duration) { moment.withLock { $0 = $0 + step } }
    func sleep(until wanted: Timestamp) async throws {
        moment.withLock { $0 = max($0, wanted) }
    }
}
