/// Decides what a failed request means for its effect and for its partner (reliability 2.4).
struct FailureJudge {
    /// An outcome of this effect alone, or a reason to hold every push of the partner.
    enum Verdict {
        case outcome(EffectOutcome), hold(Failure)
    }

    let push: Push
    let gate: EffectGate
    let lastRequests: () -> [RequestRecord]

    private var effect: Effect { push.claim.effect }
    private var now: Timestamp { push.time.now() }

    /// Judges an error of the client.
    ///
    /// A create that may have happened stays unclear whatever else went wrong.
    func verdict(on error: ConnectWiseError) async throws -> Verdict {
        if let refusal = gate.refusal { return .outcome(outcome(of: refusal)) }
        switch error.verdict {
        case .badCredentials:
            return .hold(error.failure)
        case .forbidden:
            return try await forbidden(error.failure)
        case .notApplied where error.failure.code == .hostNotConfirmed:
            return .hold(error.failure)
        case .notApplied:
            return .outcome(refused(error.failure))
        case .notFound:
            return .outcome(refused(error.failure))
        case .rateLimited(let retryAfter):
            let at = push.options.retries.nextAttempt(
                afterRateLimit: effect.attempt, retryAfter: retryAfter, now: now,
                jitter: push.options.jitter())
            let pause = retryAfter ?? push.options.retries.rateLimitBase
            push.site.budget.close(until: push.time.uptime() + pause)
            return .outcome(again(at: at, error.failure))
        case .transient:
            return .outcome(leaveAlone(for: error.pause, transient(error.failure)))
        case .unknown:
            return .outcome(leaveAlone(for: error.pause, unclear(error.failure)))
        }
    }

    /// Puts an outcome off, and every other request of the site, as long as a 503 asked for.
    private func leaveAlone(for pause: Duration?, _ outcome: EffectOutcome) -> EffectOutcome {
        guard let pause else { return outcome }
        push.site.budget.close(until: push.time.uptime() + pause)
        let earliest = push.options.retries.nextAttempt(
            afterRateLimit: effect.attempt, retryAfter: pause, now: now,
            jitter: push.options.jitter())
        switch outcome {
        case .retry(let at, let failure):
            return .retry(at: max(at, earliest), failure)
        case .unknown(let key, let probe, let at, let failure):
            return .unknown(key: key, probe: probe, at: max(at, earliest), failure)
        default:
            return outcome
        }
    }

    /// 403: the right of one operation, or of everything; a call that must work tells.
    private func forbidden(_ failure: Failure) async throws -> Verdict {
        if failure.code == .clientIDMissing { return .hold(failure) }
        let refused = lastRequests().last { $0.status == 403 }
        do {
            _ = try await push.client.boards()
        } catch {
            switch error.verdict {
            case .forbidden, .badCredentials: return .hold(failure)
            default: return .outcome(transient(failure))
            }
        }
        var named = failure
        named.code = .permissionMissing
        if let refused {
            let right = SecurityRight.name(for: refused.method, path: refused.path)
            named.detail = "Missing right: \(right). \(failure.detail)"
        }
        return .outcome(.parked(named))
    }

    /// 4xx: waits for a person, unless it may come from something kept too long.
    private func refused(_ failure: Failure) -> EffectOutcome {
        let isNews = push.site.catalog.drop(readBefore: push.startedAt)
        let mayBeOld: Set<FailureCode> = [.statusNotFound, .boardNotFound, .notFound]
        if isNews && mayBeOld.contains(failure.code) { return again(at: now, failure) }
        let aboutCompany = failure.fields.contains { $0.field.lowercased().hasPrefix("company") }
        guard aboutCompany && failure.code == .invalidRequest else { return .parked(failure) }
        return .parked(
            Failure(.companyInactive, failure.detail, fields: failure.fields))
    }

    private func transient(_ failure: Failure) -> EffectOutcome {
        let at = push.options.retries.nextAttempt(
            after: effect.attempt, acceptedAt: effect.acceptedAt, now: now,
            jitter: push.options.jitter())
        guard let at else { return .parked(failure) }
        return again(at: at, failure)
    }

    /// A create whose answer is not clear: it is looked for before it is repeated.
    private func unclear(_ failure: Failure) -> EffectOutcome {
        guard let key = push.openKey else { return transient(failure) }
        let at = push.options.retries.nextProbe(after: 0, now: now) ?? now
        return .unknown(key: key, probe: 0, at: at, failure)
    }

    /// Tried again at a moment; an unclear create stays unclear and keeps its count of probes.
    private func again(at moment: Timestamp, _ failure: Failure) -> EffectOutcome {
        guard let key = push.openKey else { return .retry(at: moment, failure) }
        return .unknown(key: key, probe: effect.probe, at: moment, failure)
    }

    private func outcome(of refusal: EffectGate.Refusal) -> EffectOutcome {
        switch refusal {
        case .budget(let until):
            let at = now + max(.zero, until - push.time.uptime())
            return again(
                at: at,
                Failure(.rateLimited, "The budget of requests a minute is used up for now."))
        case .stopping, .leaseTooShort:
            guard let key = push.openKey else { return .released }
            return .unknown(
                key: key, probe: effect.probe, at: now,
                Failure(.outcomeUnknown, "The engine stopped before the record was looked for."))
        }
    }
}
