extension ConnectWise {
    /// A company.
    public struct Company: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id, the identifier (like `ACME`) and the name.
        public var id: Int64, identifier: String, name: String
        /// The status; nil when it was not sent.
        public var status: Reference?
        /// The names of its types, like `Client` or `Prospect`.
        public var types: [String]
        /// Whether it was deleted.
        public var isDeleted: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            identifier = json["identifier"].words ?? ""
            name = json["name"].words ?? ""
            status = Reference(json["status"])
            types = (json["types"]?.array ?? []).compactMap { Reference($0)?.name }
            isDeleted = json["deletedFlag"].flag
        }
    }

    /// A Managed ID entry of a company (contract 8.7).
    public struct ManagementSummaryReport: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// What the entry counts; other values are ConnectWise's, in `deviceTypeText`.
        public enum DeviceType: String, Sendable, CaseIterable {
            /// The *Device Type* of the entry.
            case workstationsAndServers = "WorkstationsAndServers"
            case backupStats = "BackupStats"
            case servers = "Servers"
            case workstations = "Workstations"
        }

        /// The id; entries made later have higher ones.
        public var id: Int64
        /// The Managed ID, and the device type as sent.
        public var groupIdentifier: String, deviceTypeText: String
        /// The management solution, and the agreement, which should be blank.
        public var solution: Reference?, agreement: Reference?
        /// The counters; nil when not sent.
        public var successfulBackupJobs: Int64?, failedBackupJobs: Int64?
        public var totalServers: Int64?, totalWorkstations: Int64?, totalManagedMachines: Int64?

        /// The device type; nil for one this program does not know.
        public var deviceType: DeviceType? { DeviceType(rawValue: deviceTypeText) }

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            groupIdentifier = json["groupIdentifier"].words ?? ""
            deviceTypeText = json["deviceType"].words ?? ""
            solution = Reference(json["managementSolution"])
            agreement = Reference(json["agreement"])
            successfulBackupJobs = json["successfulBackupJobs"].wholeNumber
            failedBackupJobs = json["failedBackupJobs"].wholeNumber
            totalServers = json["totalServers"].wholeNumber
            totalWorkstations = json["totalWorkstations"].wholeNumber
            totalManagedMachines = json["totalManagedMachines"].wholeNumber
        }
    }

    /// A configuration type, like `Backup Stats`.
    public struct ConfigurationType: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// Whether it is switched off.
        public var isInactive: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            isInactive = json["inactiveFlag"].flag
        }
    }

    /// A configuration with backup figures (contract 8.8).
    public struct Configuration: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// Our key: Managed ID and month.
        public var deviceIdentifier: String
        /// Its type and its company.
        public var type: Reference?, company: Reference?
        /// The figures; nil when not sent.
        public var figures: BackupFigures

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            deviceIdentifier = json["deviceIdentifier"].words ?? ""
            type = Reference(json["type"])
            company = Reference(json["company"])
            figures = BackupFigures(json)
        }
    }

    /// The backup figures of a configuration; nil means not sent, or not to be changed.
    public struct BackupFigures: Sendable, Hashable {
        /// Numbers of backups in the month.
        public var successes: Int64?, incomplete: Int64?, failed: Int64?, restores: Int64?
        /// When the last backup ended.
        public var lastBackup: Timestamp?
        /// The server's name (50 characters at most) and the devices, separated by `; `.
        public var serverName: String?, protectedDevices: String?
        /// Space in GB.
        public var billableGigabytes: Double?
        /// The month the figures are about.
        public var year: Int64?, month: Int64?

        /// Makes figures that change nothing.
        public init() {}

        init(_ json: JSONValue) {
            successes = json["backupSuccesses"].wholeNumber
            incomplete = json["backupIncomplete"].wholeNumber
            failed = json["backupFailed"].wholeNumber
            restores = json["backupRestores"].wholeNumber
            lastBackup = json["lastBackupDate"].moment
            serverName = json["backupServerName"].words
            protectedDevices = json["backupProtectedDeviceList"].words
            billableGigabytes = json["backupBillableSpaceGb"].decimal
            year = json["backupYear"].wholeNumber
            month = json["backupMonth"].wholeNumber
        }

        /// The figures that are set, as changes.
        var changes: [ConnectWiseClient.Change] {
            let all: [(Condition.Field, JSONValue?)] = [
                ("backupSuccesses", successes.map(JSONValue.integer)),
                ("backupIncomplete", incomplete.map(JSONValue.integer)),
                ("backupFailed", failed.map(JSONValue.integer)),
                ("backupRestores", restores.map(JSONValue.integer)),
                ("lastBackupDate", (lastBackup?.rfc3339Seconds).map(JSONValue.string)),
                ("backupServerName", serverName.map { .string($0.oneLine(limit: 50)) }),
                ("backupBillableSpaceGb", billableGigabytes.map(JSONValue.number)),
                ("backupProtectedDeviceList", protectedDevices.map { .string($0.oneLine()) }),
                ("backupYear", year.map(JSONValue.integer)),
                ("backupMonth", month.map(JSONValue.integer)),
            ]
            return all.compactMap { field, value in
                value.map { ConnectWiseClient.Change(field, $0) }
            }
        }
    }

    /// A management IT solution (contract 8.5).
    public struct ManagementSolution: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id, the name of the set-up, and the custom solution's name.
        public var id: Int64, name: String, solutionName: String
        /// `Custom`, `LevelPlatforms`, `NAble`, `Continuum`, or empty.
        public var type: String

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            solutionName = json["managementSolutionName"].words ?? ""
            type = json["managementItSolutionType"].words ?? ""
        }
    }
}
