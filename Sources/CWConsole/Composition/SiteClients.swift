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
        let saved = try await ledger.site(partner)
        let site = saved.value
        guard !site.url.isEmpty else {
            throw Failure(
                .credentialsIncomplete,
                "There are no credentials yet. Enter them: cwconsole credentials set, "
                    + "or Setup (9) in the console.")
        }
        let key = try await keyring.privateKey(of: partner)
        // A key that was saved for another host meanwhile must not go to this one.
        guard try await ledger.site(partner).version == saved.version else {
            return try await client(for: partner)
        }
        return try ConnectWiseClient(
            site: site, privateKey: key,
            transport: CurlTransport(loop: loop, site: site), time: time)
    }
}
