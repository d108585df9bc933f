/// A certificate authority that lives as long as the process, for servers of our own on loopback.
///
/// It is not meant for the Internet: there is no revocation and the key is never stored.
public struct CertificateAuthority: Sendable {
    /// The authority's own certificate in PEM; what a client is given as its CA file.
    public let certificatePEM: String

    private let name: String
    private let key: PrivateKey
    private let random: RandomBytes

    /// Makes an authority with a new P-256 key.
    ///
    /// - Parameters:
    ///   - name: the common name in its certificate.
    ///   - notBefore: start of its validity, in seconds since 1970.
    ///   - lifetime: length of its validity in seconds.
    ///   - random: where serial numbers come from.
    /// - Throws: `CryptographyError.library`.
    public init(
        name: String = "cwconsole sandbox authority", notBefore: Int64, lifetime: Int64 = 86_400,
        random: @escaping RandomBytes = SystemRandom.bytes
    ) throws(CryptographyError) {
        self.name = name
        self.random = random
        key = try PrivateKey()
        let request = CertificateRequest(
            subject: name, issuer: name, notBefore: notBefore, lifetime: lifetime,
            serial: random(15),
            extensions: [
                .init(.basicConstraints, "critical,CA:TRUE"),
                .init(.keyUsage, "critical,keyCertSign,cRLSign"),
            ])
        certificatePEM = try request.certificate(for: key, signedBy: key)
    }

    /// Makes a server certificate with a key of its own.
    ///
    /// - Parameters:
    ///   - names: what the certificate is valid for: host names, IPv4 and IPv6 addresses.
    ///   - notBefore: start of its validity, in seconds since 1970.
    ///   - lifetime: length of its validity in seconds.
    /// - Returns: the certificate and its key.
    /// - Throws: `CryptographyError.library`, for instance for a name that is none.
    public func issue(
        names: [String] = ["localhost", "127.0.0.1", "::1"], notBefore: Int64,
        lifetime: Int64 = 86_400
    ) throws(CryptographyError) -> ServerIdentity {
        let serverKey = try PrivateKey()
        let alternatives = names.map { name in
            let isAddress = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
            return (isAddress ? "IP:" : "DNS:") + name
        }
        let request = CertificateRequest(
            subject: names.first ?? "localhost", issuer: self.name, notBefore: notBefore,
            lifetime: lifetime, serial: random(15),
            extensions: [
                .init(.basicConstraints, "critical,CA:FALSE"),
                .init(.keyUsage, "critical,digitalSignature"),
                .init(.extendedKeyUsage, "serverAuth"),
                .init(.subjectAlternativeName, alternatives.joined(separator: ",")),
            ])
        return ServerIdentity(
            certificatePEM: try request.certificate(for: serverKey, signedBy: key),
            privateKeyPEM: try serverKey.pem())
    }
}

/// What a TLS server presents: its certificate and the key that belongs to it.
public struct ServerIdentity: Sendable {
    /// The certificate in PEM.
    public let certificatePEM: String
    /// The unencrypted private key in PEM; keep it in memory.
    public let privateKeyPEM: String
}
