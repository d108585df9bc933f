extension Push {
    /// Brings a customer's backup statistics up to date: only what changed is sent.
    mutating func synchronize() async throws -> EffectOutcome {
        let settings = site.settings
        guard settings.updatesStatistics else {
            return .skipped("Update Backup Statistics is switched off.")
        }
        let company = try company()
        let managedID = ManagedID(
            prefix: settings.managedIDPrefix, number: claim.customer.number)
        let facts = try await ledger.statistics(customer: claim.customer.id, now: time.now())
        let plan = StatisticsPlan(facts, managedID: managedID, settings: settings)
        // A configuration whose create is unclear is looked for before anything else: the next
        // intent would take its place.
        if let key = openKey, let account = plan.accounts.first(where: { $0.key == key }) {
            if let outcome = try await push(account, company: company) { return outcome }
        }
        if settings.statisticsTarget != .configuration {
            try await pushCounters(plan, company: company, managedID: managedID)
        }
        if settings.statisticsTarget != .counters {
            for account in plan.accounts {
                if let outcome = try await push(account, company: company) { return outcome }
            }
        }
        return .done(nil, adopted: false)
    }

    private mutating func pushCounters(
        _ plan: StatisticsPlan, company: Int64, managedID: ManagedID
    ) async throws {
        let entries = try await client.managementSummaryReports(company: company)
        let check = ManagedIDCheck(entries, managedID: managedID, solution: site.solution)
        guard case .correct(let machines, let backups) = check else {
            if case .wrong(let failure) = check { throw failure }
            return
        }
        let changes = [
            (machines.id, plan.machines.differences(from: machines)),
            (backups.id, plan.backups.differences(from: backups)),
        ]
        for (entry, counters) in changes where !counters.changes.isEmpty {
            try await intend(nil)
            _ = try await client.patchManagementSummaryReport(
                company: company, id: entry, counters)
        }
    }

    /// Makes or changes one account's configuration; nil when it is as it should be.
    private mutating func push(
        _ account: StatisticsPlan.AccountMonth, company: Int64
    ) async throws -> EffectOutcome? {
        let (client, key) = (client, try token(account.key))
        let found = try await client.configurations(deviceIdentifier: key)
        if found.count > 1 {
            let ids = found.map { String($0.id) }.joined(separator: " and ")
            let failure = Failure(.severalTickets, "Configurations \(ids) carry \(key).")
            return .conflict(nil, failure)
        }
        if let shown = found.first {
            closeKey(account.key)
            let changes = account.figures.differences(from: shown.figures)
            guard !changes.changes.isEmpty else { return nil }
            try await intend(nil)
            _ = try await client.patchConfiguration(shown.id, figures: changes)
            return nil
        }
        let types = try await site.catalog.configurationTypes(client, at: time.uptime())
        guard let type = types.first(where: { $0.name == "Backup Stats" }) else {
            throw Failure(.configurationTypeNotFound)
        }
        let made = try await create(key: account.key) {
            [ConnectWise.Configuration]()
        } make: {
            try await client.createConfiguration(
                name: account.name, type: type.id, company: company, deviceIdentifier: key,
                figures: account.figures)
        }
        if case .pending(let outcome) = made { return outcome }
        return nil
    }
}
