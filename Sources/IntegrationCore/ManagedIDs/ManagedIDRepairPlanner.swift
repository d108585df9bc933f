/// What makes a company's Managed ID entries right: the requests in order, or why only a person
/// can; pure.
///
/// A pair in the right order is kept and corrected by PATCH, because that leaves its ids, and so
/// its order, and its counters alone; only what cannot be corrected so is deleted and made anew.
/// Entries that neither carry the Managed ID nor are of our solution are never touched.
public struct ManagedIDRepairPlanner: Sendable {
    /// What can be done about a finding.
    public enum Answer: Hashable, Sendable {
        /// Nothing is wrong; these requests; a person must, and why.
        case nothing, plan(RepairPlan), person(String)
    }

    private typealias Entry = ManagedIDFinding.Entry

    private let prefix: String, solution: NamedReference?, solutionName: String
    private let customers: Set<Int64>

    /// Makes a planner.
    ///
    /// - Parameters:
    ///   - prefix: the partner's prefix of Managed IDs.
    ///   - solution: the management solution; nil when ConnectWise has none of this name.
    ///   - solutionName: the name that Setup holds.
    ///   - customers: the numbers of all customers: their Managed IDs are no misspelt ones.
    public init(
        prefix: String, solution: NamedReference?, solutionName: String, customers: Set<Int64>
    ) {
        self.prefix = prefix
        self.solution = solution
        self.solutionName = solutionName
        self.customers = customers
    }

    /// Plans the repair of what was found about a customer.
    public func answer(_ finding: ManagedIDFinding, of customer: Customer) -> Answer {
        let managedID = ManagedID(prefix: prefix, number: customer.number)
        switch finding.verdict {
        case .correct: return .nothing
        case .notMapped:
            return .person(
                "\(managedID) has no company. Map it: cwconsole customers map \(customer.number).")
        case .unreadable:
            return .person(
                "The entries of \(managedID) could not be read: \(finding.detail) Check again.")
        case .companyInactive:
            return .person(
                "\(finding.detail) Make it active in ConnectWise, or map \(managedID) to another"
                    + " company: cwconsole customers map \(customer.number).")
        default: break
        }
        guard let company = finding.company else { return .person("The company is not known.") }
        guard let solution else {
            return .person(
                "ConnectWise has no management solution '\(solutionName.oneLine(limit: 30))'."
                    + " Set it up there, or correct the name in Setup (9).")
        }
        let carrying = finding.entries.filter { managedID.isNearly($0.groupIdentifier) }
        if !finding.elsewhere.isEmpty,
            !carrying.contains(where: { $0.groupIdentifier == managedID.description })
        {
            return .person(
                "\(finding.detail) \(company.name.oneLine(limit: 100)) itself does not carry it,"
                    + " so the mapping may be wrong. Map the customer to the right company, or"
                    + " delete the entries of the wrong one in ConnectWise.")
        }
        var draft = Draft(managedID: managedID, company: company.id, solution: solution)
        for entry in finding.elsewhere.sorted(by: Draft.isDeletedBefore) {
            guard let other = entry.company else { continue }
            draft.delete(entry, on: other.id, "remove it from \(other.name.oneLine(limit: 60))")
        }
        settle(&draft, finding.entries, carrying)
        guard !draft.steps.isEmpty else { return .nothing }
        let name = customer.name.oneLine(limit: 60)
        return .plan(
            RepairPlan(
                title: "Managed IDs of \(managedID) \(name)", customerNumber: customer.number,
                steps: draft.steps))
    }

    /// Brings the company's own entries in order.
    private func settle(
        _ draft: inout Draft, _ entries: [Entry], _ carrying: [Entry]
    ) {
        func candidates(_ type: ConnectWise.ManagementSummaryReport.DeviceType) -> [Entry] {
            let ours = carrying.filter { $0.deviceType == type.rawValue }
            guard ours.isEmpty, !carrying.isEmpty else { return ours }
            // The other one carries the Managed ID: this one is taken for a misspelt one.
            return entries.filter { $0.deviceType == type.rawValue && isMisspelt($0) }
                .prefix(1).map { $0 }
        }
        let machines = candidates(.workstationsAndServers)
        let backups = candidates(.backupStats)
        let pairs = machines.flatMap { machine in
            backups.filter { machine.id < $0.id }.map { (machine, $0) }
        }
        let all = machines + backups
        // The oldest of those with the least to correct.
        let kept: [Entry]
        if let pair = pairs.min(by: { left, right in
            let (first, second) = (draft.cost(left), draft.cost(right))
            return (first, left.0.id, left.1.id) < (second, right.0.id, right.1.id)
        }) {
            kept = [pair.0, pair.1]
        } else if backups.isEmpty,
            let machine = machines.min(by: { left, right in
                let (first, second) = (draft.flaws(left).count, draft.flaws(right).count)
                return (first, left.id) < (second, right.id)
            })
        {
            kept = [machine]
        } else {
            // An entry that is added comes last, so a Backup Stats entry cannot stay without one
            // before it: both are made anew, as ConnectWise's own guide has it.
            kept = []
        }
        for entry in all.filter({ !kept.contains($0) }).sorted(by: Draft.isDeletedBefore) {
            draft.delete(entry, on: draft.company, kept.count == 2 ? "one too many" : "wrong order")
        }
        for entry in kept { draft.correct(entry) }
        if kept.isEmpty { draft.create(.workstationsAndServers, "first entry") }
        if kept.count < 2 { draft.create(.backupStats, "second entry") }
    }

    /// Whether an entry is of our solution and has our prefix, but is no customer's we know.
    private func isMisspelt(_ entry: Entry) -> Bool {
        guard !solutionName.isEmpty, entry.solution == solutionName,
            !prefix.isEmpty, entry.groupIdentifier.comparable.hasPrefix(prefix.comparable)
        else { return false }
        guard let other = ManagedID(entry.groupIdentifier, prefix: prefix) else { return true }
        return !customers.contains(other.number)
    }
}
