internal import Locking

/// Carries one claimed effect out: connects, pushes, judges what went wrong, commits the outcome.
struct EffectWorker: Sendable {
    /// What became of a claim, for the figures of a run.
    struct Result: Sendable {
        var state: EffectState?
        var requests = 0
        var storeTrouble: String?
    }

    let ledger: any Ledger
    let time: any TimeSource
    let options: EngineOptions
    let sites: SiteRegistry
    let hub: EventHub

    /// Pushes the claim and says what became of it.
    ///
    /// `taken` is the uptime before it was claimed: its lease counts from there.
    func carryOut(_ claim: Claim, taken: Duration) async -> Result {
        Failpoint.hit("claimed")
        let requests = Locked<[RequestRecord]>([])
        var result = Result()
        do {
            let outcome = try await outcome(of: claim, taken: taken, requests: requests)
            let records = requests.withLock { $0 }
            result.requests = records.count
            if let outcome {
                Failpoint.hit("before-outcome")
                let isOurs = try await ledger.finish(
                    claim, outcome: outcome, requests: records, now: time.now())
                Failpoint.hit("after-outcome")
                if isOurs { result.state = outcome.state }
            }
        } catch {
            // The store failed: the lane runs out and the effect is taken up again, a create
            // whose intent is committed by a look for its key.
            result.storeTrouble = "\(error)"
        }
        return result
    }

    /// What is to be committed; nil when the lane is another engine's by now.
    private func outcome(
        of claim: Claim, taken: Duration, requests: Locked<[RequestRecord]>
    ) async throws -> EffectOutcome? {
        let site: SiteRegistry.Site
        do {
            site = try await sites.site(of: claim.partner)
        } catch let failure as Failure {
            return try await hold(claim, failure)
        }
        let gate = EffectGate(budget: site.budget, time: time, leaseEnd: taken + options.lease)
        let priority: RequestPriority = claim.effect.kind == .statistics ? .statistics : .ticket
        let client = site.client.with(gate: gate, priority: priority) { record in
            requests.withLock { $0.append(record) }
        }
        var push = Push(
            claim: claim, site: site, client: client, ledger: ledger, time: time,
            options: options, installationID: try await ledger.installationID())
        let renewer = renewing(claim, gate)
        defer { renewer.cancel() }
        do {
            let outcome = try await push.carryOut()
            sites.succeeded(claim.partner, requests: requests.withLock { $0.count })
            return outcome
        } catch is LaneLost {
            return nil
        } catch let failure as Failure {
            return .parked(failure)
        } catch let error as ConnectWiseError {
            let judge = FailureJudge(
                push: push, gate: gate, lastRequests: { requests.withLock { $0 } })
            switch try await judge.verdict(on: error) {
            case .outcome(let outcome):
                if case .rateLimited = error.verdict { sites.wasLimited(claim.partner) }
                return outcome
            case .hold(let failure):
                return try await hold(claim, failure, key: push.openKey)
            }
        }
    }

    /// Opens the partner's circuit; the effect goes back as it came, without an attempt.
    ///
    /// One entry for the partner, whatever number of pushes meets the same wall.
    private func hold(
        _ claim: Claim, _ failure: Failure, key: String? = nil
    ) async throws -> EffectOutcome {
        if try await ledger.partners().first(where: { $0.id == claim.partner })?.circuit == nil {
            try await ledger.openCircuit(partner: claim.partner, failure: failure, now: time.now())
            hub.send(.circuitOpened(claim.partner))
        }
        guard let key = key ?? claim.effect.uncertainKey else { return .released }
        return .unknown(key: key, probe: claim.effect.probe, at: time.now(), failure)
    }

    /// Puts the end of the lease off until cancelled; a lost lane stops every further request.
    private func renewing(_ claim: Claim, _ gate: EffectGate) -> Task<Void, Never> {
        Task { [ledger, time, options] in
            while !Task.isCancelled {
                guard (try? await time.sleep(until: time.now() + options.renewal)) != nil
                else { return }
                let uptime = time.uptime()
                let isOurs = try? await ledger.renew(claim, until: time.now() + options.lease)
                switch isOurs {
                case true: gate.leaseEnds(at: uptime + options.lease)
                case false: gate.leaseEnds(at: .zero)
                default: break
                }
            }
        }
    }
}

/// The lane belongs to another engine now: nothing may be sent or committed any more.
struct LaneLost: Error {}

extension EffectOutcome {
    /// The state it leads to; nil for work that goes back as it came.
    var state: EffectState? {
        switch self {
        case .done, .superseded: .done
        case .skipped: .skipped
        case .retry: .retryWait
        case .unknown: .unknown
        case .disproved: .planned
        case .parked: .parked
        case .conflict: .conflict
        case .released: nil
        }
    }
}
