/// The backup figures of one customer in one month, from the store (product.md 7).
public struct StatisticsFacts: Hashable, Sendable {
    /// The calendar month, UTC.
    public var year: Int, month: Int
    /// Jobs of the whole customer this month.
    public var successfulJobs: Int, failedJobs: Int
    /// Devices seen in the last 30 days, by kind.
    public var devices: [DeviceKind: Int]
    /// One entry per account; devices without an account count under their device id.
    public var accounts: [Account]

    /// One account's month.
    public struct Account: Hashable, Sendable {
        /// The account's id, and the name of its computer.
        public var id: String, name: String?
        /// Counts of the month: clean, with warnings, failed or missed, restores.
        public var successes: Int, incomplete: Int, failed: Int, restores: Int
        /// The end of the newest successful backup.
        public var lastBackupAt: Timestamp?
        /// Stored bytes of the newest run that told them.
        public var storedBytes: Int64?
        /// Names of the protected devices, sorted.
        public var devices: [String]

        /// Makes an account's month.
        public init(
            id: String, name: String? = nil, successes: Int = 0, incomplete: Int = 0,
            failed: Int = 0, restores: Int = 0, lastBackupAt: Timestamp? = nil,
            storedBytes: Int64? = nil, devices: [String] = []
        ) {
            self.id = id
            self.name = name
            self.successes = successes
            self.incomplete = incomplete
            self.failed = failed
            self.restores = restores
            self.lastBackupAt = lastBackupAt
            self.storedBytes = storedBytes
            self.devices = devices
        }
    }

    /// Makes the figures of a month.
    public init(
        year: Int, month: Int, successfulJobs: Int, failedJobs: Int, devices: [DeviceKind: Int],
        accounts: [Account]
    ) {
        self.year = year
        self.month = month
        self.successfulJobs = successfulJobs
        self.failedJobs = failedJobs
        self.devices = devices
        self.accounts = accounts
    }
}
