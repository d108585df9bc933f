import ConnectWiseSandbox
import Foundation
@testable import IntegrationCore
import Testing

@Suite struct ConnectWiseClientTests {
    @Test func `a ticket is opened, found, noted and resolved as the schema asks`() async throws {
        let world = try SandboxedClient()
        let client = world.client
        let draft = try await world.draft()

        let made = try await client.createTicket(draft)
        let found = try await client.tickets(xref: draft.xref)
        let note = try await client.addNote("Fixed [ref 1]", in: .resolution, ticket: made.id)
        let closing = try #require(
            await client.statuses(board: draft.board).first { $0.isClosed && !$0.isInactive })
        let closed = try await client.patchTicketStatus(made.id, to: closing.id)

        #expect(found.map(\.id) == [made.id])
        #expect(made.externalXRef == draft.xref.description)
        #expect(made.status?.id == draft.status && !made.isClosed)
        #expect(try await client.notes(ticket: made.id).contains { $0.id == note.id })
        #expect(closed.isClosed && closed.status?.id == closing.id)
        #expect(try await client.ticket(made.id).isClosed)
        #expect(try await !client.priorities().isEmpty)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `statistics are written to Managed IDs and configurations as the schema asks`()
        async throws
    {
        let world = try SandboxedClient()
        let client = world.client
        let company = try #require(await client.companies(matching: "Müller").first)
        let solution = try #require(await client.managementSolutions().first)
        let type = try #require(
            await client.configurationTypes().first { $0.name == "Backup Stats" })
        let identifier = try #require(Condition.Token("EFS-19652:2026-11"))
        var counters = ConnectWiseClient.SummaryCounters()
        counters.successfulBackupJobs = 58
        counters.failedBackupJobs = 2
        var figures = ConnectWise.BackupFigures()
        figures.successes = 58
        figures.failed = 2
        figures.lastBackup = Timestamp(seconds: 1_780_000_000)
        figures.serverName = "SRV-DC01"
        figures.billableGigabytes = 187.25
        figures.protectedDevices = "SRV-DC01; SRV-SQL01"
        figures.year = 2026
        figures.month = 11

        let entry = try await client.createManagementSummaryReport(
            company: company.id, solution: solution.id, managedID: "EFS-99999",
            deviceType: .backupStats)
        let counted = try await client.patchManagementSummaryReport(
            company: company.id, id: entry.id, counters)
        let made = try await client.createConfiguration(
            name: "Axcient backup EFS-19652 2026-11", type: type.id, company: company.id,
            deviceIdentifier: identifier, figures: figures)
        figures.successes = 59
        let changed = try await client.patchConfiguration(made.id, figures: figures)

        #expect(counted.successfulBackupJobs == 58 && counted.failedBackupJobs == 2)
        #expect(entry.deviceType == .backupStats && entry.groupIdentifier == "EFS-99999")
        #expect(changed.figures.successes == 59)
        #expect(
            try await client.configurations(deviceIdentifier: identifier).map(\.id) == [made.id])
        let left = try await client.managementSummaryReports(company: company.id)
        #expect(left.map(\.id) == left.map(\.id).sorted() && left.contains { $0.id == entry.id })
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `a summary is cut and texts become one line before they are sent`() async throws {
        let world = try SandboxedClient()
        var draft = try await world.draft()
        draft.summary = "a\nb\u{1B}[31m " + String(repeating: "🧯é", count: 60)
        draft.description = "first\r\nsecond"

        let made = try await world.client.createTicket(draft)

        #expect(made.summary.utf16.count <= 100)
        #expect(made.summary.hasPrefix("a b[31m 🧯é"))
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test(arguments: ["O'Brien \"Fast\" Freight", "fast", "OBRIEN", "Żółć", "%", "\"", "*", ""])
    func `a search for any text is a request ConnectWise understands`(text: String) async throws {
        let world = try SandboxedClient()

        let found = try await world.client.companies(matching: text)

        #expect(!found.isEmpty)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `unknown fields in every record change nothing`() async throws {
        let world = try SandboxedClient()
        world.sandbox.changeBehaviour { $0.addsUnknownFields = true }

        #expect(try await !world.client.boards().isEmpty)
        #expect(try await world.client.companyInfo().companyName == "Training MSP")
        #expect(try await !world.client.systemInfo().version.isEmpty)
    }

    @Test(arguments: [false, true])
    func `a list longer than a page is read whole in either paging mode`(
        refusesForwardOnly: Bool
    ) async throws {
        let world = try SandboxedClient(tenant: .named((1...57).map { "Company \($0)" }))
        if refusesForwardOnly {
            world.sandbox.changeBehaviour { $0.refusesForwardOnly = ["/company/companies"] }
        }

        let all: [ConnectWise.Company] = try await world.client.list(
            "/company/companies", where: .equals("deletedFlag", false), pageSize: 10)

        #expect(all.count >= 57)
        #expect(Set(all.map(\.id)).count == all.count)
        let lists = world.requests.filter { $0.path.contains("/company/companies") }
        #expect(lists.allSatisfy { $0.path.contains("conditions=deletedFlag%3DFalse") })
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `a request is recorded with path, status and request id, never a key`() async throws
    {
        let world = try SandboxedClient()

        _ = try await world.client.boards()

        let record = try #require(world.requests.last)
        #expect(record.method == .get && record.status == 200 && record.error == nil)
        #expect(record.path.hasPrefix("/v2025_1/apis/3.0/service/info/boards?pageSize="))
        #expect(record.requestID?.isEmpty == false)
        #expect(record.milliseconds >= 0)
        #expect(!world.requests.contains { "\($0)".contains(world.sandbox.privateKey) })
    }
}
