import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Store
import TestSupport
import Testing

/// A whole installation: a store on disk, a sandbox over https, an engine, and a clock that only
/// the test moves.
final class Plant {
    static let loop = CurlLoop()
    static let who = Operator("kim")
    static let firstCustomer = 19_652

    let time: ManualTime
    let sandbox: ConnectWiseSandbox
    let ledger: SQLiteLedger
    let partner: RowID<Partner>
    let engine: SyncEngine
    let storePath: String
    private let directory: URL
    private let planner = EventPlanner()
    private var sent = 0

    /// Makes an installation with a partner, credentials, and `customers` mapped customers.
    init(
        customers: Int = 1, behaviour: Behaviour = Behaviour(), requestsPerMinute: Int = 1_000,
        start: Timestamp? = nil, tuning: (inout EngineOptions) -> Void = { _ in }
    ) async throws {
        time = start.map { ManualTime($0) } ?? ManualTime()
        directory = FileManager.default.temporaryDirectory
            .appending(path: "cwconsole-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        storePath = directory.appending(path: "console.db").path
        let names = (1...max(1, customers)).map { "Client \($0) & Søns \"Ltd\"" }
        sandbox = try ConnectWiseSandbox(
            tenant: .named(names, firstCustomer: Self.firstCustomer), behaviour: behaviour,
            clock: time)
        try sandbox.start()
        ledger = try SQLiteLedger(path: storePath)
        partner = try await ledger.addPartner(
            name: "Northwind", mode: .sandbox, by: Self.who, now: time.now()
        ).id
        var options = EngineOptions(owner: "test")
        options.jitter = { 0.5 }
        tuning(&options)
        engine = SyncEngine(
            ledger: ledger,
            access: .https(loop: Self.loop) { sealed, _ in Secret(sealed) }, time: time,
            options: options)
        try await saveCredentials()
        var settings = IntegrationSettings()
        settings.requestsPerMinute = requestsPerMinute
        try await ledger.saveSettings(
            settings, version: 0, partner: partner, by: Self.who, now: time.now())
        try await map(customers)
    }

    deinit {
        sandbox.stop()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Saves the sandbox's address and keys; another private key or another port when given.
    func saveCredentials(privateKey: String? = nil, port: UInt16? = nil) async throws {
        let stored = try await ledger.site(partner)
        var site = ConnectWiseSite()
        let port = port ?? sandbox.port
        site.url = "https://127.0.0.1:\(port)"
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.solution = "Axcient"
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = "127.0.0.1:\(port)"
        let key = Array((privateKey ?? sandbox.privateKey).utf8)
        try await ledger.saveCredentials(
            site, version: stored.version, sealedKey: SealedKey(sealed: key, fingerprint: "abcd"),
            partner: partner, by: Self.who, now: time.now())
    }

    /// A first success of each customer makes it known, before there is any rule.
    private func map(_ customers: Int) async throws {
        let companies = sandbox.records("/company/companies")
        for index in 0..<customers {
            try await ingest(job("success", customer: index, at: -86_400))
            let customer = try #require(
                try await ledger.customer(partner, number: Int64(Self.firstCustomer + index)))
            let company = try #require(companies[index]["id"]?.integer)
            try await ledger.mapCustomer(
                customer.id, to: NamedReference(id: company, name: "Client"), by: Self.who,
                now: time.now())
        }
    }

    // MARK: - Rules

    /// The board *Integration* of the sandbox.
    var board: NamedReference {
        let found = sandbox.records("/service/boards").first
        return NamedReference(id: found?["id"]?.integer ?? 0, name: found?["name"]?.string ?? "")
    }

    func addTicketRule(_ edit: (inout TicketRule) -> Void = { _ in }) async throws {
        var rule = TicketRule(board: board)
        edit(&rule)
        _ = try await ledger.addRule(
            action: .ticket(rule), severities: [.warning, .error], eventClasses: nil,
            partner: partner, by: Self.who, now: time.now())
    }

    func addSynchronizeRule() async throws {
        _ = try await ledger.addRule(
            action: .synchronize, severities: Set(Severity.allCases), eventClasses: nil,
            partner: partner, by: Self.who, now: time.now())
    }

    // MARK: - Events

    /// A job of a customer's server that ended so many seconds after the clock's time.
    func job(
        _ result: String, customer: Int = 0, device: String = "SRV-DC01", at seconds: Int = 0
    ) throws -> BackupEvent {
        sent += 1
        let ended = (time.now() + .seconds(seconds)).rfc3339
        let line = """
            {"specversion":"1.0","id":"e\(sent)","source":"/efolder/portal",\
            "type":"backup.job.finished.v1","time":"\(time.now().rfc3339)","data":{\
            "customer":{"id":"\(Self.firstCustomer + customer)","name":"Client \(customer + 1)"},\
            "account":{"id":"EFS\(1_000 + customer)"},\
            "device":{"id":"\(device)","name":"\(device)","kind":"server"},\
            "job":{"id":"nightly"},"result":"\(result)","endedAt":"\(ended)",\
            "bytes":{"stored":107374182400},"message":"VSS snapshot error"}}
            """
        return try EventReader().read(Array(line.utf8), now: time.now())
    }

    @discardableResult
    func ingest(_ events: BackupEvent...) async throws -> [Acceptance] {
        try await ingest(events)
    }

    @discardableResult
    func ingest(_ events: [BackupEvent]) async throws -> [Acceptance] {
        try await ledger.record(
            events, partner: partner, planner: planner, now: time.now(), dryRun: false)
    }

    // MARK: - Running

    /// Pushes what is due, and moves the clock to whatever becomes due within `horizon`.
    @discardableResult
    func settle(for horizon: Duration = .seconds(1_200)) async throws -> RunSummary {
        let end = time.now() + horizon
        var total = RunSummary()
        while true {
            let run = try await engine.runUntilIdle()
            total.requests += run.requests
            total.outcomes.merge(run.outcomes, uniquingKeysWith: +)
            guard let due = try await ledger.nextDue(), due <= end, due > time.now() else { break }
            time.advance(to: due)
        }
        return total
    }

    // MARK: - Looking

    var tickets: [JSONValue] { sandbox.tickets }

    func ticket(_ index: Int = 0) throws -> JSONValue {
        try #require(tickets.indices.contains(index) ? tickets[index] : nil)
    }

    func id(_ index: Int = 0) throws -> Int { Int(try #require(ticket(index)["id"]?.integer)) }

    func isClosed(_ index: Int = 0) throws -> Bool {
        try ticket(index)["closedFlag"]?.bool ?? false
    }

    func notes(_ index: Int = 0) throws -> [String] {
        sandbox.notes(ticket: try id(index)).compactMap { $0["text"]?.string }
    }

    func notifications(_ states: NotificationState...) async throws -> [NotificationRow] {
        var filter = NotificationFilter()
        filter.states = Set(states)
        return try await ledger.notifications(
            partner, matching: filter, page: PageRequest(limit: 1_000))
    }

    func failures() async throws -> [FailureCode] {
        try await notifications(.failed).compactMap(\.failure?.code)
    }

    func circuit() async throws -> OpenCircuit? {
        try await ledger.partners().first?.circuit
    }

    /// Requests of a kind like `POST /service/tickets` since the journal was cleared.
    func requests(_ method: String, _ end: String) -> Int {
        sandbox.journal.entries.filter { $0.method == method && $0.path.hasSuffix(end) }.count
    }

    /// Nothing that the product sent was against the official schema.
    func expectNoViolations(_ location: SourceLocation = #_sourceLocation) {
        let found = sandbox.journal.violations.map { "\($0)" }
        #expect(found.isEmpty, "\(found.prefix(5))", sourceLocation: location)
    }
}
