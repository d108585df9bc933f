internal import CCurl

/// Which certificate authorities vouch for a server.
public enum CertificateTrust: Sendable, Hashable {
    /// The machine's own list.
    case system
    /// A PEM file, instead of the machine's list.
    case file(String)
    /// PEM text, instead of the machine's list.
    case pem(String)
}

/// The transport used in production: https over libcurl, for one site's hosts and authorities.
///
/// Cheap to make; many may share one `CurlLoop`, its thread and its connections. https only, TLS 1.2
/// or later, certificate and host name verified, redirects refused, answers of at most 8 MiB. A
/// proxy that the environment names (`https_proxy`, `no_proxy`) is used, except for loopback.
public struct CurlTransport: Transport {
    private let loop: CurlLoop
    private let trust: CertificateTrust
    private let hosts: HostPolicy

    /// Makes a transport that talks only to `hosts`.
    public init(loop: CurlLoop, trust: CertificateTrust = .system, hosts: HostPolicy) {
        self.loop = loop
        self.trust = trust
        self.hosts = hosts
    }

    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard let address = WebAddress(request.url) else {
            throw .notSent(.refusedURL, detail: "The address is not an https address.")
        }
        guard hosts.allows(address) else {
            throw .notSent(
                .refusedURL,
                detail: "\(address.authority) is neither a ConnectWise cloud host nor confirmed.")
        }
        let transfer = try CurlTransfer(request, to: address, trust: trust)
        let response = try await loop.run(transfer).get()
        guard !(300..<400).contains(response.status) else {
            let target = response.headers["location"].flatMap(WebAddress.init)?.authority
            throw .outcomeUnknown(
                .redirect,
                detail: "\(address.authority) answered \(response.status), a redirect"
                    + (target.map { " to \($0)." } ?? "."))
        }
        return response
    }
}
