import Cryptography
public import IntegrationCore
import Locking

/// A stand-in for ConnectWise PSA over real https on loopback.
///
/// It speaks the REST contract, keeps its records in memory or a directory, journals each request
/// and does on demand what networks, servers and people do wrong. Its certificate authority is
/// made at the first `start` and lives as long as the object.
public final class ConnectWiseSandbox: Sendable {
    /// Every request received so far.
    public var journal: Journal { service.journal }
    /// The people of the tenant, who move, merge, close and delete tickets.
    public var humans: Humans { Humans(service: service) }
    /// The login company.
    public let company: String
    /// The public API key of the tenant's first key pair.
    public let publicKey: String
    /// The private API key of the tenant's first key pair.
    public let privateKey: String
    /// The registered `clientId`.
    public let clientID: String

    let service: Service
    private let wantedPort: UInt16
    private let running = Locked(Running())

    private struct Running: Sendable {
        var listener: Listener?
        var port: UInt16 = 0
        var presented: Presented?
    }

    /// The authority and the server's own certificate, made once.
    private struct Presented: Sendable {
        var authorityPEM: String
        var identity: ServerIdentity

        init(systemSeconds: Int64) throws(CryptographyError) {
            // A day back, so that a machine whose clock is behind accepts the certificate.
            let (start, lifetime) = (systemSeconds - 86_400, Int64(400 * 86_400))
            let authority = try CertificateAuthority(notBefore: start, lifetime: lifetime)
            authorityPEM = authority.certificatePEM
            identity = try authority.issue(notBefore: start, lifetime: lifetime)
        }
    }

    /// Makes a sandbox that does not listen yet.
    ///
    /// - Parameters:
    ///   - tenant: what it holds; records of `directory` replace those made from it.
    ///   - faults: what goes wrong; nothing unless said.
    ///   - behaviour: the server's lasting habits.
    ///   - clock: the time of records, of the journal and of the index lag; delays are real time.
    ///   - directory: where to keep records between runs; nil for memory only.
    ///   - port: the port on 127.0.0.1; 0 takes any free one.
    /// - Throws: `SandboxError` when the directory cannot be used.
    public init(
        tenant: Tenant = .standard, faults: FaultPlan = .none, behaviour: Behaviour = Behaviour(),
        clock: any TimeSource = SystemTime(), directory: String? = nil, port: UInt16 = 0
    ) throws(SandboxError) {
        var archive: StateDirectory?
        if let directory { archive = try StateDirectory(directory) }
        var state = State()
        if let changes = try archive?.load() {
            for change in changes { state.replay(change) }
        } else {
            state = State(tenant, at: clock.now())
            if let problem = archive?.append(state.everything) { throw problem }
        }
        service = try Service(
            tenant: tenant, behaviour: behaviour, faults: faults, clock: clock, archive: archive,
            state: state)
        company = tenant.companyID
        publicKey = tenant.keys.first?.publicKey ?? ""
        privateKey = tenant.keys.first?.privateKey ?? ""
        clientID = tenant.clientID
        wantedPort = port
    }

    deinit { stop() }

    /// Starts to listen, or listens again after `stop` on the same port with the same authority.
    ///
    /// - Throws: `SandboxError` when the port is taken, `CryptographyError` when no certificate can
    ///   be made.
    public func start() throws {
        try running.withLock { running in
            if running.listener != nil { return }
            try service.beginWaits()
            let presented = try running.presented ?? Presented(systemSeconds: service.systemSeconds)
            let port = running.port == 0 ? wantedPort : running.port
            let listener = try Listener(
                port: port, identity: presented.identity, answering: service)
            running = Running(listener: listener, port: listener.port, presented: presented)
            let origin = "https://127.0.0.1:\(listener.port)"
            service.settings.withLock { $0.origin = origin }
        }
    }

    /// Ends all connections and stops listening; clients see a closed port.
    public func stop() {
        service.endWaits()
        let listener = running.withLock { running in
            defer { running.listener = nil }
            return running.listener
        }
        listener?.stop()
    }

    /// The site URL such as `https://127.0.0.1:41873`; empty before `start`.
    public var url: String { service.settings.withLock { $0.origin } }

    /// The port it listens on; 0 before `start`.
    public var port: UInt16 { running.withLock { $0.port } }

    /// The certificate authority that clients must trust, in PEM; empty before `start`.
    public var certificateAuthorityPEM: String {
        running.withLock { $0.presented?.authorityPEM } ?? ""
    }

    /// Whether it listens.
    public var isRunning: Bool { running.withLock { $0.listener != nil } }

    /// Replaces the fault plan; counting begins anew.
    public func setFaults(_ plan: FaultPlan) { service.setFaults(plan) }

    /// Changes the server's lasting habits, for example hides a board.
    public func changeBehaviour(_ change: (inout Behaviour) -> Void) {
        service.settings.withLock { change(&$0.behaviour) }
    }

    /// Moves the tenant to another code base, `v2025_2/` for example: the old paths answer 404.
    public func moveCodeBase(to codeBase: String) {
        service.settings.withLock { $0.tenant.codeBase = codeBase }
    }

    /// Takes rights from every role, as `SecurityRight` names them, and gives back all others.
    public func setMissingRights(_ rights: Set<String>) {
        service.settings.withLock { $0.tenant.missingRights = rights }
    }

    /// Replaces the keys that open the tenant, as an administrator would.
    public func setKeys(_ keys: [KeyPair]) {
        service.settings.withLock { $0.tenant.keys = keys }
    }
}
