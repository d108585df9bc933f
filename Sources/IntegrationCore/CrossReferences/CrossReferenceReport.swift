/// What ConnectWise's cross-references are, compared with ours (product.md 6).
public struct CrossReferenceReport: Hashable, Sendable {
    /// How one of ours stands.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// As ours; differs only in case or blanks; not there; there twice; switched off.
        case matched, nearMiss, missing, duplicate, inactive
        /// The product does not exist, was not picked, or is another one than ours.
        case productMissing, productNotPicked, productDiffers
        /// Configuration or agreement type is another one; the service is not billed.
        case typesDiffer, notBilled
    }

    /// What was found about one of ours.
    public struct Finding: Hashable, Sendable {
        /// Our cross-reference, the verdict, and the facts in one line.
        public var reference: String, verdict: Verdict, detail: String
        /// What makes it right; empty when nothing need or can be done.
        public var steps: [RepairStep]
        /// Why the product must not be cross-referenced: it is billed as a flat fee; nil if not.
        public var flatFeeWarning: String?

        /// Makes a finding.
        public init(
            reference: String, verdict: Verdict, detail: String = "", steps: [RepairStep] = [],
            flatFeeWarning: String? = nil
        ) {
            self.reference = reference
            self.verdict = verdict
            self.detail = detail
            self.steps = steps
            self.flatFeeWarning = flatFeeWarning
        }
    }

    /// The managed devices integration that was asked; nil when there is none.
    public var integration: NamedReference?
    /// One finding for each of ours, in their order.
    public var findings: [Finding]
    /// When ConnectWise was asked.
    public var checkedAt: Timestamp
    /// Rows of ConnectWise that are none of ours, in words; they are left alone.
    public var foreign: [String]
    /// Of how many mapped companies the additions were read for flat fees, and how many there are.
    public var companiesRead: Int, companiesMapped: Int

    /// Makes a report.
    public init(
        integration: NamedReference?, findings: [Finding], checkedAt: Timestamp,
        foreign: [String] = [], companiesRead: Int = 0, companiesMapped: Int = 0
    ) {
        self.integration = integration
        self.findings = findings
        self.checkedAt = checkedAt
        self.foreign = foreign
        self.companiesRead = companiesRead
        self.companiesMapped = companiesMapped
    }

    /// The requests that bring ConnectWise's rows in line with ours; nil when there is nothing.
    public var repair: RepairPlan? {
        let steps = findings.flatMap(\.steps)
        guard !steps.isEmpty else { return nil }
        let name = integration.map { " of \($0.name)" } ?? ""
        return RepairPlan(title: "Cross-references\(name)", steps: steps)
    }
}
