import IntegrationCore
import Locking

/// Answers requests: faults around, the tenant within.
final class Service: Answering {
    let journal = Journal()
    let clock: any TimeSource
    let state: Locked<State>
    let settings: Locked<Settings>
    private let stopSignal: Locked<StopSignal>
    private let limiter = Locked(RateLimiter())
    private let dice: Locked<FaultDice>
    private let archive: StateDirectory?

    /// What can change while the server runs.
    struct Settings: Sendable {
        var tenant: Tenant
        var behaviour: Behaviour
        /// `https://127.0.0.1:port`, known once it listens.
        var origin = ""
    }

    init(
        tenant: Tenant, behaviour: Behaviour, faults: FaultPlan, clock: any TimeSource,
        archive: StateDirectory?, state: sending State
    ) throws(SandboxError) {
        stopSignal = Locked(try StopSignal())
        dice = Locked(FaultDice(faults))
        settings = Locked(Settings(tenant: tenant, behaviour: behaviour))
        self.state = Locked(state)
        self.clock = clock
        self.archive = archive
    }

    func setFaults(_ plan: FaultPlan) { dice.withLock { $0 = FaultDice(plan) } }

    /// Ends the waits of delayed requests, before the listener is stopped.
    func endWaits() { stopSignal.withLock { $0 }.fire() }

    /// Lets requests wait again after `endWaits`.
    func beginWaits() throws(SandboxError) {
        let signal = try StopSignal()
        stopSignal.withLock { $0 = signal }
    }

    /// Blocks the thread of one request; ends early when the server stops.
    private func wait(_ duration: Duration) { stopSignal.withLock { $0 }.wait(duration) }

    func begin(method: String, target: String) -> Admission? {
        let call = Call(method: method, target: target, headers: [:], arrived: clock.now())
        let path = settings.withLock { $0 }.apiPath(of: call.path) ?? call.path
        let admission = Admission(
            number: journal.nextNumber(), arrived: call.arrived,
            faults: dice.withLock { $0.draw(method: method, path: path) })
        guard admission.faults.contains(.resetBeforeRead) else { return admission }
        write(call, admission, Outcome(), status: nil)
        return nil
    }

    func answer(
        _ admission: Admission, method: String, target: String, headers: [String: String],
        body: [UInt8]
    ) -> Delivery {
        var call = Call(
            method: method, target: target, headers: headers, body: body,
            arrived: admission.arrived)
        for case .latency(let wait) in admission.faults { self.wait(wait.upperBound) }
        let fault = admission.faults.first { !$0.isDelayOnly } ?? limit(admission)
        if let refusal = fault?.refusal {
            write(call, admission, Outcome(), status: refusal.status)
            return .reply(stamped(refusal, admission))
        }
        if fault == .dropBeforeCommit {
            write(call, admission, Outcome(), status: nil)
            return .reset
        }
        call.handled = clock.now()
        var (reply, outcome) = carryOut(call)
        reply = stamped(reply, admission)
        write(call, admission, outcome, status: fault == .dropAfterCommit ? nil : reply.status)
        return deliver(reply, fault)
    }

    /// The 429 of a request above the tenant's own limit; nil below it.
    private func limit(_ admission: Admission) -> Fault? {
        guard let allowed = settings.withLock({ $0.behaviour.requestsPerMinute }) else {
            return nil
        }
        return limiter.withLock { $0.admit(at: admission.arrived, allowed: allowed) }
            .map { .rateLimited(retryAfter: $0) }
    }

    private func deliver(_ reply: Reply, _ fault: Fault?) -> Delivery {
        var reply = reply
        switch fault {
        case .dropAfterCommit: return .reset
        case .slowAfterCommit(let wait): self.wait(wait)
        case .truncatedBody: return .cutReply(reply)
        case .malformedJSON: reply.body = Array(reply.body.prefix(max(1, reply.body.count * 2 / 3)))
        case .numbersAsText:
            if let json = try? JSONValue(parsing: reply.body) {
                reply = .json(reply.status, json.withNumbersAsText).with(reply.headers)
            }
        case .emptyBody: reply = Reply(status: 200, headers: reply.headers)
        case .badGatewayAfterCommit: reply = .html(502, "502 Bad Gateway")
        default: break
        }
        return .reply(reply)
    }

    /// Carries a request out under the lock, so that all see one order of events.
    private func carryOut(_ call: Call) -> (Reply, Outcome) {
        let settings = settings.withLock { $0 }
        return state.withLock { state in
            var (reply, outcome) = FrontDoor(settings: settings).answer(call, &state)
            let changes = state.takeChanges()
            outcome.effects = changes.filter { !$0.resource.isTrail }.map(\.sentence)
            if let problem = keep(changes) {
                reply = Refusal(status: 500, code: "Sandbox", message: problem.description).reply
            }
            return (reply, outcome)
        }
    }

    /// Writes changes to the directory, if there is one; returns what went wrong.
    @discardableResult
    func keep(_ changes: [State.Change]) -> SandboxError? {
        changes.isEmpty ? nil : archive?.append(changes)
    }

    private func stamped(_ reply: Reply, _ admission: Admission) -> Reply {
        let version = settings.withLock { $0.tenant.version }
        return reply.with("x-cw-request-id", Self.requestID(admission.number))
            .with("api-current-version", version)
    }

    private func write(_ call: Call, _ admission: Admission, _ outcome: Outcome, status: Int?) {
        journal.append(
            JournalEntry(
                number: admission.number, arrived: call.arrived, method: call.method,
                path: settings.withLock { $0 }.apiPath(of: call.path) ?? call.path,
                query: call.query, operation: outcome.operation,
                publicKey: Credentials(call.headers["authorization"])?.publicKey,
                body: (try? JSONValue(parsing: call.body)) ?? .null, status: status,
                effects: outcome.effects, violations: outcome.violations,
                faults: admission.faults.map(\.name),
                requestID: Self.requestID(admission.number)))
    }

    /// An id in the form of the real one, numbered so that a test can name it.
    private static func requestID(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        let padding = String(repeating: "0", count: max(0, 12 - digits.count))
        return "00000000-0000-4000-8000-" + padding + digits
    }
}

/// What the journal learns from carrying a request out.
struct Outcome {
    var operation: String?
    var effects: [String] = []
    var violations: [Violation] = []
}

extension State.Change {
    /// The change in words: `created /service/tickets 5001`.
    var sentence: String { "\(kind.rawValue) \(resource.rawValue) \(record.id)" }
}

extension Service.Settings {
    /// The path below `/{codebase}apis/3.0`; nil outside the present code base.
    func apiPath(of path: String) -> String? {
        // `v4_6_release` works as a router to the tenant's version (contract 1).
        for codeBase in [tenant.codeBase, "v4_6_release/"] {
            let prefix = "/\(codeBase)apis/3.0/"
            if path.hasPrefix(prefix) { return "/" + path.dropFirst(prefix.count) }
        }
        return nil
    }
}
