import ConnectWiseSandbox
import IntegrationCore

/// One round of the demo without a screen: push, fix, repair what failed, reprocess, check.
struct DemoRound {
    let stage: DemoStage
    let engine: SyncEngine

    /// What the round found out.
    struct Report: Sendable {
        /// All notifications, oldest first, and how many of them had failed before the repair.
        var rows: [NotificationRow], failedBefore: [NotificationRow]
        /// Requests sent; tickets that people see; of those, open ones.
        var requests: Int, tickets: Int, openTickets: Int
        /// What should have been pushed and was not, and what was pushed twice, in words.
        var lost: [String], duplicated: [String]

        /// Whether nothing was lost and nothing done twice.
        var isGood: Bool { lost.isEmpty && duplicated.isEmpty }
    }

    /// Plays the round.
    func play() async throws -> Report {
        let failing = try await stage.furnish()
        // A kept demo may have been ended amid failures that nobody fixes any more.
        let openBefore = openTickets
        try await engine.runUntilIdle()
        var day = SampleDay(
            fleet: SampleDevice.fleet(seed: DemoStage.seed), failing: failing,
            seed: DemoStage.seed)
        try await pass(seconds: 30, of: &day, opensNew: true)
        let failed = try await notifications(in: [.failed])
        try await repair()
        _ = try await stage.ledger.reprocess(
            failed.map(\.id), by: stage.user, now: stage.time.now())
        try await engine.runUntilIdle()
        try await pass(seconds: day.failing.count, of: &day, opensNew: false)
        return try await report(failedBefore: failed, openBefore: openBefore)
    }

    /// The tickets that are not closed: their companies by their ids.
    private var openTickets: [Int64: Int64] {
        var open: [Int64: Int64] = [:]
        for ticket in stage.sandbox.tickets where ticket["closedFlag"]?.bool != true {
            guard let id = ticket["id"]?.integer else { continue }
            open[id] = ticket["company"]?["id"]?.integer ?? 0
        }
        return open
    }

    private func pass(seconds: Int, of day: inout SampleDay, opensNew: Bool) async throws {
        for _ in 0..<seconds {
            guard let event = day.next(at: stage.time.now(), opensNew: opensNew) else { continue }
            try await stage.take([event])
            try await engine.runUntilIdle()
        }
    }

    /// What the demo's user would do: map the company, add the missing entry.
    private func repair() async throws {
        let number = SampleCompany.unmapped
        if let customer = try await stage.ledger.customer(stage.partner.id, number: number),
            let company = stage.sandbox.companyIDs[number]
        {
            try await stage.ledger.mapCustomer(
                customer.id, to: NamedReference(id: company, name: customer.name),
                by: stage.user, now: stage.time.now())
        }
        let solution = Tenant.northwind.managementSolution ?? ""
        if let company = stage.sandbox.companyIDs[SampleCompany.withoutSecondEntry],
            let solution = stage.sandbox.reference(solution, in: "/company/managementItSolutions")
        {
            let keyring = Keyring(ledger: stage.ledger, keyFile: stage.place.keyFile)
            let client = try await SiteClients(
                ledger: stage.ledger, keyring: keyring, loop: CurlLoop(), time: stage.time
            ).client(for: stage.partner.id)
            _ = try await client.createManagementSummaryReport(
                company: company, solution: solution.id,
                managedID: "EFS-\(SampleCompany.withoutSecondEntry)", deviceType: .backupStats)
        }
    }

    private func notifications(
        in states: Set<NotificationState>
    ) async throws -> [NotificationRow] {
        var filter = NotificationFilter()
        filter.states = states
        return try await stage.ledger.allNotifications(of: stage.partner.id, matching: filter)
    }

    private func report(
        failedBefore: [NotificationRow], openBefore: [Int64: Int64]
    ) async throws -> Report {
        let rows = try await notifications(in: []).sorted { $0.id < $1.id }
        let tickets = stage.sandbox.tickets
        let known = Set(tickets.compactMap { $0["id"]?.integer })
        var lost = rows.filter { ![.done, .skipped, .cancelled].contains($0.state) }
            .map(\.sentence)
        for id in Set(rows.compactMap(\.ticket)).subtracting(known).sorted() {
            lost.append("ticket #\(id) is not in ConnectWise")
        }
        // Whatever failed was fixed in the end, save at the company that stayed quiet.
        let open = openTickets
        let quiet = stage.sandbox.companyIDs[SampleCompany.unmapped]
        for (id, company) in open.sorted(by: { $0.key < $1.key })
        where company != quiet && openBefore[id] == nil {
            lost.append("ticket #\(id) was fixed and is still open")
        }
        if !open.values.contains(where: { $0 == quiet }) {
            lost.append("the failure of EFS-\(SampleCompany.unmapped) has no ticket")
        }
        return Report(
            rows: rows, failedBefore: failedBefore, requests: stage.sandbox.journal.count,
            tickets: tickets.count, openTickets: open.count, lost: lost,
            duplicated: stage.sandbox.duplicateXRefs.map { "two tickets carry \($0)" })
    }
}
