import ConnectWiseSandbox
import IntegrationCore
import Store
import TestSupport
import Testing

@Suite struct SynchronizationPushTests {
    private static let entries = "/company/companies/{parentId}/managementSummaryReports"

    private func entry(_ type: String, _ plant: Plant) throws -> JSONValue {
        try #require(
            plant.sandbox.records(Self.entries, parent: 250).first {
                $0["deviceType"]?.string == type
            })
    }

    @Test func `counters and a configuration show the month`() async throws {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()

        try await plant.ingest(plant.job("success"), plant.job("failed", at: 60))
        let run = try await plant.settle()

        #expect(run.outcomes == [.done: 1])
        #expect(try entry("BackupStats", plant)["failedBackupJobs"]?.integer == 1)
        #expect(try entry("WorkstationsAndServers", plant)["totalServers"]?.integer == 1)
        let configurations = plant.sandbox.records("/company/configurations")
        #expect(configurations.count == 1)
        #expect(
            configurations.first?["deviceIdentifier"]?.string == "EFS-19652:EFS1000:2026-11")
        #expect(configurations.first?["backupFailed"]?.integer == 1)
        #expect(configurations.first?["backupBillableSpaceGb"]?.double == 100)
        plant.expectNoViolations()
    }

    @Test func `within the window the exact sentence is recorded, then the newest go`()
        async throws
    {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        try await plant.ingest(plant.job("success"))
        try await plant.settle()

        plant.time.advance(.hours(1))
        try await plant.ingest(plant.job("failed"))
        let during = try await plant.settle()
        #expect(during.pushes == 0)
        #expect(
            try await plant.notifications(.skipped).first?.skipReason
                == "Skipping ConnectWise synchronization (only updating every 12 hours).")
        #expect(try entry("BackupStats", plant)["failedBackupJobs"]?.integer == 0)

        try await plant.settle(for: .hours(12))
        #expect(try entry("BackupStats", plant)["failedBackupJobs"]?.integer == 1)
    }

    @Test func `reprocess passes the window once`() async throws {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        try await plant.ingest(plant.job("success"))
        try await plant.settle()
        try await plant.ingest(plant.job("failed", at: 60))
        let skipped = try #require(try await plant.notifications(.skipped).first?.id)

        _ = try await plant.ledger.reprocess([skipped], by: Plant.who, now: plant.time.now())
        let run = try await plant.settle()

        #expect(run.outcomes == [.done: 1])
        #expect(try entry("BackupStats", plant)["failedBackupJobs"]?.integer == 1)
    }

    @Test func `a failed synchronisation does not use the window up`() async throws {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [.init(.permanentError, method: "PATCH", when: .nth(1))]))
        try await plant.ingest(plant.job("success"))
        try await plant.settle()
        #expect(try await plant.failures() == [.requestNotUnderstood])

        try await plant.ingest(plant.job("success", at: 60))
        let run = try await plant.settle()

        #expect(run.outcomes[.done] == 1)
    }

    @Test func `only what changed is sent`() async throws {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        try await plant.ingest(plant.job("success"))
        try await plant.settle()
        let id = try #require(try await plant.notifications(.done).first?.id)
        plant.sandbox.journal.clear()

        _ = try await plant.ledger.reprocess([id], by: Plant.who, now: plant.time.now())
        try await plant.settle()

        #expect(plant.sandbox.journal.entries.allSatisfy { $0.method == "GET" })
        #expect(plant.sandbox.journal.count > 0)
    }

    @Test func `switched entries are a Management ID error, and nothing is written`()
        async throws
    {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        for entry in plant.sandbox.records(Self.entries, parent: 250) {
            var fields = try #require(entry.object)
            // The second of a new pair is made first.
            fields["id"] = nil
            if fields["deviceType"]?.string == "WorkstationsAndServers" {
                fields["groupIdentifier"] = "EFS-19652"
                plant.sandbox.add(fields, to: Self.entries, parent: 250)
            }
        }

        try await plant.ingest(plant.job("success"))
        try await plant.settle()

        #expect(try await plant.failures() == [.managedIDDuplicate])
        #expect(plant.requests("PATCH", "") == 0)
    }

    @Test func `a false 200 is noticed`() async throws {
        let plant = try await Plant()
        try await plant.addSynchronizeRule()
        plant.sandbox.setFaults(
            FaultPlan(rules: [.init(.emptyBody, method: "PATCH", when: .first(1))]))

        try await plant.ingest(plant.job("success"))
        let run = try await plant.settle()

        #expect(run.outcomes == [.retryWait: 1, .done: 1])
    }
}
