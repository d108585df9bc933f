internal import Cryptography
internal import Locking

/// Speaks ConnectWise PSA's REST API 3.0 for one partner; a value, cheap to copy.
///
/// Each operation is one sentence of the contract. It never repeats a request by itself, except once
/// after the code base has moved, and never a create. Errors are `ConnectWiseError`.
public struct ConnectWiseClient: Sendable {
    /// Receives one record for each request, after it ended.
    public typealias RequestLog = @Sendable (RequestRecord) -> Void

    /// Where the partner's ConnectWise answers.
    public let address: SiteAddress

    let site: ConnectWiseSite
    let transport: any Transport
    let time: any TimeSource
    private(set) var gate: any RequestGate
    // Shared by all copies: one site has one code base and one set of connections.
    let codeBase = Locked<String?>(nil)
    let connections: ConnectionLimiter
    let redactor: SecretRedactor
    var priority = RequestPriority.interactive
    var log: RequestLog = { _ in }
    private let privateKey: Secret

    /// Makes a client; sends nothing yet.
    ///
    /// - Throws: `Failure` when a value is missing or has blanks, or the host is not confirmed.
    public init(
        site: ConnectWiseSite, privateKey: Secret, transport: any Transport, time: any TimeSource,
        gate: any RequestGate = OpenGate()
    ) throws(Failure) {
        address = try SiteAddress(site.url)
        guard address.isCloud || HostPolicy(site: site).confirmed(address.authority) else {
            throw Failure(
                .hostNotConfirmed,
                "\(address.authority) is not a ConnectWise cloud host; confirm it as an"
                    + " on-premises host before anything is sent to it.")
        }
        try Self.check("Company ID", site.company)
        try Self.check("Public API key", site.publicKey)
        try Self.check("Client ID", site.clientID)
        try Self.check(
            "Private API key", privateKey.withBytes { String(decoding: $0, as: UTF8.self) })
        guard site.apiVersion.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
            throw Failure(
                .credentialsIncomplete, "The API version must be like 2025.16, or empty.")
        }
        self.site = site
        self.privateKey = privateKey
        self.transport = transport
        self.time = time
        connections = ConnectionLimiter(time: time)
        self.gate = gate
        redactor = SecretRedactor(
            secrets: [privateKey], pairPrefix: "\(site.company)+\(site.publicKey):")
    }

    /// The same client for other work: its requests go to `log` and wait by `priority`.
    public func with(
        priority: RequestPriority, log: @escaping RequestLog
    ) -> ConnectWiseClient {
        var client = self
        client.priority = priority
        client.log = log
        return client
    }

    /// The same client behind another gate: a lane's lease and budget, or that of a job.
    public func with(
        gate: any RequestGate, priority: RequestPriority, log: @escaping RequestLog
    ) -> ConnectWiseClient {
        var client = with(priority: priority, log: log)
        client.gate = gate
        return client
    }

    /// The headers of every request to the API (contract 2).
    var headers: [HTTPRequest.Header] {
        let version = site.apiVersion.isEmpty ? "" : "; version=\(site.apiVersion)"
        return [
            .init("Authorization", "Basic \(authorization)"),
            .init("clientId", site.clientID),
            .init("Accept", "application/vnd.connectwise.com+json\(version)"),
        ]
    }

    private var authorization: String {
        privateKey.withBytes { Base64.text(Array("\(site.company)+\(site.publicKey):".utf8) + $0) }
    }

    /// A value that goes into a header: there must be one, without blanks and controls.
    private static func check(_ name: String, _ value: String) throws(Failure) {
        guard !value.isEmpty else {
            throw Failure(.credentialsIncomplete, "The \(name) is empty.")
        }
        guard value.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 32 && $0.value != 127 })
        else {
            throw Failure(
                .credentialsIncomplete,
                "The \(name) contains a blank or a character that no key has; paste it again.")
        }
    }
}
