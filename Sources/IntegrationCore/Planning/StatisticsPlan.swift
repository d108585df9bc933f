/// What ConnectWise should show of a customer's month (contract 8.7 and 8.8); pure.
public struct StatisticsPlan: Hashable, Sendable {
    /// One account's month: the configuration that holds it.
    public struct AccountMonth: Hashable, Sendable {
        /// The key and the name of the configuration, and its figures.
        public var key: String, name: String, figures: ConnectWise.BackupFigures
    }

    /// The counters of the Backup Stats entry, and of the Workstations and Servers entry.
    public var backups: ConnectWiseClient.SummaryCounters
    public var machines: ConnectWiseClient.SummaryCounters
    /// One entry per account, in the order of the facts.
    public var accounts: [AccountMonth]

    /// Turns facts into figures, as the partner's settings say.
    public init(
        _ facts: StatisticsFacts, managedID: ManagedID, settings: IntegrationSettings
    ) {
        backups = .init()
        backups.successfulBackupJobs = Int64(facts.successfulJobs)
        backups.failedBackupJobs = Int64(facts.failedJobs)
        machines = Self.machines(facts.devices, settings)
        accounts = facts.accounts.map { account in
            AccountMonth(
                key: TicketKey.configuration(
                    managedID: managedID, account: account.id, year: facts.year,
                    month: facts.month),
                name: Self.name(account, managedID, facts),
                figures: Self.figures(account, facts, settings))
        }
    }

    /// Servers, workstations and all machines; a tenant of a cloud service is no machine.
    private static func machines(
        _ devices: [DeviceKind: Int], _ settings: IntegrationSettings
    ) -> ConnectWiseClient.SummaryCounters {
        func count(_ kinds: DeviceKind...) -> Int64 {
            Int64(kinds.reduce(0) { $0 + (devices[$1] ?? 0) })
        }
        var counters = ConnectWiseClient.SummaryCounters()
        let virtual = settings.countsVirtualMachinesAsServers ? count(.vm) : 0
        counters.totalServers = count(.server) + virtual
        counters.totalWorkstations = count(.workstation)
        counters.totalManagedMachines = count(.server, .vm, .workstation, .nas, .other, .unknown)
        return counters
    }

    private static func name(
        _ account: StatisticsFacts.Account, _ managedID: ManagedID, _ facts: StatisticsFacts
    ) -> String {
        let month = facts.month < 10 ? "0\(facts.month)" : "\(facts.month)"
        return "Backup \(managedID) \(facts.year)-\(month) \(account.id)".oneLine(limit: 100)
    }

    private static func figures(
        _ account: StatisticsFacts.Account, _ facts: StatisticsFacts,
        _ settings: IntegrationSettings
    ) -> ConnectWise.BackupFigures {
        var figures = ConnectWise.BackupFigures()
        figures.successes = Int64(account.successes)
        figures.incomplete = Int64(account.incomplete)
        figures.failed = Int64(account.failed)
        figures.restores = Int64(account.restores)
        // ConnectWise keeps whole seconds.
        figures.lastBackup = account.lastBackupAt.map {
            Timestamp(microseconds: $0.microseconds - $0.microseconds % 1_000_000)
        }
        figures.serverName = (account.name ?? account.devices.first ?? account.id)
            .oneLine(limit: 50)
        figures.protectedDevices = account.devices.joined(separator: "; ").oneLine(limit: 1_000)
        figures.billableGigabytes = account.storedBytes.map {
            settings.gigabyteBase.gigabytes(of: $0)
        }
        figures.year = Int64(facts.year)
        figures.month = Int64(facts.month)
        return figures
    }
}

extension IntegrationSettings.GigabyteBase {
    /// How many bytes a GB has.
    var bytes: Double { self == .binary ? 1_073_741_824.0 : 1_000_000_000.0 }

    /// Bytes as GB, to two decimals (product.md 4).
    public func gigabytes(of bytes: Int64) -> Double {
        (Double(bytes) / self.bytes * 100).rounded() / 100
    }
}

extension ConnectWiseClient.SummaryCounters {
    /// Only what an entry does not show yet.
    func differences(
        from entry: ConnectWise.ManagementSummaryReport
    ) -> ConnectWiseClient.SummaryCounters {
        var result = self
        if result.successfulBackupJobs == entry.successfulBackupJobs {
            result.successfulBackupJobs = nil
        }
        if result.failedBackupJobs == entry.failedBackupJobs { result.failedBackupJobs = nil }
        if result.totalServers == entry.totalServers { result.totalServers = nil }
        if result.totalWorkstations == entry.totalWorkstations { result.totalWorkstations = nil }
        if result.totalManagedMachines == entry.totalManagedMachines {
            result.totalManagedMachines = nil
        }
        return result
    }
}

extension ConnectWise.BackupFigures {
    /// Only what a configuration does not show yet.
    func differences(from shown: ConnectWise.BackupFigures) -> ConnectWise.BackupFigures {
        var result = self
        if result.successes == shown.successes { result.successes = nil }
        if result.incomplete == shown.incomplete { result.incomplete = nil }
        if result.failed == shown.failed { result.failed = nil }
        if result.restores == shown.restores { result.restores = nil }
        if result.lastBackup == shown.lastBackup { result.lastBackup = nil }
        if result.serverName == shown.serverName { result.serverName = nil }
        if (result.protectedDevices ?? "") == (shown.protectedDevices ?? "") {
            result.protectedDevices = nil
        }
        if result.billableGigabytes == shown.billableGigabytes { result.billableGigabytes = nil }
        if result.year == shown.year { result.year = nil }
        if result.month == shown.month { result.month = nil }
        return result
    }
}
