/// What the doctor looks at, in the order of the guide (product.md 11).
public enum DoctorCheck: String, Sendable, Codable, CaseIterable {
    case connection, version, rights, boards, solution, integration
    case crossReferences = "cross-references"
    case products
    case flatFees = "flat-fees"
    case agreements
    case managedIDs = "managed-ids"
    case rules, alerts, coverage
}

/// One thing that the doctor found.
public struct DoctorFinding: Hashable, Sendable, Codable {
    /// How bad it is.
    public enum Outcome: String, Sendable, Codable {
        /// As it should be; works, but look at it; does not work; could not be looked at.
        case good, warning, failed, notChecked
    }

    /// The check, and how it ended.
    public var check: DoctorCheck, outcome: Outcome
    /// What was found and what was expected, one sentence each.
    public var found: String, expected: String
    /// How to fix it, step by step.
    public var remedy: [String]
    /// What the program can do about it itself; nil when only a person can.
    public var repair: RepairPlan?

    /// Makes a finding.
    public init(
        _ check: DoctorCheck, _ outcome: Outcome, found: String, expected: String,
        remedy: [String] = [], repair: RepairPlan? = nil
    ) {
        self.check = check
        self.outcome = outcome
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.repair = repair
    }
}

/// The result of a run of the doctor.
public struct DoctorReport: Hashable, Sendable, Codable {
    /// When it began, when it ended (nil when it was stopped), and who asked.
    public var startedAt: Timestamp, endedAt: Timestamp?, by: String
    /// What was found, in the order of the guide.
    public var findings: [DoctorFinding]

    /// Makes a report.
    public init(
        startedAt: Timestamp, endedAt: Timestamp? = nil, by: String, findings: [DoctorFinding] = []
    ) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.by = by
        self.findings = findings
    }
}
