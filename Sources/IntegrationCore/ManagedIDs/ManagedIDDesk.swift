/// All that is done about Managed IDs, for the console and the commands alike: check, plan, repair
/// with reading back, add.
public struct ManagedIDDesk: Sendable {
    let client: ConnectWiseClient, ledger: any SetupLedger
    let partner: RowID<Partner>, who: Operator, time: any TimeSource
    let customers: [Customer], prefix: String, solution: String

    /// Makes a desk for a partner's customers, prefix and management solution; the client stands
    /// behind the gate that its many requests shall pass.
    public init(
        client: ConnectWiseClient, ledger: any SetupLedger, partner: RowID<Partner>,
        by who: Operator, time: any TimeSource, customers: [Customer], prefix: String,
        solution: String
    ) {
        self.client = client
        self.ledger = ledger
        self.partner = partner
        self.who = who
        self.time = time
        self.customers = customers
        self.prefix = prefix
        self.solution = solution
    }

    /// The customers with these numbers; nil: every mapped one.
    private func chosen(_ numbers: Set<Int64>?) -> [Customer] {
        customers.filter { customer in
            numbers?.contains(customer.number) ?? (customer.companyID != nil)
        }
    }

    /// Checks customers; what is found is saved in portions as it comes.
    @discardableResult
    public func check(
        _ numbers: Set<Int64>?,
        tell: @escaping @Sendable (ManagedIDInspector.News) -> Void = { _ in }
    ) async throws -> [Int64: ManagedIDFinding] {
        let inspector = ManagedIDInspector(
            client: client, prefix: prefix, solution: solution, time: time)
        // Where the same id was met before is looked at again, or it would seem to be gone.
        var also: Set<Int64> = []
        if let numbers {
            for (number, finding) in try await ledger.managedIDFindings(partner)
            where numbers.contains(number) {
                also.formUnion(finding.elsewhere.compactMap(\.company?.id))
            }
        }
        return try await inspector.inspect(chosen(numbers), also: also) { news in
            if case .findings(let findings) = news, !findings.isEmpty {
                try await ledger.saveManagedIDFindings(findings, partner: partner)
            }
            tell(news)
        }
    }

    /// Checks customers anew and plans their repair, by customer number in order.
    public func plans(
        _ numbers: Set<Int64>?,
        tell: @escaping @Sendable (ManagedIDInspector.News) -> Void = { _ in }
    ) async throws -> [(customer: Customer, answer: ManagedIDRepairPlanner.Answer)] {
        let findings = try await check(numbers, tell: tell)
        let planner = ManagedIDRepairPlanner(
            prefix: prefix, solution: try await solutionReference(), solutionName: solution,
            customers: Set(customers.map(\.number)))
        return chosen(numbers).sorted { $0.number < $1.number }.compactMap { customer in
            findings[customer.number].map { (customer, planner.answer($0, of: customer)) }
        }
    }

    /// Carries a plan out, and says what was read back; nil when the plan is about no customer.
    public func repair(
        _ plan: RepairPlan
    ) async throws -> (record: RepairRecord, finding: ManagedIDFinding?) {
        let record = try await runner.run(plan)
        return (record, try await readBack(record))
    }

    /// Takes an open repair up, or back, and says what was read back.
    public func takeUp(
        _ record: RepairRecord, undo: Bool = false
    ) async throws -> (record: RepairRecord, finding: ManagedIDFinding?) {
        let record = undo ? try await runner.undo(record) : try await runner.resume(record)
        return (record, try await readBack(record))
    }

    /// The requests that would take an open repair back now.
    public func requests(
        thatTakeBack record: RepairRecord
    ) async throws(ConnectWiseError) -> [RepairStep] {
        try await runner.requests(thatTakeBack: record)
    }

    /// An adder for a customer.
    ///
    /// - Throws: `Failure` when the customer has no company, or ConnectWise no such solution.
    public func adder(for customer: Customer) async throws -> ManagedIDAdder {
        guard let company = customer.companyID else {
            throw Failure(
                .companyNotMapped,
                "Customer \(customer.number) is not mapped to a company."
                    + " Map it: cwconsole customers map \(customer.number) --company-id N.")
        }
        guard let solution = try await solutionReference() else {
            let names = try await client.managementSolutions().map {
                "'\($0.solutionName.oneLine(limit: 30))'"
            }
            throw Failure(
                .solutionNotFound,
                "ConnectWise has no management solution '\(solution)'. Set it up there, or name"
                    + " one of these with credentials set --solution: "
                    + "\(names.isEmpty ? "none yet" : names.joined(separator: ", ")).")
        }
        return ManagedIDAdder(
            client: client, runner: runner, company: company,
            managedID: ManagedID(prefix: prefix, number: customer.number), solution: solution)
    }

    /// What a repair has led to.
    private func readBack(_ record: RepairRecord) async throws -> ManagedIDFinding? {
        guard let number = record.plan.customerNumber else { return nil }
        do {
            return try await check([number])[number]
        } catch let error as ConnectWiseError {
            // What became of the repair is told all the same.
            return ManagedIDFinding(
                verdict: .unreadable, detail: error.failure.advice, checkedAt: time.now())
        }
    }

    private var runner: RepairRunner {
        RepairRunner(site: client, journal: ledger, partner: partner, by: who, time: time)
    }

    private func solutionReference() async throws -> NamedReference? {
        try await client.managementSolutions().reference(solution)
    }
}
