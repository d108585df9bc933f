extension ConnectWiseClient {
    /// A company; `notFound` is thrown only while the connection is proved good.
    public func company(_ id: Int64) async throws(ConnectWiseError) -> ConnectWise.Company {
        try await record(APICall(path: "/company/companies/\(id)"))
    }

    /// Up to `limit` companies, not deleted, whose identifier or name contains `text`, by id.
    ///
    /// An empty text finds the first ones.
    public func companies(
        matching text: String, limit: Int = 25
    ) async throws(ConnectWiseError) -> [ConnectWise.Company] {
        var condition = Condition.equals("deletedFlag", false)
        if let name = Condition.contains("name", text),
            let identifier = Condition.contains("identifier", text)
        {
            condition = condition && (name || identifier)
        }
        let found: [ConnectWise.Company] = try await first(
            limit, of: "/company/companies", where: condition)
        return found.filter { !$0.isDeleted }
    }

    /// All companies, by id, read 1,000 at a time.
    ///
    /// With the deleted ones a mapping to one of them can be named as recycled.
    public func allCompanies(
        includesDeleted: Bool = false
    ) async throws(ConnectWiseError) -> [ConnectWise.Company] {
        let found: [ConnectWise.Company] = try await list(
            "/company/companies", where: includesDeleted ? nil : .equals("deletedFlag", false))
        return includesDeleted ? found : found.filter { !$0.isDeleted }
    }

    /// The Managed ID entries of a company, in order of their ids.
    public func managementSummaryReports(
        company: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.ManagementSummaryReport] {
        let path = "/company/companies/\(company)/managementSummaryReports"
        let entries: [ConnectWise.ManagementSummaryReport] = try await list(path)
        return entries.sorted { $0.id < $1.id }
    }

    /// Adds a Managed ID entry with a blank agreement (contract 8.7).
    public func createManagementSummaryReport(
        company: Int64, solution: Int64, managedID: String,
        deviceType: ConnectWise.ManagementSummaryReport.DeviceType
    ) async throws(ConnectWiseError) -> ConnectWise.ManagementSummaryReport {
        try await record(
            APICall(
                method: .post, path: "/company/companies/\(company)/managementSummaryReports",
                body: [
                    "managementSolution": ["id": .integer(solution)],
                    "groupIdentifier": .string(managedID),
                    "deviceType": .string(deviceType.rawValue),
                ]))
    }

    /// The counters of a Managed ID entry; nil leaves one as it is.
    public struct SummaryCounters: Sendable, Hashable {
        /// Backup jobs of the month.
        public var successfulBackupJobs: Int64?, failedBackupJobs: Int64?
        /// Machines.
        public var totalServers: Int64?, totalWorkstations: Int64?, totalManagedMachines: Int64?

        /// Makes counters that change nothing.
        public init() {}

        var changes: [Change] {
            let all: [(Condition.Field, Int64?)] = [
                ("successfulBackupJobs", successfulBackupJobs),
                ("failedBackupJobs", failedBackupJobs),
                ("totalServers", totalServers),
                ("totalWorkstations", totalWorkstations),
                ("totalManagedMachines", totalManagedMachines),
            ]
            return all.compactMap { field, value in value.map { Change(field, .integer($0)) } }
        }
    }

    /// Writes counters of a Managed ID entry, and checks that they were taken.
    public func patchManagementSummaryReport(
        company: Int64, id: Int64, _ counters: SummaryCounters
    ) async throws(ConnectWiseError) -> ConnectWise.ManagementSummaryReport {
        try await patch(
            "/company/companies/\(company)/managementSummaryReports/\(id)", counters.changes)
    }

    /// The configuration types, by id.
    public func configurationTypes() async throws(ConnectWiseError)
        -> [ConnectWise.ConfigurationType]
    {
        try await list("/company/configurations/types")
    }

    /// The configurations that carry our key; equality is checked in memory.
    public func configurations(
        deviceIdentifier: Condition.Token
    ) async throws(ConnectWiseError) -> [ConnectWise.Configuration] {
        let found: [ConnectWise.Configuration] = try await list(
            "/company/configurations",
            where: .equals("deviceIdentifier", deviceIdentifier), pageSize: 100)
        return found.filter { $0.deviceIdentifier == deviceIdentifier.description }
    }

    /// Makes a configuration with backup figures (contract 8.8, without managed information).
    public func createConfiguration(
        name: String, type: Int64, company: Int64, deviceIdentifier: Condition.Token,
        figures: ConnectWise.BackupFigures
    ) async throws(ConnectWiseError) -> ConnectWise.Configuration {
        var members: [String: JSONValue] = [
            "name": .string(name.oneLine(limit: 100)),
            "type": ["id": .integer(type)],
            "company": ["id": .integer(company)],
            "deviceIdentifier": .string(deviceIdentifier.description),
        ]
        for change in figures.changes { members[change.field.name] = change.value }
        return try await record(
            APICall(method: .post, path: "/company/configurations", body: .object(members)))
    }

    /// Writes backup figures of a configuration, and checks that they were taken.
    public func patchConfiguration(
        _ id: Int64, figures: ConnectWise.BackupFigures
    ) async throws(ConnectWiseError) -> ConnectWise.Configuration {
        try await patch("/company/configurations/\(id)", figures.changes)
    }

    /// The management IT solutions, by id.
    public func managementSolutions() async throws(ConnectWiseError)
        -> [ConnectWise.ManagementSolution]
    {
        try await list("/company/managementItSolutions")
    }
}
