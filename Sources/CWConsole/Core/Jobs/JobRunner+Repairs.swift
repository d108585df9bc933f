import IntegrationCore

extension JobRunner {
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

    func resumeRepairs(_ ids: [RowID<RepairRecord>]) async throws {
        let lock = try context.repairLock()
        defer { withExtendedLifetime(lock) {} }
        let desk = try await desk()
        // Read again under the lock: what is open now was interrupted, nobody is at it.
        let open = try await context.ledger.openRepairs(context.partner.id)
            .filter { ids.contains($0.id) }
        for (index, record) in open.enumerated() {
            try Task.checkCancellation()
            tell(.progress(done: index, total: open.count, note: record.plan.title))
            report(try await desk.takeUp(record))
        }
    }

    /// Works out what would take a repair back; only reads.
    func planUndo(_ repair: RepairRecord) async throws {
        tell(.progress(done: 0, total: 0, note: repair.plan.title))
        let record = try await stillOpen(repair)
        tell(.takingBack(record, try await desk().requests(thatTakeBack: record)))
    }

    func undoRepair(_ repair: RepairRecord) async throws {
        let lock = try context.repairLock()
        defer { withExtendedLifetime(lock) {} }
        tell(.progress(done: 0, total: 1, note: repair.plan.title))
        let desk = try await desk()
        report(try await desk.takeUp(try await stillOpen(repair), undo: true))
    }

    /// A repair as the journal has it now.
    private func stillOpen(_ repair: RepairRecord) async throws -> RepairRecord {
        let open = try await context.ledger.openRepairs(context.partner.id)
        guard let record = open.first(where: { $0.id == repair.id }) else {
            throw Failure(
                .unexpected, "\(repair.plan.title): this repair is over; somebody else ended it.")
        }
        return record
    }

    private func report(_ end: (record: RepairRecord, finding: ManagedIDFinding?)) {
        if let number = end.record.plan.customerNumber, let finding = end.finding {
            tell(.findings([number: finding]))
        }
        tell(.repaired(end.record))
    }
}
