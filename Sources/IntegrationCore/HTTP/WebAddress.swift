internal import CCurl

/// An https address, read by the parser that also sends the request.
///
/// One parser for the check and for the connection leaves no address that the two read differently.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    /// The host in lower case; an IPv6 address is in brackets.
    public let host: String
    /// The port, 443 when the text names none.
    public let port: Int
    /// The path, at least `/`, percent-encoded as it was given.
    public let path: String

    /// Reads an https address; nil for any other scheme, a user name in it, or no host.
    ///
    /// Query and fragment are left out.
    public init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
            Self.part(CURLUPART_SCHEME, of: handle)?.lowercased() == "https",
            Self.part(CURLUPART_USER, of: handle) == nil,
            Self.part(CURLUPART_PASSWORD, of: handle) == nil,
            let host = Self.part(CURLUPART_HOST, of: handle), Self.isPlain(host)
        else { return nil }
        self.host = host.lowercased()
        port = Self.part(CURLUPART_PORT, of: handle).flatMap(Int.init) ?? 443
        path = Self.part(CURLUPART_PATH, of: handle) ?? "/"
    }

    /// The host, and the port when it is not 443.
    public var authority: String { port == 443 ? host : "\(host):\(port)" }

    public var description: String { "https://\(authority)\(path)" }

    /// A host of letters, digits, dots and hyphens, or an IPv6 address.
    ///
    /// Other scripts are refused: their normal form may hold a slash or a dot, so that the name that
    /// was checked would not be the name that is looked up.
    private static func isPlain(_ host: String) -> Bool {
        let bytes = host.utf8
        let isAddress = bytes.first == 91 && bytes.last == 93
        return !bytes.isEmpty
            && (isAddress ? bytes.dropFirst().dropLast() : bytes[...]).allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 46: true
                case 58: isAddress
                default: false
                }
            }
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
