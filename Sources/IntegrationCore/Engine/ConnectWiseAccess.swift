/// What the engine needs to speak to the ConnectWise of any partner.
public struct ConnectWiseAccess: Sendable {
    /// Opens a sealed private key of a partner.
    public var unseal: @Sendable (_ sealed: [UInt8], RowID<Partner>) async throws -> Secret
    /// Makes the transport of a site: its confirmed host and its certificate authorities.
    public var transport: @Sendable (ConnectWiseSite) -> any Transport

    /// Makes an access.
    public init(
        unseal: @escaping @Sendable (_ sealed: [UInt8], RowID<Partner>) async throws -> Secret,
        transport: @escaping @Sendable (ConnectWiseSite) -> any Transport
    ) {
        self.unseal = unseal
        self.transport = transport
    }

    /// The access of production: https over one shared libcurl thread.
    public static func https(
        loop: CurlLoop,
        unseal: @escaping @Sendable (_ sealed: [UInt8], RowID<Partner>) async throws -> Secret
    ) -> ConnectWiseAccess {
        ConnectWiseAccess(unseal: unseal) { CurlTransport(loop: loop, site: $0) }
    }
}
