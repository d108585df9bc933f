/// Claims due effects and hands each to a worker of its own; sleeps until something is due.
actor Dispatcher {
    nonisolated let bell = Bell()
    nonisolated let hub = EventHub()

    private let ledger: any Ledger
    private let time: any TimeSource
    private let options: EngineOptions
    private let sites: SiteRegistry
    private let worker: EffectWorker

    private var loop: Task<Void, Never>?
    private var tasks: [RowID<Effect>: Task<Void, Never>] = [:]
    private var inFlight: [RowID<Effect>: EngineStatus.Push] = [:]
    private var summary = RunSummary()
    private var endedPushes = 0
    private var isStopping = false
    private var nextDue: Timestamp?
    private var storeTrouble: String?

    init(
        ledger: any Ledger, access: ConnectWiseAccess, time: any TimeSource, options: EngineOptions
    ) {
        self.ledger = ledger
        self.time = time
        self.options = options
        sites = SiteRegistry(ledger: ledger, access: access, time: time, options: options)
        worker = EffectWorker(
            ledger: ledger, time: time, options: options, sites: sites, hub: hub)
    }

    nonisolated func gate(for partner: RowID<Partner>) async throws -> BudgetGate {
        BudgetGate(budget: try await sites.budget(of: partner), time: time)
    }

    // MARK: - Running

    func rescue() async throws {
        _ = try await ledger.rescue(owner: options.owner, now: time.now())
        isStopping = false
    }

    func begin() {
        guard loop == nil else { return }
        loop = Task { await run() }
    }

    func drain() async throws -> RunSummary {
        summary = RunSummary()
        do {
            while !isStopping {
                if Task.isCancelled { await stop(within: .seconds(15)) }
                let ended = endedPushes
                let claimed = try await claim()
                // A push that ended during the claim freed a lane that the claim saw as taken.
                if claimed == 0 && tasks.isEmpty && ended == endedPushes { break }
                if claimed == 0 { await bell.wait(until: nil, time: time) }
            }
        } catch {
            for task in Array(tasks.values) { await task.value }
            throw error
        }
        nextDue = try await ledger.nextDue()
        hub.send(.idle)
        return summary
    }

    private func run() async {
        while !isStopping {
            var wakeAt: Timestamp?
            do {
                let asked = time.now()
                let claimed = try await claim()
                nextDue = try await ledger.nextDue()
                storeTrouble = nil
                if claimed > 0 { continue }
                if tasks.isEmpty { hub.send(.idle) }
                // What was due and not to be had stands in a lane that is taken: the end of a push
                // rings; a lane of a dead engine is looked at again after a while. What became
                // due since the claim is taken at once.
                wakeAt = nextDue.map { $0 > asked ? $0 : time.now() + .seconds(5) }
            } catch {
                storeTrouble = "\(error)"
                wakeAt = time.now() + .seconds(5)
            }
            await bell.wait(until: wakeAt, time: time)
        }
    }

    /// Hands out what is due, up to what each partner's site bears; the number of new pushes.
    private func claim() async throws -> Int {
        guard !isStopping, tasks.count < Self.limit else { return 0 }
        let inHand = inFlight.values.reduce(into: [:]) { $0[$1.partner, default: 0] += 1 }
        let room = sites.room(inHand: inHand, total: Self.limit - tasks.count)
        let taken = time.uptime()
        let claims = try await ledger.claimDue(
            owner: options.owner, now: time.now(), lease: options.lease, room: room)
        for claim in claims { start(claim, taken: taken) }
        return claims.count
    }

    private func start(_ claim: Claim, taken: Duration) {
        let id = claim.effect.id
        inFlight[id] = EngineStatus.Push(
            effect: id, kind: claim.effect.kind, partner: claim.partner,
            customer: claim.customer.id, since: time.now())
        hub.send(.started(id, customer: claim.customer.id))
        tasks[id] = Task {
            let result = await worker.carryOut(claim, taken: taken)
            finished(claim, result)
        }
    }

    private func finished(_ claim: Claim, _ result: EffectWorker.Result) {
        endedPushes += 1
        tasks[claim.effect.id] = nil
        inFlight[claim.effect.id] = nil
        summary.requests += result.requests
        if let state = result.state { summary.outcomes[state, default: 0] += 1 }
        if let trouble = result.storeTrouble { storeTrouble = trouble }
        hub.send(.finished(claim.effect.id, customer: claim.customer.id))
        bell.ring()
    }

    /// The most pushes in hand over all partners: what open connections and memory bear.
    private static let limit = 256

    // MARK: - Stopping

    func stop(within grace: Duration) async {
        isStopping = true
        bell.ring()
        await loop?.value
        loop = nil
        let running = Array(tasks.values)
        if !running.isEmpty {
            let alarm = Task { [time] in
                try await time.sleep(until: time.now() + grace)
                for task in running { task.cancel() }
            }
            for task in running { await task.value }
            alarm.cancel()
        }
        hub.close()
    }

    func status() -> EngineStatus {
        EngineStatus(
            isRunning: loop != nil && !isStopping,
            inFlight: inFlight.values.sorted { $0.since < $1.since },
            parallelism: sites.parallelism,
            budgetLeft: sites.budgetLeft(), nextDue: nextDue, storeTrouble: storeTrouble)
    }
}
