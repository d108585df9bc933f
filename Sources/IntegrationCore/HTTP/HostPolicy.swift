/// The hosts the program may talk to: ConnectWise's cloud, and hosts an operator has confirmed.
///
/// Nothing that ConnectWise or an event says can add a host (product 3).
public struct HostPolicy: Sendable, Hashable {
    // In lower case, `host` or `host:port`.
    private let hosts: Set<String>

    /// Makes a policy; without confirmed hosts only the cloud is allowed.
    public init(confirmed: Set<String> = []) {
        hosts = Set(confirmed.map { $0.lowercased() })
    }

    /// Whether a request may go to `address`.
    public func allows(_ address: WebAddress) -> Bool {
        (Self.isCloud(address.host) && address.port == 443) || confirmed(address.authority)
    }

    /// Whether an operator has confirmed `authority`, or its host on any port.
    func confirmed(_ authority: String) -> Bool {
        if hosts.contains(authority) { return true }
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
            return false
        }
        return hosts.contains(String(authority[..<colon]))
    }

    /// Whether `host` belongs to ConnectWise's cloud (contract 1).
    public static func isCloud(_ host: String) -> Bool {
        host.hasSuffix(".myconnectwise.net") || host == "staging.connectwisedev.com"
            || host == "api-staging.connectwisedev.com"
    }
}
