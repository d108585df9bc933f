import IntegrationCore

extension JobRunner {
    func checkManagedIDs(_ numbers: [Int64]?) async throws {
        try await desk().check(numbers.map(Set.init), tell: hear)
    }

    func planManagedIDs(_ numbers: [Int64]) async throws {
        let answers = try await desk().plans(Set(numbers), tell: hear)
        var plans: [RepairPlan] = []
        var reasons: [String] = []
        for (_, answer) in answers {
            switch answer {
            case .nothing: continue
            case .plan(let plan): plans.append(plan)
            case .person(let reason): reasons.append(reason)
            }
        }
        tell(.plans(plans))
        guard reasons.isEmpty else {
            let rest = reasons.count > 3 ? " And \(reasons.count - 3) more." : ""
            throw Problem(
                .doneWithFailures,
                "A person is needed: \(reasons.prefix(3).joined(separator: " "))\(rest)")
        }
    }

    func addManagedID(_ number: Int64, isSecond: Bool) async throws {
        let desk = try await desk()
        guard let customer = try await context.ledger.customer(context.partner.id, number: number)
        else { throw Problem.usage("The store has no customer \(number).") }
        let lock = try context.repairLock()
        defer { withExtendedLifetime(lock) {} }
        let adder = try await desk.adder(for: customer)
        if !isSecond {
            _ = try await adder.addFirst()
        } else if let confirmation = try await adder.confirmed() {
            try await adder.addSecond(confirmation)
        } else {
            throw Failure(.managedIDMissing, "Add Workstations and Servers first.")
        }
        try await context.ledger.appendAudit(
            "managed-id.add", target: "\(number)",
            detail: "\(isSecond ? "second" : "first") entry confirmed",
            partner: context.partner.id, by: context.user, now: context.time.now())
        try await desk.check([number], tell: hear)
    }

    /// All that is done about Managed IDs and repairs.
    func desk() async throws -> ManagedIDDesk {
        try await .make(
            context.partner.id, ledger: context.ledger,
            client: context.jobClient(context.partner.id), by: context.user, time: context.time)
    }

    private var hear: @Sendable (ManagedIDInspector.News) -> Void {
        { [tell] news in
            switch news {
            case .progress(let done, let total):
                tell(.progress(done: done, total: total, note: "companies"))
            case .findings(let findings): tell(.findings(findings))
            }
        }
    }
}
