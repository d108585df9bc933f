/// Adds the two entries of a company, in steps that cannot be done in the wrong order.
///
/// The second step is only to be had from the first one's confirmation, which is read back from
/// ConnectWise. Every step looks before it adds, so that doing it again adds nothing; the one
/// request of each is journalled like that of a repair.
public struct ManagedIDAdder: Sendable {
    /// The proof that ConnectWise shows the first entry; what the second step needs.
    public struct Confirmation: Hashable, Sendable {
        /// The entry that was confirmed.
        public let entry: Int64
        fileprivate let adder: Int64
    }

    let client: ConnectWiseClient, runner: RepairRunner
    let company: Int64, managedID: ManagedID, solution: NamedReference

    /// Makes an adder for one customer's company, which sends by a runner.
    public init(
        client: ConnectWiseClient, runner: RepairRunner, company: Int64, managedID: ManagedID,
        solution: NamedReference
    ) {
        self.client = client
        self.runner = runner
        self.company = company
        self.managedID = managedID
        self.solution = solution
    }

    /// Where the form stands: nil before the first entry is there.
    ///
    /// - Throws: `Failure` when the entries are wrong in a way that adding would not mend.
    public func confirmed() async throws -> Confirmation? {
        try await look().first.map { Confirmation(entry: $0, adder: company) }
    }

    /// Step 1: the Workstations and Servers entry, confirmed by ConnectWise.
    public func addFirst() async throws -> Confirmation {
        if let known = try await confirmed() { return known }
        try await add(.workstationsAndServers)
        guard let confirmation = try await confirmed() else {
            throw notShown(.workstationsAndServers)
        }
        return confirmation
    }

    /// Step 2: the Backup Stats entry; true when both entries are there, in order.
    @discardableResult
    public func addSecond(_ confirmation: Confirmation) async throws -> Bool {
        let before = try await look()
        guard before.first == confirmation.entry, confirmation.adder == company else {
            throw Failure(
                .managedIDFirstMissing,
                "Entry \(confirmation.entry) of \(managedID) is no longer there; begin again.")
        }
        guard before.second == nil else { return false }
        try await add(.backupStats)
        guard try await look().second != nil else { throw notShown(.backupStats) }
        return true
    }

    private func look() async throws -> (first: Int64?, second: Int64?) {
        let entries = try await client.managementSummaryReports(company: company)
        let check = ManagedIDCheck(entries, managedID: managedID, solution: solution.name)
        switch check {
        case .correct(let machines, let backups): return (machines.id, backups.id)
        case .wrong(let failure) where failure.code == .managedIDMissing: return (nil, nil)
        case .wrong(let failure) where failure.code == .managedIDSecondMissing:
            let first = entries.first {
                $0.groupIdentifier == managedID.description
                    && $0.deviceType == .workstationsAndServers
            }
            return (first?.id, nil)
        case .wrong(var failure):
            failure.detail += " Adding would not mend that: repair it instead."
            throw failure
        }
    }

    private func add(_ type: ConnectWise.ManagementSummaryReport.DeviceType) async throws {
        let record = try await runner.run(
            RepairPlan(
                title: "\(type.rawValue) entry of \(managedID)", customerNumber: managedID.number,
                steps: [
                    .add(
                        type, of: managedID, to: company, solution, purpose: "add \(type.rawValue)")
                ]))
        if let failure = record.failure { throw failure }
    }

    private func notShown(_ type: ConnectWise.ManagementSummaryReport.DeviceType) -> Failure {
        Failure(
            .outcomeUnknown,
            "ConnectWise does not show the \(type.rawValue) entry of \(managedID). Look at the"
                + " company's Management tab, then try again.")
    }
}
