internal import Locking

/// The engine's way to each partner's ConnectWise: client, budget, caches; made anew when the
/// credentials change.
final class SiteRegistry: Sendable {
    /// A partner's ConnectWise while its credentials stay as they are.
    struct Site: Sendable {
        let client: ConnectWiseClient, settings: IntegrationSettings, solution: String
        let budget: RequestBudget, catalog: SiteCatalog
    }

    fileprivate struct Entry {
        var version: Int64
        var client: ConnectWiseClient, solution: String
        var budget: RequestBudget, catalog: SiteCatalog
    }

    private struct State {
        var entries: [RowID<Partner>: Entry] = [:]
        var budgets: [RowID<Partner>: RequestBudget] = [:]
        var parallelism: [RowID<Partner>: Parallelism] = [:]
    }

    private let ledger: any Ledger
    private let access: ConnectWiseAccess
    private let time: any TimeSource
    private let options: EngineOptions
    private let state = Locked(State())

    init(
        ledger: any Ledger, access: ConnectWiseAccess, time: any TimeSource, options: EngineOptions
    ) {
        self.ledger = ledger
        self.access = access
        self.time = time
        self.options = options
    }

    /// The site of a partner, checked against what is stored now.
    ///
    /// - Throws: `Failure` that holds every push of the partner, or `LedgerError`.
    func site(of partner: RowID<Partner>) async throws -> Site {
        let stored = try await ledger.site(partner)
        let settings = try await ledger.settings(partner).value
        guard stored.value.isOn else { throw Failure(.integrationOff) }
        if let entry = state.withLock({ $0.entries[partner] }), entry.version == stored.version {
            entry.budget.setLimit(settings.requestsPerMinute)
            return entry.site(settings)
        }
        let client = try await makeClient(stored.value, partner)
        // A key that was saved for another host meanwhile must not go to this one.
        guard try await ledger.site(partner).version == stored.version else {
            return try await site(of: partner)
        }
        let budget = try await budget(of: partner, limit: settings.requestsPerMinute)
        // Several pushes may come here at once; the first entry is everybody's.
        let entry = state.withLock { state in
            if let known = state.entries[partner], known.version == stored.version { return known }
            let entry = Entry(
                version: stored.version, client: client, solution: stored.value.solution,
                budget: budget, catalog: SiteCatalog())
            state.entries[partner] = entry
            budget.reopen()
            return entry
        }
        return entry.site(settings)
    }

    private func makeClient(
        _ site: ConnectWiseSite, _ partner: RowID<Partner>
    ) async throws -> ConnectWiseClient {
        guard !site.url.isEmpty else {
            throw Failure(.credentialsIncomplete, "No site URL is saved.")
        }
        guard let sealed = try await ledger.sealedPrivateKey(partner), !site.publicKey.isEmpty
        else { throw site.missingKey }
        let key: Secret
        do {
            key = try await access.unseal(sealed, partner)
        } catch {
            throw Failure(
                .credentialsIncomplete, "The stored private key cannot be opened: \(error)")
        }
        return try ConnectWiseClient(
            site: site, privateKey: key, transport: access.transport(site), time: time)
    }

    /// The budget that everything in this process shares for a partner.
    func budget(of partner: RowID<Partner>) async throws -> RequestBudget {
        let limit = try await ledger.settings(partner).value.requestsPerMinute
        return try await budget(of: partner, limit: limit)
    }

    /// The one budget of a partner; a new one counts what an earlier process sent.
    private func budget(
        of partner: RowID<Partner>, limit: Int
    ) async throws -> RequestBudget {
        let (now, uptime) = (time.now(), time.uptime())
        let recent = try await ledger.recentRequests(
            partner: partner, since: now - RequestBudget.window)
        return state.withLock { state in
            if let known = state.budgets[partner] { return known }
            let budget = RequestBudget(limit: limit)
            budget.seed(recent.map { uptime - (now - $0) })
            state.budgets[partner] = budget
            return budget
        }
    }

    // MARK: - Figures

    /// How many more pushes each partner's site bears beside those in hand.
    ///
    /// A site that hangs fills its own room only (product.md 9).
    func room(inHand: [RowID<Partner>: Int], total: Int) -> ClaimRoom {
        let limits = state.withLock { $0.parallelism.mapValues(\.value) }
        var room = ClaimRoom(total: total, each: options.parallelism.lowerBound, left: limits)
        for (partner, count) in inHand {
            room.left[partner] = (limits[partner] ?? room.each) - count
        }
        return room
    }

    /// How many pushes may be in hand at once, over all partners with a record of their own.
    var parallelism: Int {
        state.withLock { state in
            let known = state.parallelism.values.reduce(0) { $0 + $1.value }
            return max(known, options.parallelism.lowerBound)
        }
    }

    func succeeded(_ partner: RowID<Partner>, requests: Int) {
        change(partner) { $0.succeeded(requests: requests) }
    }

    func wasLimited(_ partner: RowID<Partner>) {
        change(partner) { $0.wasLimited() }
    }

    func budgetLeft() -> [RowID<Partner>: Int] {
        let now = time.uptime()
        return state.withLock { $0.entries.mapValues { $0.budget.left(at: now) } }
    }

    private func change(_ partner: RowID<Partner>, _ edit: (inout Parallelism) -> Void) {
        state.withLock { edit(&$0.parallelism[partner, default: Parallelism(options.parallelism)]) }
    }
}

extension SiteRegistry.Entry {
    fileprivate func site(_ settings: IntegrationSettings) -> SiteRegistry.Site {
        SiteRegistry.Site(
            client: client, settings: settings, solution: solution, budget: budget,
            catalog: catalog)
    }
}
