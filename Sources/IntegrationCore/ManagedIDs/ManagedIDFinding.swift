/// What is wrong with a company's Managed ID entries (product.md 8).
public enum ManagedIDVerdict: String, Sendable, Codable, CaseIterable {
    /// Both entries are there, in order.
    case correct
    case missingBoth, missingSecond, missingFirst, switched, agreementNotBlank, idsDiffer
    case wrongSolution, duplicate, sameIDOnTwoCompanies, nearMiss, companyInactive
    /// The customer has no company; the company could not be read.
    case notMapped, unreadable
}

/// A company's Managed ID entries as they were found.
public struct ManagedIDFinding: Hashable, Sendable, Codable {
    /// One entry.
    public struct Entry: Hashable, Sendable, Codable {
        /// The id, its Managed ID and device type as ConnectWise has them.
        public var id: Int64, groupIdentifier: String, deviceType: String
        /// Names of the management solution and of the agreement; nil when blank.
        public var solution: String?, agreement: String?

        /// Makes an entry.
        public init(
            id: Int64, groupIdentifier: String, deviceType: String, solution: String? = nil,
            agreement: String? = nil
        ) {
            self.id = id
            self.groupIdentifier = groupIdentifier
            self.deviceType = deviceType
            self.solution = solution
            self.agreement = agreement
        }
    }

    /// The verdict, and the facts of this case in one line.
    public var verdict: ManagedIDVerdict, detail: String
    /// The entries in order of their ids.
    public var entries: [Entry]
    /// When ConnectWise was asked.
    public var checkedAt: Timestamp

    /// Makes a finding.
    public init(
        verdict: ManagedIDVerdict, detail: String = "", entries: [Entry] = [], checkedAt: Timestamp
    ) {
        self.verdict = verdict
        self.detail = detail
        self.entries = entries
        self.checkedAt = checkedAt
    }
}
