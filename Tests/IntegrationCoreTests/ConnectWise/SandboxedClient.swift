import ConnectWiseSandbox
import IntegrationCore
import Locking
import Testing

/// A client of a sandbox of its own, over real https, with the requests it made.
final class SandboxedClient: Sendable {
    let sandbox: ConnectWiseSandbox
    let client: ConnectWiseClient
    private let log: Locked<[RequestRecord]>

    /// Starts the sandbox.
    ///
    /// - Parameters:
    ///   - tenant: what the sandbox holds.
    ///   - edit: changes the site's values and returns the private key to use.
    /// - Throws: when the sandbox cannot start.
    init(
        tenant: Tenant = .standard,
        edit: (inout ConnectWiseSite, ConnectWiseSandbox) -> String = { $1.privateKey }
    ) throws {
        let sandbox = try ConnectWiseSandbox(tenant: tenant)
        try sandbox.start()
        var site = Self.site(of: sandbox)
        let privateKey = edit(&site, sandbox)
        let records = Locked<[RequestRecord]>([])
        let transport = CurlTransport(loop: CurlLoop(), site: site)
        client = try ConnectWiseClient(
            site: site, privateKey: Secret(privateKey), transport: transport, time: SystemTime()
        ).with(priority: .ticket) { record in records.withLock { $0.append(record) } }
        self.sandbox = sandbox
        log = records
    }

    deinit { sandbox.stop() }

    /// The requests so far.
    var requests: [RequestRecord] { log.withLock { $0 } }

    /// The settings that open a sandbox.
    static func site(of sandbox: ConnectWiseSandbox) -> ConnectWiseSite {
        var site = ConnectWiseSite()
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = "127.0.0.1"
        return site
    }

    /// A draft of a ticket on the first board for the first company.
    func draft(_ xref: String = "EFS-19652:BF:00ff00ff00ff00ff-1") async throws
        -> ConnectWiseClient.TicketDraft
    {
        let board = try #require(await client.boards().first)
        let status = try #require(await client.statuses(board: board.id).first)
        let company = try #require(await client.companies(matching: "").first)
        return ConnectWiseClient.TicketDraft(
            summary: "[EFS-19652] Backup failed: SRV-DC01", board: board.id, status: status.id,
            company: company.id, priority: nil, xref: try #require(Condition.Token(xref)),
            description: "Backup of SRV-DC01 failed; destination unreachable.")
    }
}

/// The error of an operation; nil when it succeeded.
func failure<Value>(
    _ operation: () async throws(ConnectWiseError) -> Value
) async -> ConnectWiseError? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error
    }
}
