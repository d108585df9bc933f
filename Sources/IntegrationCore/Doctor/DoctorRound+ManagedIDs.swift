/// The Managed ID entries of every mapped company, as `ManagedIDInspector` finds them.
extension DoctorRound {
    func managedIDs() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let mapped = try mapped()
        let inspector = ManagedIDInspector(
            client: client, prefix: facts.settings.managedIDPrefix,
            solution: facts.site.solution, time: time)
        let found = try await inspector.inspect(mapped) { news in
            guard case .progress(let done, let total) = news else { return }
            note("\(DoctorCheck.managedIDs.title): \(done) of \(total) companies")
        }
        let wrong = mapped.filter { found[$0.number]?.verdict != .correct }
        guard !wrong.isEmpty else {
            return [
                DoctorFinding(
                    .managedIDs, .good,
                    found: "The entries of all \(mapped.count) companies are correct.",
                    expected: Self.rightEntries)
            ]
        }
        let planner = ManagedIDRepairPlanner(
            prefix: facts.settings.managedIDPrefix,
            solution: try await client.managementSolutions().reference(facts.site.solution),
            solutionName: facts.site.solution, customers: Set(facts.customers.map(\.number)))
        return ManagedIDVerdict.allCases.compactMap { verdict in
            let some = wrong.compactMap { customer -> (Customer, ManagedIDFinding)? in
                found[customer.number].flatMap { $0.verdict == verdict ? (customer, $0) : nil }
            }
            return finding(verdict, some, of: mapped.count, planner)
        }
    }

    private static let rightEntries =
        "Workstations and Servers first, then Backup Stats, with the Managed ID."

    private func finding(
        _ verdict: ManagedIDVerdict, _ wrong: [(customer: Customer, found: ManagedIDFinding)],
        of total: Int, _ planner: ManagedIDRepairPlanner
    ) -> DoctorFinding? {
        guard let first = wrong.first, let code = verdict.failureCode else { return nil }
        let names = Self.names(wrong.map { "\(facts.managedID($0.customer))" })
        let plans = wrong.compactMap { customer, found -> RepairPlan? in
            guard case .plan(let plan) = planner.answer(found, of: customer) else { return nil }
            return plan
        }
        // What is missing is said by the sentence; the other details name what was found.
        let isMissing = [.missingBoth, .missingFirst, .missingSecond].contains(verdict)
        let example = (wrong.count > 1 ? " The first: " : " ") + first.found.detail
        let repair = ["Press f: it shows the requests that put them right, and asks."]
        return DoctorFinding(
            .managedIDs, .failed,
            found: "\(wrong.count) of \(total) companies: \(code.explanation.sentence)"
                + " \(names)." + (isMissing ? "" : example),
            expected: Self.rightEntries,
            remedy: (plans.isEmpty ? [] : repair) + code.explanation.remedy, repairs: plans)
    }
}

extension [ConnectWise.ManagementSolution] {
    /// The solution of a name; nil when there is none.
    func reference(_ name: String) -> NamedReference? {
        first { $0.solutionName == name || $0.name == name }
            .map { NamedReference(id: $0.id, name: name) }
    }
}
