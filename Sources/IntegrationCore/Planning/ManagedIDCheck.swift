/// Whether a company's Managed ID entries are as ConnectWise needs them (product.md 8); pure.
public enum ManagedIDCheck: Hashable, Sendable {
    /// Correct: the entry for machines, and the younger one for backups.
    case correct(
        machines: ConnectWise.ManagementSummaryReport,
        backups: ConnectWise.ManagementSummaryReport)
    /// Wrong, and which of the Management ID errors it is.
    case wrong(Failure)

    /// Judges the entries of a company; an empty solution matches any.
    public init(
        _ entries: [ConnectWise.ManagementSummaryReport], managedID: ManagedID, solution: String
    ) {
        let ours = entries.filter { $0.groupIdentifier == managedID.description }
        let machines = ours.filter { $0.deviceType == .workstationsAndServers }
        let backups = ours.filter { $0.deviceType == .backupStats }
        guard let first = machines.first, let second = backups.first else {
            self = .wrong(
                Self.missing(
                    entries, managedID: managedID, solution: solution,
                    hasMachines: !machines.isEmpty, hasBackups: !backups.isEmpty))
            return
        }
        func wrong(_ code: FailureCode, _ entries: [ConnectWise.ManagementSummaryReport]) -> Self {
            let ids = entries.map { "\($0.id) (\($0.deviceTypeText))" }.joined(separator: ", ")
            return .wrong(Failure(code, "Managed ID \(managedID), entries \(ids)."))
        }
        let both = machines + backups
        if both.count > 2 {
            self = wrong(.managedIDDuplicate, both)
        } else if both.contains(where: { $0.agreement?.id != nil }) {
            self = wrong(.managedIDAgreementSet, both.filter { $0.agreement?.id != nil })
        } else if let other = both.first(where: { !$0.names(solution) }) {
            self = .wrong(
                Failure(
                    .managedIDWrongSolution,
                    "Entry \(other.id) names \(other.solution?.name ?? ""), not \(solution)."))
        } else if first.id > second.id {
            self = wrong(.managedIDSwitched, [second, first])
        } else {
            self = .correct(machines: first, backups: second)
        }
    }

    private static func missing(
        _ entries: [ConnectWise.ManagementSummaryReport], managedID: ManagedID, solution: String,
        hasMachines: Bool, hasBackups: Bool
    ) -> Failure {
        let wanted = entries.filter { entry in
            entry.groupIdentifier != managedID.description
                && ((entry.deviceType == .workstationsAndServers && !hasMachines)
                    || (entry.deviceType == .backupStats && !hasBackups))
        }
        let key = managedID.description.comparable
        if let near = wanted.first(where: { $0.groupIdentifier.comparable == key }) {
            return Failure(
                .managedIDNearMiss,
                "Entry \(near.id) has \"\(near.groupIdentifier.oneLine(limit: 100))\","
                    + " it must be \"\(managedID)\".")
        }
        // Two entries with one id are the pair of another customer and no half of ours.
        let pairs = Dictionary(grouping: entries, by: \.groupIdentifier)
            .mapValues { Set($0.map(\.deviceTypeText)) }
        let other = wanted.first { entry in
            !solution.isEmpty && entry.names(solution)
                && (pairs[entry.groupIdentifier]?.count ?? 0) < 2
        }
        if hasMachines || hasBackups, let other {
            return Failure(
                .managedIDDiffers,
                "Entry \(other.id) has \(other.groupIdentifier.oneLine(limit: 100)),"
                    + " the other has \(managedID).")
        }
        let code: FailureCode =
            hasMachines
            ? .managedIDSecondMissing : hasBackups ? .managedIDFirstMissing : .managedIDMissing
        return Failure(code, "Managed ID \(managedID).")
    }
}

extension ConnectWise.ManagementSummaryReport {
    /// Whether the entry belongs to a management solution; one that names none is not judged.
    fileprivate func names(_ solution: String) -> Bool {
        guard !solution.isEmpty, let name = self.solution?.name, !name.isEmpty else { return true }
        return name == solution
    }
}

extension String {
    /// The text without blanks and case, to recognise what was nearly written.
    var comparable: String { filter { !$0.isWhitespace }.lowercased() }
}
