import IntegrationCore

extension JobRunner {
    /// Proposes companies for customers; reading the companies is the long part.
    func matchCompanies() async throws {
        let review = try await CompanyMatchJob(ledger: context.ledger).run(
            partner: context.partner.id, client: try await context.jobClient(context.partner.id)
        ) { done, total, note in
            tell(.progress(done: done, total: total, note: note))
        }
        tell(.matches(review))
    }
}

/// Compares all customers of a partner with all companies; maps nothing.
struct CompanyMatchJob: Sendable {
    let ledger: any Ledger

    /// The matches in the order of a review.
    func run(
        partner: RowID<Partner>, client: ConnectWiseClient,
        progress: CrossReferenceInspector.Progress
    ) async throws -> [CompanyMatch] {
        let customers = try await ledger.allCustomers(of: partner).map(\.customer)
        progress(0, customers.count, "reading companies")
        let companies = try await client.allCompanies(includesDeleted: true)
        let matcher = CompanyMatcher(
            companies: companies.map {
                MatchableCompany(
                    company: NamedReference(id: $0.id, name: $0.name), isDeleted: $0.isDeleted,
                    status: $0.status?.name ?? "", types: $0.types)
            }, customers: customers)
        var matches: [CompanyMatch] = []
        for customer in customers {
            if matches.count.isMultiple(of: 100) {
                try Task.checkCancellation()
                progress(matches.count, customers.count, "comparing names")
            }
            matches.append(matcher.match(customer))
        }
        progress(customers.count, customers.count, "compared")
        return CompanyMatcher.forReview(matches)
    }
}
