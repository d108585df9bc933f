import Glibc
import IntegrationCore
import Locking

/// What a running command has at hand: its options, its output, the clock and its operator.
struct Session: Sendable {
    /// Store, partner and form of output, as given.
    let options: CommonOptions
    /// Where results and messages go.
    let output: Output
    /// The clock.
    let time: any TimeSource = SystemTime()
    /// The operating-system user.
    let user = Operator.current
    /// The role without which nothing is opened.
    let needs: OperatorRole

    init(options: CommonOptions, output: Output, needs: OperatorRole) {
        self.options = options
        self.output = output
        self.needs = needs
    }

    /// The store's place.
    var storePlace: StorePlace { StorePlace(option: options.store) }

    private let opened = Locked<[any Ledger]>([])

    /// Opens the store for somebody whose role is enough; it is closed with the session.
    func openStore() async throws -> any Ledger {
        let ledger = try await storePlace.open()
        opened.withLock { $0.append(ledger) }
        if let refusal = try await role(in: ledger).refusal(of: needs, user: user.name) {
            throw Problem.usage(
                "Refused: \(refusal). A manager changes that with: cwconsole roles set"
                    + " user:\(user.name)=\(needs.rawValue).")
        }
        return ledger
    }

    /// What the operator may do in a store.
    func role(in ledger: any Ledger) async throws -> OperatorRole {
        Membership.current.role(in: try await ledger.roleBindings().value)
    }

    /// Closes what was opened; a program that just ends leaves the next one a log to replay.
    func close() async {
        for ledger in opened.withLock({ $0 }) { await ledger.close() }
    }

    /// The partner that `--partner` names, or the only one.
    func partner(in ledger: any Ledger) async throws -> Partner {
        let partners = try await ledger.partners()
        guard let wanted = options.partner else {
            if let only = partners.first, partners.count == 1 { return only }
            throw Problem.usage(
                partners.isEmpty
                    ? "The store has no partner yet. Add one: cwconsole partner add NAME."
                    : "The store holds \(partners.count) partners, so one must be named. "
                        + "Say --partner with one of: \(Self.names(partners)).")
        }
        let found = partners.first { $0.name == wanted || String($0.id.rawValue) == wanted }
        guard let found else {
            throw Problem.usage(
                "The store has no partner '\(wanted)'. "
                    + (partners.isEmpty
                        ? "Add one: cwconsole partner add NAME."
                        : "Say --partner with one of: \(Self.names(partners))."))
        }
        return found
    }

    private static func names(_ partners: [Partner]) -> String {
        partners.map { "'\($0.name)'" }.joined(separator: ", ")
    }
}

extension Operator {
    /// The operating-system user of this process, by name, or by number when it has none.
    static var current: Operator {
        let id = getuid()
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4_096)
        let status = getpwuid_r(id, &entry, &buffer, buffer.count, &found)
        guard status == 0, let name = found?.pointee.pw_name else { return Operator("uid \(id)") }
        return Operator(String(cString: name))
    }
}

extension Session {
    /// The credentials desk of a partner.
    func desk(for partner: Partner, _ ledger: any Ledger) -> LedgerCredentials {
        LedgerCredentials(
            partner: partner.id, ledger: ledger, keyring: keyring(ledger), loop: CurlLoop(),
            time: time, user: user)
    }

    /// A client that signs in with the partner's stored credentials.
    func client(for partner: Partner, _ ledger: any Ledger) async throws -> ConnectWiseClient {
        try await SiteClients(
            ledger: ledger, keyring: keyring(ledger), loop: CurlLoop(), time: time
        ).client(for: partner.id)
    }

    /// The same for long work, behind a gate that leaves an engine of another process its share.
    func jobClient(for partner: Partner, _ ledger: any Ledger) async throws -> ConnectWiseClient {
        try await SiteClients(
            ledger: ledger, keyring: keyring(ledger), loop: CurlLoop(), time: time
        ).jobClient(for: partner.id, engine: nil, store: storePlace.path)
    }

    /// The keys of the store's partners.
    func keyring(_ ledger: any Ledger) -> Keyring {
        Keyring(ledger: ledger, keyFile: storePlace.keyFile)
    }
}
