import IntegrationCore
import Testing

/// One named thing that every driver of the `Ledger` port must do.
struct LedgerCase: Sendable, CustomTestStringConvertible {
    let name: String
    let run: @Sendable (LedgerBench) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (LedgerBench) async throws -> Void) {
        self.name = name
        self.run = run
    }

    var testDescription: String { name }
}

/// The suite that SQLite passes now and a second driver will have to pass.
enum LedgerConformance {
    static let cases: [LedgerCase] =
        configuration + setup + ingest + usage + tickets + outbox + statistics + reprocessing
        + lists + audit
}

/// An empty ledger with one partner, and words to set the scene.
struct LedgerBench: Sendable {
    static let start = Timestamp(rfc3339: "2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0)
    static let who = Operator("ann")
    let ledger: any Ledger
    let partner: RowID<Partner>

    init(_ ledger: any Ledger, partner: RowID<Partner>) {
        self.ledger = ledger
        self.partner = partner
    }

    init(_ ledger: any Ledger) async throws {
        self.ledger = ledger
        partner = try await ledger.addPartner(
            name: "Northwind", mode: .sandbox, by: Self.who, now: Self.start
        ).id
    }

    func at(_ minutes: Int) -> Timestamp { Self.start + .seconds(minutes * 60) }

    @discardableResult
    func addTicketRule() async throws -> NotificationRule {
        try await ledger.addRule(
            action: .ticket(TicketRule(board: NamedReference(id: 1, name: "Backup"))),
            severities: [.warning, .error], eventClasses: nil, partner: partner, by: Self.who,
            now: Self.start)
    }

    @discardableResult
    func addSyncRule() async throws -> NotificationRule {
        try await ledger.addRule(
            action: .synchronize, severities: Set(Severity.allCases), eventClasses: nil,
            partner: partner, by: Self.who, now: Self.start)
    }

    /// A run of job `nightly` on device `dc01` that ended at a minute.
    func run(
        _ result: BackupEvent.JobRun.Result, minute: Int, id: String? = nil,
        customer: String = "19652", device: String = "dc01", runID: String? = nil,
        account: String? = nil, stored: Int64? = nil, kind: JobKind = .backup
    ) -> BackupEvent {
        BackupEvent(
            source: "/efolder/portal",
            id: id ?? "\(customer)/\(device)/\(minute)/\(result.rawValue)",
            time: at(minute), customer: .init(id: customer, name: "Contoso"),
            account: account.map { .init(id: $0) },
            device: .init(id: device, name: device.uppercased(), kind: .server),
            fact: .job(
                .init(
                    jobID: "nightly", kind: kind, runID: runID, result: result,
                    endedAt: at(minute), storedBytes: stored)),
            message: result == .failed ? "VSS snapshot error" : nil)
    }

    @discardableResult
    func record(_ events: BackupEvent..., at minute: Int) async throws -> [Acceptance] {
        try await ledger.record(
            events, partner: partner, planner: EventPlanner(), now: at(minute), dryRun: false)
    }

    func claim(at minute: Int, owner: String = "a", limit: Int = 10) async throws -> [Claim] {
        try await ledger.claimDue(
            owner: owner, now: at(minute), lease: .seconds(60), room: ClaimRoom(total: limit))
    }

    /// Claims the one effect that is due, and ends it.
    @discardableResult
    func finishNext(
        _ outcome: EffectOutcome, at minute: Int, key: String? = nil,
        requests: [RequestRecord] = []
    ) async throws -> Claim {
        let claims = try await claim(at: minute, limit: 1)
        let claim = try #require(claims.first)
        #expect(try await ledger.markIntent(claim, key: key, now: at(minute)))
        #expect(
            try await ledger.finish(
                claim, outcome: outcome, requests: requests, now: at(minute)))
        return claim
    }

    func rows(_ states: NotificationState...) async throws -> [NotificationRow] {
        var filter = NotificationFilter()
        filter.states = Set(states)
        return try await ledger.notifications(partner, matching: filter, page: PageRequest())
    }

    /// The states of all notifications, oldest first.
    func states() async throws -> [NotificationState] {
        try await rows().reversed().map(\.state)
    }
}

extension Ledger {
    /// Ends a claim without requests.
    func finish(claim: Claim, _ outcome: EffectOutcome, at now: Timestamp) async throws -> Bool {
        try await finish(claim, outcome: outcome, requests: [], now: now)
    }
}
