import IntegrationCore

/// Makes the ConnectWise client of a partner from what the store keeps.
struct SiteClients: Sendable {
    /// The store, and the key to its secrets.
    let ledger: any Ledger, keyring: Keyring
    /// The one curl thread of the process, and the clock.
    let loop: CurlLoop, time: any TimeSource

    /// A client that signs in with the stored credentials.
    ///
    /// - Throws: `Failure` when they are incomplete or switched off.
    func client(for partner: RowID<Partner>) async throws -> ConnectWiseClient {
        let site = try await ledger.site(partner).value
        guard !site.url.isEmpty else {
            throw Failure(
                .credentialsIncomplete,
                "There are no credentials yet. Enter them: cwconsole credentials set, "
                    + "or Setup (9) in the console.")
        }
        return try ConnectWiseClient(
            site: site, privateKey: try await keyring.privateKey(of: partner),
            transport: CurlTransport(loop: loop, site: site), time: time)
    }
}
