/// Where a partner's ConnectWise answers, made from what somebody typed or pasted (contract 1).
public struct SiteAddress: Sendable, Hashable {
    /// `https://` and the host, and the port when it is not 443.
    public let origin: String
    /// The host, and the port when it is not 443; what an operator confirms.
    public let authority: String
    /// Whether it is one of ConnectWise's cloud hosts; any other must be confirmed.
    public let isCloud: Bool
    /// What was changed, one sentence each, to be shown to whoever typed it.
    public let changes: [String]

    /// Reads a site URL: trims it, drops its path, turns a cloud browser host into its API host.
    ///
    /// - Throws: `Failure` that names the reason and the remedy.
    public init(_ text: String) throws(Failure) {
        var changes: [String] = []
        let pasted = text.drop { $0.isWhitespace }
        let trimmed = String(pasted.reversed().drop { $0.isWhitespace }.reversed())
        if trimmed != text { changes.append("Blanks around the site URL were removed.") }
        guard !trimmed.isEmpty else {
            throw Failure(
                .credentialsIncomplete,
                "The site URL is empty; enter it like https://api-na.myconnectwise.net.")
        }
        let shown = trimmed.oneLine(limit: 100)
        guard trimmed.lowercased().hasPrefix("https://") else {
            throw Failure(
                .credentialsIncomplete,
                "The site URL \(shown) does not start with https://; ConnectWise refuses"
                    + " anything else. Enter it like https://api-na.myconnectwise.net.")
        }
        guard let address = WebAddress(trimmed) else {
            throw Failure(
                .credentialsIncomplete,
                "The site URL \(shown) is not an address; enter https:// and the host only,"
                    + " like https://api-na.myconnectwise.net.")
        }
        if address.path != "/" || trimmed.contains("?") || trimmed.contains("#") {
            changes.append("The part behind the host was removed.")
        }
        let apiHost = Self.apiHost(for: address.host)
        if apiHost != address.host {
            changes.append("\(address.host) is for browsers; \(apiHost) is its API host.")
        }
        isCloud = HostPolicy.isCloud(apiHost)
        guard !isCloud || address.port == 443 else {
            throw Failure(
                .credentialsIncomplete,
                "ConnectWise's cloud answers on port 443 only; remove :\(address.port) from"
                    + " the site URL.")
        }
        authority = address.port == 443 ? apiHost : "\(apiHost):\(address.port)"
        origin = "https://\(authority)"
        self.changes = changes
    }

    /// Adds `api-` to a cloud host for browsers: `na.myconnectwise.net` (contract 1).
    private static func apiHost(for host: String) -> String {
        HostPolicy.isCloud(host) && !host.hasPrefix("api-") ? "api-\(host)" : host
    }
}

extension ConnectWiseSite {
    /// That this is another host than that of a saved site, in one sentence; nil when it is the
    /// same, or none was saved.
    ///
    /// A stored private key goes only to the host that it was saved for: whoever can edit the
    /// address could else have it sent to a host of their own.
    public func hostChange(from saved: ConnectWiseSite) -> String? {
        guard !saved.url.isEmpty else { return nil }
        let host = try? SiteAddress(url).authority
        let savedHost = try? SiteAddress(saved.url).authority
        guard host == nil || host != savedHost else { return nil }
        let name = host ?? (url.isEmpty ? "none" : url)
        return "The host changed from \(savedHost ?? saved.url) to \(name)."
    }
}

extension HostPolicy {
    /// The hosts of one partner: the cloud, and the host its operator confirmed.
    public init(site: ConnectWiseSite) {
        self.init(confirmed: site.confirmedHost.isEmpty ? [] : [site.confirmedHost])
    }
}

extension CurlTransport {
    /// Makes the transport of one partner: its confirmed host and its certificate authorities.
    public init(loop: CurlLoop, site: ConnectWiseSite) {
        let authorities = site.certificateAuthorityPEM
        self.init(
            loop: loop, trust: authorities.isEmpty ? .system : .pem(authorities),
            hosts: HostPolicy(site: site))
    }
}
