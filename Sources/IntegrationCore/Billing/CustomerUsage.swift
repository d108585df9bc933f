/// What the latest usage snapshots say of a customer.
public struct CustomerUsage: Hashable, Sendable {
    /// One service as a source told it last.
    public struct Report: Hashable, Sendable {
        /// Who told it, and the moment of the snapshot.
        public var source: String, asOf: Timestamp
        /// The service key, the plan and the quantities.
        public var service: BackupEvent.Usage.Service

        /// Makes a report.
        public init(source: String, asOf: Timestamp, service: BackupEvent.Usage.Service) {
            self.source = source
            self.asOf = asOf
            self.service = service
        }
    }

    /// The customer's number.
    public let customer: Int64
    /// What was told.
    public private(set) var reports: [Report] = []
    /// Whether each source has told everything once: only then is what is not told not used.
    public private(set) var isComplete = true

    /// Makes the usage of a customer of whom nothing was told yet.
    public init(customer: Int64) { self.customer = customer }

    /// Adds a report; `isWhole` says whether its source ever sent a complete snapshot.
    public mutating func add(_ report: Report, isWhole: Bool) {
        reports.append(report)
        isComplete = isComplete && isWhole
    }
}
