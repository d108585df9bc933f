/// What the doctor looks at, in the order of the guide (product.md 11).
public enum DoctorCheck: String, Sendable, Codable, CaseIterable {
    case connection, version, rights, boards, solution, integration
    case crossReferences = "cross-references"
    case products
    case flatFees = "flat-fees"
    case agreements
    case managedIDs = "managed-ids"
    case rules, alerts, coverage

    /// The check in words, as lists show it.
    public var title: String {
        switch self {
        case .connection: "Connection"
        case .version: "Version"
        case .rights: "Role rights"
        case .boards: "Boards"
        case .solution: "Management solution"
        case .integration: "Managed devices integration"
        case .crossReferences: "Cross-references"
        case .products: "Products"
        case .flatFees: "Flat-fee products"
        case .agreements: "Agreements and additions"
        case .managedIDs: "Managed IDs"
        case .rules: "Notification rules"
        case .alerts: "External alerts"
        case .coverage: "Coverage"
        }
    }
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

    /// Whether it was stopped before its end.
    public var wasStopped: Bool { endedAt == nil }

    /// How many findings ended in a way.
    public func count(_ outcome: DoctorFinding.Outcome) -> Int {
        findings.count { $0.outcome == outcome }
    }

    /// This report of some checks, with what an older one says about all others.
    ///
    /// The older beginning stays, so that no finding seems newer than it is.
    public func over(_ older: DoctorReport?, checked: Set<DoctorCheck>) -> DoctorReport {
        guard let older, checked != Set(DoctorCheck.allCases) else { return self }
        var merged = self
        merged.startedAt = min(startedAt, older.startedAt)
        merged.findings = DoctorCheck.allCases.flatMap { check in
            let new = findings.filter { $0.check == check }
            return new.isEmpty ? older.findings.filter { $0.check == check } : new
        }
        return merged
    }
}
