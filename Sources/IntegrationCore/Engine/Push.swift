/// One effect on its way to ConnectWise; what each kind does stands in an extension of its own.
struct Push: Sendable {
    let claim: Claim
    let site: SiteRegistry.Site
    let client: ConnectWiseClient
    let ledger: any Ledger
    let time: any TimeSource
    let options: EngineOptions
    let installationID: String
    /// The uptime at which the push began; what was read before it may be out of date.
    let startedAt: Duration
    /// The key of a create that may have happened and was not yet found.
    private(set) var openKey: String?

    init(
        claim: Claim, site: SiteRegistry.Site, client: ConnectWiseClient, ledger: any Ledger,
        time: any TimeSource, options: EngineOptions, installationID: String
    ) {
        self.claim = claim
        self.site = site
        self.client = client
        self.ledger = ledger
        self.time = time
        self.options = options
        self.installationID = installationID
        startedAt = time.uptime()
        openKey = claim.effect.uncertainKey
    }

    /// Does the work of the effect's kind.
    ///
    /// - Throws: `ConnectWiseError`, `Failure` to park with, `LaneLost`, `LedgerError`.
    mutating func carryOut() async throws -> EffectOutcome {
        switch claim.effect.kind {
        case .ticketOpen: try await openTicket()
        case .ticketNote: try await noteRepeat()
        case .ticketResolve: try await resolveTicket()
        case .ticketReopen: try await reopenTicket()
        case .statistics: try await synchronize()
        }
    }

    // MARK: - Creating under a key

    /// What became of a create.
    enum Made<Record: Sendable>: Sendable {
        /// Made now; found, because an earlier attempt made it; several carry the key.
        case made(Record), found(Record), several([Record])
        /// Still unclear, or proved not to exist: the outcome to commit.
        case pending(EffectOutcome)
    }

    /// Makes a record that carries `key`, at most once over all attempts.
    ///
    /// A first, clean attempt goes straight to the create: nothing can carry a new key yet. After
    /// anything else the key is looked for first, and after an unclear answer it is looked for four
    /// times before the create is repeated.
    mutating func create<Record: Sendable>(
        key: String, find: () async throws -> [Record], make: () async throws -> Record
    ) async throws -> Made<Record> {
        if openKey == key, !options.repeatsBlindly {
            let hits = try await find()
            guard let first = hits.first else { return .pending(try await probedInVain(key)) }
            openKey = nil
            return hits.count == 1 ? .found(first) : .several(hits)
        }
        if claim.isReprocess || claim.effect.attempt > 1, !options.repeatsBlindly {
            let hits = try await find()
            if let first = hits.first { return hits.count == 1 ? .found(first) : .several(hits) }
        }
        try await intend(options.repeatsBlindly ? nil : key)
        Failpoint.hit("intent-committed")
        do {
            let record = try await make()
            openKey = nil
            Failpoint.hit("answer-read")
            return .made(record)
        } catch let error as ConnectWiseError {
            openKey = error.verdict == .unknown && !options.repeatsBlindly ? key : nil
            throw error
        }
    }

    /// The record with this key was found by other means: its create is no longer unclear.
    mutating func closeKey(_ key: String) {
        if openKey == key { openKey = nil }
    }

    /// Commits the intent to send; nil key for what may be repeated freely.
    mutating func intend(_ key: String?) async throws {
        guard try await ledger.markIntent(claim, key: key, now: time.now()) else {
            throw LaneLost()
        }
    }

    /// A probe that found nothing: the next one, or, after the last, the proof that none exists.
    private func probedInVain(_ key: String) async throws -> EffectOutcome {
        let failure =
            claim.effect.failure ?? Failure(.outcomeUnknown, "The answer to the create got lost.")
        let now = time.now()
        // An operator's haste does not count: the search index may lag behind the create.
        let isEarly = claim.isReprocess
        let done = claim.effect.probe + (isEarly ? 0 : 1)
        if let next = options.retries.nextProbe(after: done, now: now) {
            return .unknown(key: key, probe: done, at: next, failure)
        }
        // The search may come up empty because nothing at all is visible.
        let boards = try await client.boards()
        if let board = ticketRule?.board.id, !boards.contains(where: { $0.id == board }) {
            return .unknown(
                key: key, probe: claim.effect.probe, at: now + options.retries.slow,
                Failure(.boardNotFound, "The rule's board cannot be seen, so neither can tickets."))
        }
        return .disproved
    }

    // MARK: - The facts at hand

    /// How the ticket's rule opens and closes; nil when the rule was removed.
    var ticketRule: TicketRule? {
        if case .ticket(let rule) = claim.rule?.action { rule } else { nil }
    }

    /// The words about the event.
    func text() throws -> TicketText {
        guard let event = claim.event else {
            throw Failure(.unexpected, "The event behind this push is not in the store.")
        }
        return TicketText(
            event, customer: claim.customer, prefix: site.settings.managedIDPrefix)
    }

    func company() throws -> Int64 {
        guard let company = claim.customer.companyID else {
            throw Failure(
                .companyNotMapped, "Customer \(claim.customer.number), \(claim.customer.name).")
        }
        return company
    }

    func ticket() throws -> Ticket {
        guard let ticket = claim.ticket else {
            throw Failure(.unexpected, "The ticket behind this push is not in the store.")
        }
        return ticket
    }

    /// A key as the condition language takes it.
    func token(_ key: String) throws -> Condition.Token {
        guard let token = Condition.Token(key) else {
            throw Failure(.invalidRequest, "The key \(key) has characters no search can hold.")
        }
        return token
    }
}
