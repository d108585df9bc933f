import Testing

@testable import IntegrationCore

@Suite struct StatisticsPlanTests {
    private let facts = StatisticsFacts(
        year: 2026, month: 11, successfulJobs: 58, failedJobs: 2,
        devices: [.server: 2, .vm: 3, .workstation: 5, .saas: 7, .nas: 1],
        accounts: [
            .init(
                id: "EFS1", name: "SRV-DC01", successes: 58, incomplete: 1, failed: 2,
                lastBackupAt: Timestamp(microseconds: 1_795_200_000_123_456),
                storedBytes: 187 * 1_073_741_824 + 10_737_419,
                devices: ["SRV-DC01", "SRV-SQL01"])
        ])

    private func plan(_ settings: IntegrationSettings = .init()) -> StatisticsPlan {
        StatisticsPlan(
            facts, managedID: ManagedID(prefix: "EFS-", number: 19_652), settings: settings)
    }

    @Test func `virtual machines count as servers unless the setting says otherwise`() {
        var settings = IntegrationSettings()
        settings.countsVirtualMachinesAsServers = false

        #expect(plan().machines.totalServers == 5)
        #expect(plan(settings).machines.totalServers == 2)
        #expect(plan().machines.totalWorkstations == 5)
        #expect(plan().machines.totalManagedMachines == 11)
    }

    @Test func `an account's month has its key and its figures`() throws {
        let account = try #require(plan().accounts.first)

        #expect(account.key == "EFS-19652:EFS1:2026-11")
        #expect(account.figures.successes == 58)
        #expect(account.figures.protectedDevices == "SRV-DC01; SRV-SQL01")
        #expect(account.figures.lastBackup == Timestamp(seconds: 1_795_200_000))
    }

    @Test func `a GB is 2^30 bytes or 10^9, to two decimals`() {
        #expect(IntegrationSettings.GigabyteBase.binary.gigabytes(of: 187 * 1_073_741_824) == 187)
        #expect(IntegrationSettings.GigabyteBase.decimal.gigabytes(of: 1_234_567_890) == 1.23)
        #expect(plan().accounts.first?.figures.billableGigabytes == 187.01)
    }

    @Test func `what ConnectWise shows already is not sent again`() throws {
        let entry = try #require(
            ConnectWise.ManagementSummaryReport([
                "id": 61, "successfulBackupJobs": 58, "failedBackupJobs": 1,
            ]))
        let account = try #require(plan().accounts.first)

        let counters = plan().backups.differences(from: entry)
        #expect(counters.successfulBackupJobs == nil)
        #expect(counters.failedBackupJobs == 2)
        #expect(account.figures.differences(from: account.figures).changes.isEmpty)
    }
}

@Suite struct ManagedIDCheckTests {
    private func entry(
        _ id: Int64, _ type: String, key: String = "EFS-19652", solution: String = "Axcient",
        agreement: Int64? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(id), "groupIdentifier": .string(key), "deviceType": .string(type),
            "managementSolution": ["id": 7, "name": .string(solution)],
        ]
        if let agreement { members["agreement"] = ["id": .integer(agreement), "name": "x"] }
        return .object(members)
    }

    private func code(_ entries: JSONValue...) -> FailureCode? {
        let records = entries.compactMap(ConnectWise.ManagementSummaryReport.init)
        let check = ManagedIDCheck(
            records, managedID: ManagedID(prefix: "EFS-", number: 19_652), solution: "Axcient")
        if case .wrong(let failure) = check { return failure.code }
        return nil
    }

    @Test func `both entries in order are correct`() {
        #expect(code(entry(1, "WorkstationsAndServers"), entry(2, "BackupStats")) == nil)
    }

    @Test func `each mistake has its own code`() {
        let (first, second) = (entry(1, "WorkstationsAndServers"), entry(2, "BackupStats"))

        #expect(code() == .managedIDMissing)
        #expect(code(first) == .managedIDSecondMissing)
        #expect(code(second) == .managedIDFirstMissing)
        #expect(code(entry(3, "WorkstationsAndServers"), second) == .managedIDSwitched)
        #expect(code(first, second, entry(3, "BackupStats")) == .managedIDDuplicate)
        #expect(code(first, entry(2, "BackupStats", agreement: 5)) == .managedIDAgreementSet)
        #expect(code(first, entry(2, "BackupStats", solution: "Other")) == .managedIDWrongSolution)
        #expect(code(first, entry(2, "BackupStats", key: "EFS-1")) == .managedIDDiffers)
        #expect(code(first, entry(2, "BackupStats", key: "efs-19652 ")) == .managedIDNearMiss)
        #expect(
            code(entry(9, "BackupStats", key: "ACME-1", solution: "Other")) == .managedIDMissing)
    }
}
