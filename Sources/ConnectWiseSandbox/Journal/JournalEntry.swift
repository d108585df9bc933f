public import IntegrationCore

/// One request the sandbox received, and what came of it.
public struct JournalEntry: Sendable, Hashable {
    /// Its number, counted from 1 in order of arrival.
    public var number: Int
    /// When it arrived, by the sandbox's clock.
    public var arrived: Timestamp
    /// The verb and the path below `/apis/3.0` (or the whole path outside it).
    public var method, path: String
    /// The decoded query parameters.
    public var query: [String: String]
    /// The official operation such as `PATCH /service/tickets/{id}`; nil when there is none.
    public var operation: String?
    /// The public key it came with, if any.
    public var publicKey: String?
    /// The body as JSON; null when there was none or it was not JSON.
    public var body: JSONValue
    /// The status answered; nil when the connection was cut instead.
    public var status: Int?
    /// What it changed such as `created /service/tickets 5001`; empty for a read.
    public var effects: [String]
    /// How it broke the official description.
    public var violations: [Violation]
    /// The names of the faults that struck it.
    public var faults: [String]
    /// The value of `x-cw-request-id`.
    public var requestID: String
}
