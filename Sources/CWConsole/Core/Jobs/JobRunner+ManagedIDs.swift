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

    func repair(_ plans: [RepairPlan]) async throws {
        let lock = try context.repairLock()
        defer { withExtendedLifetime(lock) {} }
        let desk = try await desk()
        var trouble: (any Error)?
        for (index, plan) in plans.enumerated() {
            try Task.checkCancellation()
            tell(.progress(done: index, total: plans.count, note: plan.title))
            do {
                report(try await desk.repair(plan))
            } catch let error as LedgerError where error.kind == .refused {
                // An earlier repair of this customer is open: that stops nobody else's.
                trouble = trouble ?? error
            }
        }
        tell(.progress(done: plans.count, total: plans.count, note: ""))
        if let trouble { throw trouble }
    }

    func resumeRepairs() async throws {
        guard try await !context.ledger.openRepairs(context.partner.id).isEmpty else { return }
        let lock = try context.repairLock()
        defer { withExtendedLifetime(lock) {} }
        let desk = try await desk()
        // Read again under the lock: what is open now was interrupted, nobody is at it.
        let open = try await context.ledger.openRepairs(context.partner.id)
        for (index, record) in open.enumerated() {
            try Task.checkCancellation()
            tell(.progress(done: index, total: open.count, note: record.plan.title))
            report(try await desk.takeUp(record))
        }
    }

    private func report(_ end: (record: RepairRecord, finding: ManagedIDFinding?)) {
        if let number = end.record.plan.customerNumber, let finding = end.finding {
            tell(.findings([number: finding]))
        }
        tell(.repaired(end.record))
    }

    private func desk() async throws -> ManagedIDDesk {
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
