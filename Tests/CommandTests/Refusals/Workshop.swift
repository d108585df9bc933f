import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Locking
import Store
import TestSupport
import Testing

@testable import CWConsole

/// Long work of a console without its screen, on a store and a sandbox of its own.
final class Workshop: Sendable {
    let sandbox: ConnectWiseSandbox, ledger: any Ledger, partner: Partner
    let context: ConsoleContext
    private let folder: String
    private static let who = Operator("kim")

    /// Sets a partner up at a tenant: rules, services, and a customer for each company that has a
    /// Managed ID.
    init(
        tenant: Tenant, services: (inout [CrossReference], ConnectWiseSandbox) -> Void = { _, _ in }
    ) async throws {
        folder = NSTemporaryDirectory() + "/cwconsole-workshop-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let time = HastyTime(SystemTime().now())
        let (sandbox, ledger) = try (
            ConnectWiseSandbox(tenant: tenant), SQLiteLedger(path: folder + "/console.db")
        )
        try sandbox.start()
        partner = try await ledger.addPartner(
            name: "Northwind", mode: .sandbox, by: Self.who, now: time.now())
        self.sandbox = sandbox
        self.ledger = ledger
        var site = ConnectWiseSite()
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = "127.0.0.1"
        site.solution = "Axcient"
        try await ledger.saveCredentials(
            site, version: 0, sealedKey: nil, partner: partner.id, by: Self.who, now: time.now())
        let loop = CurlLoop()
        let client = try ConnectWiseClient(
            site: site, privateKey: Secret(sandbox.privateKey),
            transport: CurlTransport(loop: loop, site: site), time: time)
        let credentials = LedgerCredentials(
            partner: partner.id, ledger: ledger,
            keyring: Keyring(ledger: ledger, keyFile: folder + "/key"), loop: loop, time: time,
            user: Self.who)
        context = ConsoleContext(
            ledger: ledger, partner: partner, user: Self.who, engine: .nowhere(reason: "a test"),
            credentials: credentials, desk: { _ in credentials }, client: { _ in client },
            jobClient: { _ in client }, planner: EventPlanner(), time: time,
            logFile: folder + "/log", repairLock: { nil })
        var references = CrossReference.standard
        services(&references, sandbox)
        try await ledger.saveCrossReferences(
            references, version: 0, partner: partner.id, by: Self.who, now: time.now())
        let board = sandbox.records("/service/boards").first?["id"]?.integer ?? 0
        for action: NotificationRule.Action in [
            .ticket(TicketRule(board: NamedReference(id: board, name: "Integration"))),
            .synchronize,
        ] {
            _ = try await ledger.addRule(
                action: action, severities: Set(Severity.allCases), eventClasses: nil,
                partner: partner.id, by: Self.who, now: time.now())
        }
        try await map(tenant.companies, time.now())
    }

    deinit {
        sandbox.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func map(_ companies: [Tenant.Company], _ now: Timestamp) async throws {
        let records = sandbox.records("/company/companies")
        var mappings: [CustomerMapping] = []
        for (company, record) in zip(companies, records) {
            guard let id = company.managedID.flatMap({ ManagedID($0, prefix: "EFS-") }) else {
                continue
            }
            let event = BackupEvent(
                source: "/efolder/portal", id: "\(id.number)", time: now,
                customer: .init(id: "\(id.number)", name: company.name),
                fact: .usage(
                    .init(
                        asOf: now,
                        services: [.init(service: "email-filtering", metrics: ["mailboxes": 0])])))
            _ = try await ledger.record(
                [event], partner: partner.id, planner: EventPlanner(), now: now, dryRun: false)
            let customer = try #require(
                try await ledger.customer(partner.id, number: id.number))
            mappings.append(
                CustomerMapping(
                    customer: customer.id,
                    company: NamedReference(id: record["id"]?.integer ?? 0, name: company.name)))
        }
        _ = try await ledger.mapCustomers(mappings, partner: partner.id, by: Self.who, now: now)
    }

    // MARK: - Work

    /// What a job said, from its first news to its end.
    struct Told: Sendable {
        var trouble: String?
        var plans: [RepairPlan] = [], records: [RepairRecord] = []
        var findings: [Int64: ManagedIDFinding] = [:], report: CrossReferenceReport?
        var doctor: [DoctorFinding] = [], ticket: [TestTicketStep] = []
        var matches: [CompanyMatch]?
    }

    /// Does a job to its end.
    func run(_ job: Job) async -> Told {
        let told = Locked(Told())
        await JobRunner(context: context) { news in
            told.withLock { told in
                switch news {
                case .progress, .takingBack: break
                case .matches(let matches): told.matches = matches
                case .findings(let findings): told.findings.merge(findings) { $1 }
                case .plans(let plans): told.plans += plans
                case .references(let report): told.report = report
                case .finding(let finding): told.doctor.append(finding)
                case .ticket(let step): told.ticket.append(step)
                case .repaired(let record): told.records.append(record)
                case .ended(let trouble): told.trouble = trouble
                }
            }
        }.run(job)
        return told.withLock { $0 }
    }

    /// Goes on with every repair that is open.
    func resumeRepairs() async throws -> Told {
        let open = try await ledger.openRepairs(partner.id).map(\.id)
        return open.isEmpty ? Told() : await run(.resumeRepairs(open))
    }

    /// The first rule that opens tickets.
    func ticketRule() async throws -> NotificationRule {
        try #require(
            try await ledger.rules(partner.id).first { $0.action != .synchronize })
    }

    /// The requests that changed something since a number of requests.
    func changes(since count: Int) -> [JournalEntry] {
        sandbox.journal.entries.dropFirst(count).filter { !$0.effects.isEmpty }
    }
}

extension Workshop {
    // MARK: - Tenants

    /// A tenant of one company.
    static var small: Tenant {
        var tenant = Tenant.setUp
        tenant.companies.removeLast(2)
        return tenant
    }

    /// The one service that is billed, with the first product of the catalog.
    static func billOne(_ all: inout [CrossReference], _ sandbox: ConnectWiseSandbox) {
        let product = sandbox.records("/procurement/catalog").first
        all[0].bills = true
        all[0].product = NamedReference(
            id: product?["id"]?.integer ?? 0, name: product?["identifier"]?.string ?? "")
    }
}
