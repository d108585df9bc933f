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

    /// Whether it asks ConnectWise; the others look at the store alone.
    var needsConnection: Bool { self != .rules && self != .alerts }
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
    /// What the program can do about it itself; none when only a person can.
    public var repairs: [RepairPlan]

    /// Makes a finding.
    public init(
        _ check: DoctorCheck, _ outcome: Outcome, found: String, expected: String,
        remedy: [String] = [], repairs: [RepairPlan] = []
    ) {
        self.check = check
        self.outcome = outcome
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.repairs = repairs
    }

    private enum CodingKeys: String, CodingKey {
        case check, outcome, found, expected, remedy, repairs
        /// The one repair of a report that an earlier program kept.
        case repair
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        let earlier = try members.decodeIfPresent(RepairPlan.self, forKey: .repair)
        self.init(
            try members.decode(DoctorCheck.self, forKey: .check),
            try members.decode(Outcome.self, forKey: .outcome),
            found: try members.decode(String.self, forKey: .found),
            expected: try members.decode(String.self, forKey: .expected),
            remedy: try members.decode([String].self, forKey: .remedy),
            repairs: try members.decodeIfPresent([RepairPlan].self, forKey: .repairs)
                ?? [earlier].compactMap(\.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(check, forKey: .check)
        try members.encode(outcome, forKey: .outcome)
        try members.encode(found, forKey: .found)
        try members.encode(expected, forKey: .expected)
        try members.encode(remedy, forKey: .remedy)
        try members.encode(repairs, forKey: .repairs)
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
