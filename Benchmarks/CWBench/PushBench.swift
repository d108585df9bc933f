import ConnectWiseSandbox
import IntegrationCore
import Store

/// From an accepted event to the first byte of its request, with the engine at rest before.
///
/// One event at a time: the figure is the way through store, engine and https, not a queue.
struct PushBench {
    private static let who = Operator("bench")
    private static let customer: Int64 = 10_000

    let ledger: SQLiteLedger
    let partner: RowID<Partner>
    let sandbox: ConnectWiseSandbox
    let engine: SyncEngine
    private let time = SystemTime()
    private let clock = ContinuousClock()

    init(path: String) async throws {
        sandbox = try ConnectWiseSandbox(tenant: .named(["Client"], firstCustomer: 10_000))
        try sandbox.start()
        ledger = try SQLiteLedger(path: path)
        let now = time.now()
        partner = try await ledger.addPartner(name: "Bench", mode: .sandbox, by: Self.who, now: now)
            .id
        var site = ConnectWiseSite()
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.solution = "Axcient"
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = "127.0.0.1:\(sandbox.port)"
        try await ledger.saveCredentials(
            site, version: 0,
            sealedKey: SealedKey(sealed: Array(sandbox.privateKey.utf8), fingerprint: "0000"),
            partner: partner, by: Self.who, now: now)
        let board = sandbox.records("/service/boards").first
        let rule = TicketRule(
            board: NamedReference(
                id: board?["id"]?.integer ?? 0, name: board?["name"]?.string ?? ""))
        _ = try await ledger.addRule(
            action: .ticket(rule), severities: [.error], eventClasses: nil, partner: partner,
            by: Self.who, now: now)
        engine = SyncEngine(
            ledger: ledger, access: .https(loop: CurlLoop()) { sealed, _ in Secret(sealed) },
            options: EngineOptions(owner: "bench"))
    }

    /// Opens `count` tickets, one after the other, and reports how long each waited.
    func latency(of count: Int, report: Report) async throws {
        try await makeCustomer()
        try await engine.start()
        var waits: [Double] = []
        for number in 1...count {
            let requests = sandbox.journal.stream()
            try await take(number, result: "failed")
            let accepted = clock.now
            engine.wake()
            for await request in requests where request.operation == "POST /service/tickets" {
                break
            }
            waits.append((clock.now - accepted).inSeconds * 1_000)
        }
        await engine.stop()
        sandbox.stop()
        waits.sort()
        report.under("event accepted to its request, p50", waits[count / 2], 50, unit: "ms")
        report.under(
            "event accepted to its request, p99", waits[count * 99 / 100], 1_000, unit: "ms")
    }

    /// A first success makes the customer known, so that it can be mapped.
    private func makeCustomer() async throws {
        try await take(0, result: "success")
        guard let customer = try await ledger.customer(partner, number: Self.customer),
            let company = sandbox.records("/company/companies").first?["id"]?.integer
        else { throw LedgerError(.notFound, "The bench's customer is not there.") }
        try await ledger.mapCustomer(
            customer.id, to: NamedReference(id: company, name: "Client"), by: Self.who,
            now: time.now())
    }

    /// Takes in one job of a device of its own, so that each failure opens a ticket.
    private func take(_ number: Int, result: String) async throws {
        let now = time.now()
        let line = """
            {"specversion":"1.0","id":"e\(number)","source":"/bench","time":"\(now.rfc3339)",\
            "type":"backup.job.finished.v1","data":{"customer":{"id":"\(Self.customer)"},\
            "device":{"id":"SRV-\(number)","kind":"server"},"job":{"id":"nightly"},\
            "result":"\(result)","endedAt":"\(now.rfc3339)"}}
            """
        _ = try await ledger.record(
            [try EventReader().read(Array(line.utf8), now: now)], partner: partner,
            planner: EventPlanner(), now: now, dryRun: false)
    }
}
