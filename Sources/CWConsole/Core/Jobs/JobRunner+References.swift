import IntegrationCore

extension JobRunner {
    /// Compares the cross-references with ConnectWise's.
    func checkReferences() async throws {
        let (ledger, partner) = (context.ledger, context.partner.id)
        let report = try await CrossReferenceCheck(ledger: ledger, time: context.time).run(
            partner: partner, client: try await context.jobClient(partner), extent: .usual
        ) { done, total, note in
            tell(.progress(done: done, total: total, note: note))
        }
        tell(.references(report))
    }
}

/// Checks a partner's stored cross-references.
struct CrossReferenceCheck: Sendable {
    let ledger: any Ledger, time: any TimeSource

    /// The report; changes nothing.
    func run(
        partner: RowID<Partner>, client: ConnectWiseClient, extent: CrossReferenceInspector.Extent,
        progress: CrossReferenceInspector.Progress
    ) async throws -> CrossReferenceReport {
        try await CrossReferenceInspector(client: client, time: time).check(
            try await ledger.crossReferences(partner).value,
            solution: try await ledger.site(partner).value.solution,
            customers: try await ledger.allCustomers(of: partner).map(\.customer),
            prefix: try await ledger.settings(partner).value.managedIDPrefix, extent: extent,
            progress: progress)
    }
}
