extension ManagedIDFinding {
    /// Judges the entries of a customer's company; pure.
    ///
    /// A company that takes nothing comes first, then what only the other companies show, then
    /// what `ManagedIDCheck` says, by which the engine goes too.
    ///
    /// - Parameters:
    ///   - managedID: the customer's.
    ///   - company: where it belongs.
    ///   - inactivity: why the company takes nothing, like `inactive`; nil when it does.
    ///   - reports: all entries of the company.
    ///   - solution: the management solution of Setup; an empty one matches any.
    ///   - elsewhere: entries of other companies that carry the Managed ID.
    ///   - checkedAt: when ConnectWise was asked.
    public init(
        of managedID: ManagedID, company: NamedReference, inactivity: String? = nil,
        reports: [ConnectWise.ManagementSummaryReport], solution: String,
        elsewhere: [Entry] = [], checkedAt: Timestamp
    ) {
        let counted = reports.filter { report in
            managedID.isNearly(report.groupIdentifier)
                || (!solution.isEmpty && report.solution?.name == solution)
        }
        self.init(
            verdict: .correct, company: company,
            entries: counted.sorted { $0.id < $1.id }.map(Entry.init),
            elsewhere: elsewhere, checkedAt: checkedAt)
        if let inactivity {
            (verdict, detail) = (
                .companyInactive, "\(company.name.oneLine(limit: 100)) is \(inactivity)."
            )
        } else if !elsewhere.isEmpty {
            let places = Set(elsewhere.compactMap(\.company?.name)).sorted()
                .map { $0.oneLine(limit: 100) }.joined(separator: ", ")
            (verdict, detail) = (
                .sameIDOnTwoCompanies, "Managed ID \(managedID) is also on \(places)."
            )
        } else if case .wrong(let failure) = ManagedIDCheck(
            reports, managedID: managedID, solution: solution)
        {
            (verdict, detail) = (ManagedIDVerdict(failure.code), failure.detail)
        }
    }
}

extension ManagedIDFinding.Entry {
    /// The entry as ConnectWise shows it.
    init(_ report: ConnectWise.ManagementSummaryReport) {
        let agreement = report.agreement.flatMap { $0.id == nil ? nil : $0 }
        self.init(
            id: report.id, groupIdentifier: report.groupIdentifier,
            deviceType: report.deviceTypeText, solution: report.solution?.name,
            agreement: agreement?.name, solutionID: report.solution?.id,
            agreementID: agreement?.id)
    }
}

extension ManagedID {
    /// Whether a text is this Managed ID but for case and blanks.
    func isNearly(_ text: String) -> Bool { text.comparable == description.comparable }
}
