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
        /// Their ids; nil when blank, or not sent.
        public var solutionID: Int64?, agreementID: Int64?
        /// The company, when it is another one than the customer's.
        public var company: NamedReference?

        /// Makes an entry.
        public init(
            id: Int64, groupIdentifier: String, deviceType: String, solution: String? = nil,
            agreement: String? = nil, solutionID: Int64? = nil, agreementID: Int64? = nil,
            company: NamedReference? = nil
        ) {
            self.id = id
            self.groupIdentifier = groupIdentifier
            self.deviceType = deviceType
            self.solution = solution
            self.agreement = agreement
            self.solutionID = solutionID
            self.agreementID = agreementID
            self.company = company
        }
    }

    /// The verdict, and the facts of this case in one line.
    public var verdict: ManagedIDVerdict, detail: String
    /// The customer's company; nil when it has none.
    public var company: NamedReference?
    /// The entries that count, in order of their ids: those that carry the Managed ID or nearly do,
    /// and those of our management solution.
    public var entries: [Entry]
    /// Entries of other companies that carry the Managed ID.
    public var elsewhere: [Entry]
    /// When ConnectWise was asked.
    public var checkedAt: Timestamp

    /// Makes a finding.
    public init(
        verdict: ManagedIDVerdict, detail: String = "", company: NamedReference? = nil,
        entries: [Entry] = [], elsewhere: [Entry] = [], checkedAt: Timestamp
    ) {
        self.verdict = verdict
        self.detail = detail
        self.company = company
        self.entries = entries
        self.elsewhere = elsewhere
        self.checkedAt = checkedAt
    }
}
