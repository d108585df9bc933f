import ConnectWiseSandbox
import IntegrationCore

extension DemoStage {
    /// Credentials, rules, a week of events and the mapping; returns what fails at the end of it.
    func furnish() async throws -> Set<Int> {
        sandbox.arrangeFaults()
        try await saveCredentials()
        let fleet = SampleDevice.fleet(seed: Self.seed)
        let history = SampleHistory(fleet: fleet, before: time.now(), seed: Self.seed)
        guard isNew else { return [] }
        try await furnishCrowd()
        try await addTicketRule()
        try await take(history.earlier)
        // The partner switched statistics on yesterday, so only the last night is pushed.
        try await addSynchronizeRule()
        try await take(history.lastNight)
        try await mapCustomers()
        return history.failing
    }

    /// Port and certificate authority of the sandbox are new at each start.
    private func saveCredentials() async throws {
        let stored = try await ledger.site(partner.id)
        var site = stored.value
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.solution = Tenant.northwind.managementSolution ?? ""
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = try SiteAddress(sandbox.url).authority
        let keyring = Keyring(ledger: ledger, keyFile: place.keyFile)
        try await ledger.saveCredentials(
            site, version: stored.version,
            sealedKey: try await keyring.seal(Secret(sandbox.privateKey), for: partner.id),
            partner: partner.id, by: user, now: time.now())
    }

    private func addTicketRule() async throws {
        guard let board = sandbox.reference("Integration", in: "/service/boards") else { return }
        var rule = TicketRule(board: board)
        let urgent = "Priority 2 - Quick Response"
        let normal = "Priority 3 - Normal Response"
        rule.priorities[.error] = sandbox.reference(urgent, in: "/service/priorities")
        rule.priorities[.warning] = sandbox.reference(normal, in: "/service/priorities")
        _ = try await ledger.addRule(
            action: .ticket(rule), severities: [.error], eventClasses: nil, partner: partner.id,
            by: user, now: time.now())
    }

    private func addSynchronizeRule() async throws {
        _ = try await ledger.addRule(
            action: .synchronize, severities: Set(Severity.allCases), eventClasses: nil,
            partner: partner.id, by: user, now: time.now())
    }

    private func mapCustomers() async throws {
        let ids = sandbox.companyIDs
        for company in SampleCompany.all where company.number != SampleCompany.unmapped {
            guard let id = ids[company.number],
                let customer = try await ledger.customer(partner.id, number: company.number)
            else { continue }
            try await ledger.mapCustomer(
                customer.id, to: NamedReference(id: id, name: company.name), by: user,
                now: time.now())
        }
    }
}
