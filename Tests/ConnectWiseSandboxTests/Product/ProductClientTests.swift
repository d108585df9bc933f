import ConnectWiseSandbox
import IntegrationCore
import Testing

/// The product's own client over https: what it sends must pass the official schemas, all of it.
@Suite(.timeLimit(.minutes(20))) struct ProductClientTests {
    private let sandbox: ConnectWiseSandbox
    private let site: ConnectWiseSite
    private let transport: CurlTransport

    init() throws {
        sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        var site = ConnectWiseSite()
        site.url = sandbox.url
        site.company = sandbox.company
        site.publicKey = sandbox.publicKey
        site.clientID = sandbox.clientID
        site.certificateAuthorityPEM = sandbox.certificateAuthorityPEM
        site.confirmedHost = "127.0.0.1"
        self.site = site
        transport = CurlTransport(loop: CurlLoop(), site: site)
    }

    private func client() throws -> ConnectWiseClient {
        try ConnectWiseClient(
            site: site, privateKey: Secret(sandbox.privateKey), transport: transport,
            time: SystemTime())
    }

    private func draft(_ xref: String) throws -> ConnectWiseClient.TicketDraft {
        ConnectWiseClient.TicketDraft(
            summary: "[EFS-19652] Backup failed: żółć \"SRV-DC01\"", board: 12, status: 301,
            company: 250, priority: 3, xref: try #require(Condition.Token(xref)),
            description: "Backup of SRV-DC01 failed; destination unreachable.")
    }

    @Test func `no request of a ticket's life breaks a schema`() async throws {
        defer { sandbox.stop() }
        let client = try client()
        let draft = try draft("EFS-19652:backup:ab12-1")

        // when a ticket is opened, found, noted, moved by a human and closed on its new board
        let ticket = try await client.createTicket(draft)
        let found = try await client.tickets(xref: draft.xref)
        _ = try await client.addNote("Failed again", in: .discussion, ticket: ticket.id)
        try sandbox.humans.move(ticket: Int(ticket.id), toBoard: 14)
        let moved = try await client.ticket(ticket.id)
        let statuses = try await client.statuses(board: try #require(moved.board?.id))
        let closing = try #require(statuses.first { $0.isClosed })
        let closed = try await client.patchTicketStatus(ticket.id, to: closing.id)

        // then ConnectWise saw it as the client did, and found nothing wrong
        #expect(found == [ticket])
        #expect(moved.board?.name == "Backup Triage")
        #expect(closed.isClosed)
        #expect(try await client.notes(ticket: ticket.id).count == 2)
        expectNoViolation()
    }

    @Test func `no request of the statistics breaks a schema`() async throws {
        defer { sandbox.stop() }
        let client = try client()
        let token = try #require(Condition.Token("EFS-19652:2025-06"))
        var figures = ConnectWise.BackupFigures()
        figures.successes = 58
        figures.billableGigabytes = 187.25
        figures.lastBackup = Timestamp(seconds: 1_751_252_000)
        figures.serverName = "SRV-DC01"
        figures.year = 2_025
        figures.month = 6
        var counters = ConnectWiseClient.SummaryCounters()
        counters.successfulBackupJobs = 58

        let entries = try await client.managementSummaryReports(company: 250)
        let entry = try await client.patchManagementSummaryReport(
            company: 250, id: try #require(entries.last).id, counters)
        let type = try #require(
            try await client.configurationTypes().first { $0.name == "Backup Stats" })
        let made = try await client.createConfiguration(
            name: "Backup EFS-19652 2025-06", type: type.id, company: 250, deviceIdentifier: token,
            figures: figures)
        figures.successes = 59
        let changed = try await client.patchConfiguration(made.id, figures: figures)

        #expect(entries.map(\.groupIdentifier) == ["EFS-19652", "EFS-19652"])
        #expect(entry.id == entries.last?.id)
        #expect(changed.figures.successes == 59)
        #expect(try await client.configurations(deviceIdentifier: token).map(\.id) == [made.id])
        expectNoViolation()
    }

    @Test func `no request of the set-up breaks a schema`() async throws {
        defer { sandbox.stop() }
        let client = try client()

        #expect(try await client.systemInfo().version == "v2025.1")
        #expect(try await client.boards().map(\.id) == [12, 13, 14])
        #expect(try await client.priorities().count == 4)
        #expect(try await client.companies(matching: "O'Brien \"Fast\"").count == 1)
        #expect(try await client.company(250).name == "Müller & Söhne GmbH")
        let solution = try #require(try await client.managementSolutions().first)
        _ = try await client.createManagementSummaryReport(
            company: 252, solution: solution.id, managedID: "EFS-9", deviceType: .backupStats)
        expectNoViolation()
    }

    @Test func `the connection test passes all its steps, and names a wrong key`() async throws {
        defer { sandbox.stop() }
        func outcomes(_ key: String) async -> [Bool] {
            let test = ConnectionTest(
                site: site, privateKey: Secret(key), transport: transport, time: SystemTime())
            var passed: [Bool] = []
            for await step in test.steps() {
                if case .passed = step.outcome { passed.append(true) } else { passed.append(false) }
            }
            return passed
        }
        #expect(await outcomes(sandbox.privateKey) == Array(repeating: true, count: 6))
        #expect(await outcomes("wrong") == [true, true, false, false, false, false])
        sandbox.changeBehaviour { $0.answersBadKeysWithNotFound = true }
        #expect(await outcomes("wrong") == [true, true, false, false, false, false])
    }

    @Test func `a code base that moves is found again`() async throws {
        defer { sandbox.stop() }
        let client = try client()
        _ = try await client.systemInfo()

        sandbox.moveCodeBase(to: "v2025_2/")

        #expect(try await client.boards().count == 3)
    }

    @Test(arguments: [
        Fault.dropAfterCommit, .truncatedBody, .malformedJSON, .emptyBody,
        .badGatewayAfterCommit,
    ])
    func `an unclear create is found by its key`(fault: Fault) async throws {
        defer { sandbox.stop() }
        let client = try client()
        let draft = try draft("EFS-19652:backup:ab12-2")
        sandbox.setFaults(FaultPlan(rules: [.init(fault, method: "POST", when: .first(1))]))

        let error = await #expect(throws: ConnectWiseError.self) {
            try await client.createTicket(draft)
        }

        #expect(error?.verdict == .unknown)
        #expect(try await client.tickets(xref: draft.xref).count == 1)
        #expect(sandbox.duplicateXRefs.isEmpty)
    }

    private func expectNoViolation(_ location: SourceLocation = #_sourceLocation) {
        let found = sandbox.journal.violations.map { "request \($0.request): \($0.violation)" }
        #expect(found.isEmpty, sourceLocation: location)
    }
}
