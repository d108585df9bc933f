import IntegrationCore
import TUIWidgets

extension AppState {
    /// Makes the rows anew after customers, findings or filter changed.
    mutating func rebuildManagedIDs() { managedIDs.rebuild(customers.summaries, openRepairs) }

    /// Carries a command of the pane of Managed IDs out.
    mutating func runOnManagedIDs(_ id: CommandID) -> [ScreenEffect] {
        if let movement = id.movement {
            moveInManagedIDs(movement)
            return []
        }
        switch id {
        case .open: showDetail()
        case .nextPart, .previousPart: changeParts()
        case .mark, .range, .markAll, .unmarkAll:
            managedIDs.isMoved = true
            mark(id, in: \.managedIDs.table)
        case .check:
            let marks = managedIDs.table.marks
            return begin(.checkManagedIDs(marks.isEmpty ? nil : marks.sorted()))
        case .addManagedID:
            numberEntry = NumberEntry(
                for: .addManagedID, managedIDs.currentRow.map { "\(prefix)\($0.id)" } ?? "")
        case .repair:
            return begin(.planManagedIDs(managedIDs.targets.filter(\.canBeRepaired).map(\.id)))
        default: break
        }
        return []
    }

    private mutating func moveInManagedIDs(_ movement: Movement) {
        if !scrollDetail(movement) {
            managedIDs.view.offset = 0
            managedIDs.isMoved = true
            managedIDs.table.move(movement)
        }
    }

    // MARK: - News

    /// Takes news of the pane's job over.
    mutating func takeManagedIDNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .findings(let findings):
            managedIDs.findings.merge(findings) { _, new in new }
            rebuildManagedIDs()
        case .plans(let plans):
            managedIDs.review = PlanReview(plans: (managedIDs.review?.plans ?? []) + plans)
        case .ended(let trouble):
            reading.stale.insert(.findings)
            if let trouble { tell(trouble, .error) } else { tellEnd(of: run) }
        default: break
        }
        return []
    }

    /// Says how a job ended that nothing went wrong with.
    private mutating func tellEnd(of run: Jobs.Run) {
        switch run.job {
        case .checkManagedIDs:
            let done = Formatting.count(run.done, "customer")
            let words = run.wasStopped ? "stopped: \(done) checked" : "\(done) checked"
            tell("\(words), \(managedIDs.wrong) wrong", managedIDs.wrong > 0 ? .warning : .good)
        case .planManagedIDs where managedIDs.review?.plans.isEmpty ?? true:
            managedIDs.review = nil
            tell("nothing here can be repaired over the API", .warning)
        case .addManagedID(let number, isSecond: false) where !run.wasStopped:
            popups.append(.confirm(secondStep(number)))
        case .addManagedID(let number, isSecond: true):
            tell("\(prefix)\(number): both entries are there")
        default: break
        }
    }

    // MARK: - Adding in two steps

    /// Asks before the first entry is added; why that cannot be, beside the number.
    mutating func askForFirstEntry(_ number: Int64) {
        guard let customer = customers.summary(number)?.customer else {
            numberEntry?.problem = "there is no customer \(number); see Customers (4)"
            return
        }
        guard customer.companyID != nil else {
            numberEntry?.problem = "\(number) has no company; map it in Customers (4)"
            return
        }
        numberEntry = nil
        popups.append(.confirm(firstStep(customer)))
    }

    private func firstStep(_ customer: Customer) -> Confirmation {
        let name = customer.companyName ?? customer.name
        return Confirmation(
            title: "Add Managed ID: step 1 of 2",
            message: [
                "Entry 1, Workstations and Servers, is added to \(name) with "
                    + "\(prefix)\(customer.number).",
                "Step 2 follows when ConnectWise has confirmed this one.",
            ],
            choices: [
                .init(key: "c", label: "Cancel", action: .cancel),
                .init(
                    key: "a", label: "Add entry 1",
                    action: .start(.addManagedID(customer.number, isSecond: false))),
            ])
    }

    /// Exists only after ConnectWise confirmed the first entry.
    private func secondStep(_ number: Int64) -> Confirmation {
        Confirmation(
            title: "Add Managed ID: step 2 of 2",
            message: [
                "Entry 1 of \(prefix)\(number) is there. Entry 2, Backup Stats, is added now.",
                "Without it the row says: second missing.",
            ],
            choices: [
                .init(key: "n", label: "Not now", action: .cancel),
                .init(
                    key: "a", label: "Add entry 2",
                    action: .start(.addManagedID(number, isSecond: true))),
            ])
    }

    // MARK: - Reading and leaving

    /// What the pane needs to know now.
    mutating func managedIDsLoads() -> [Load] {
        var loads: [Load] = []
        if isDue(.customers, every: .seconds(1)) { loads.append(.customers) }
        if isDue(.findings, every: .seconds(1)) { loads.append(.findings) }
        return loads
    }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInManagedIDs(isQuit: Bool) -> [ScreenEffect]? {
        if !isQuit {
            for kind in [JobKind.check, .plan, .add] {
                if let effect = jobs.stop(kind) { return [effect] }
            }
        }
        if managedIDs.review != nil {
            managedIDs.review = nil
            return []
        }
        if closeDetail() { return [] }
        return !isQuit && clearFilter() ? [] : nil
    }
}
