import IntegrationCore

extension ManagedIDDesk {
    /// The desk of a partner with its stored settings and customers.
    static func make(
        _ partner: RowID<Partner>, ledger: any Ledger, client: ConnectWiseClient,
        by who: Operator, time: any TimeSource
    ) async throws -> ManagedIDDesk {
        try await ManagedIDDesk(
            client: client, ledger: ledger, partner: partner, by: who, time: time,
            customers: ledger.allCustomers(of: partner).map(\.customer),
            prefix: ledger.settings(partner).value.managedIDPrefix,
            solution: ledger.site(partner).value.solution)
    }
}
