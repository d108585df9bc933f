import IntegrationCore

extension JobRunner {
    /// Opens, notes and closes a ticket by a rule, for the first mapped customer's company.
    func testTicket(_ rule: NotificationRule) async throws {
        let (ledger, partner) = (context.ledger, context.partner.id)
        let run = TestTicketRun(ledger: ledger, time: context.time, user: context.user)
        let test = try await run.prepare(
            rule, company: nil, partner: partner, client: try await context.jobClient(partner))
        tell(.progress(done: 0, total: TestTicketStep.Name.allCases.count, note: "opening"))
        let steps = try await run.carryOut(test, rule, partner: partner) { tell(.ticket($0)) }
        if let failure = steps.compactMap(\.failure).last { throw failure }
    }
}

/// A test ticket of a partner, with its entry in the audit trail.
struct TestTicketRun: Sendable {
    let ledger: any Ledger, time: any TimeSource, user: Operator

    /// Prepares the test; without a company that of the rule's first mapped customer.
    func prepare(
        _ rule: NotificationRule, company: Int64?, partner: RowID<Partner>,
        client: ConnectWiseClient
    ) async throws -> TestTicket {
        guard case .ticket(let ticket) = rule.action else {
            throw Problem.usage(
                "Rule \(rule.id) synchronises and opens no tickets. Name a ticket rule: "
                    + "cwconsole rules list.")
        }
        let mapped = try await ledger.allCustomers(of: partner).map(\.customer)
            .filter { rule.customers?.contains($0.number) ?? true }
        let first = mapped.first { $0.companyID != nil }
        guard let id = company ?? first?.companyID else {
            throw Problem.usage(
                "No customer of rule \(rule.id) is mapped to a company, and a ticket needs one. "
                    + "Map one with p in Customers (4).")
        }
        let found = try await client.company(id)
        guard !found.isDeleted else {
            throw Failure(.companyInactive, "Company \(id) \(found.name.oneLine(limit: 60)).")
        }
        return TestTicket(
            client: client, rule: ticket, company: NamedReference(id: id, name: found.name),
            key: try TestTicket.key(
                installationID: try await ledger.installationID(), now: time.now()), time: time)
    }

    /// Carries the test out and keeps in the audit trail what became of it.
    func carryOut(
        _ test: TestTicket, _ rule: NotificationRule, partner: RowID<Partner>,
        _ tell: @escaping TestTicket.Listener
    ) async throws -> [TestTicketStep] {
        let steps = try await test.run(tell)
        let words = steps.map { "\($0.name.rawValue)\($0.failure == nil ? "" : " failed")" }
        try await ledger.appendAudit(
            "ticket.test", target: "ticket \(steps.first?.ticket ?? 0)",
            detail: "rule \(rule.id): " + words.joined(separator: ", "), partner: partner,
            by: user, now: time.now())
        return steps
    }
}
