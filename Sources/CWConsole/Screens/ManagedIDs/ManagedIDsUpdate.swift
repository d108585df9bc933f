import IntegrationCore
import TUIWidgets

extension AppState {
    /// Makes the rows anew after customers, findings or filter changed.
    mutating func rebuildManagedIDs() { managedIDs.rebuild(customers.summaries) }

    /// Carries a command of the pane of Managed IDs out.
    mutating func runOnManagedIDs(_ id: CommandID) -> [ScreenEffect] {
        if managedIDs.entry != nil { return runInNumberEntry(id) }
        if let movement = id.movement {
            moveInManagedIDs(movement)
            return []
        }
        switch id {
        case .open: showDetail()
        case .nextPart, .previousPart: changeParts()
        case .mark, .range, .markAll, .unmarkAll: markManagedIDs(id)
        case .check:
            let marks = managedIDs.table.marks
            return begin(.checkManagedIDs(marks.isEmpty ? nil : marks.sorted()))
        case .addManagedID:
            managedIDs.entry = .init(
                line: TextFieldState(
                    managedIDs.currentRow.map { "\(prefix)\($0.id)" } ?? "", limit: 40))
        case .repair:
            let numbers = managedIDs.targets.filter { $0.verdict?.isWrong == true }.map(\.id)
            return begin(.planManagedIDs(numbers))
        case .resumeRepair: return begin(.resumeRepairs)
        case .save: askToRepair()
        default: break
        }
        return []
    }

    private mutating func moveInManagedIDs(_ movement: Movement) {
        if let plans = managedIDs.plans {
            let area = EventDetailView.inside(RepairPlanView.area(self))
            let text = TextPane(lines: RepairPlanView.lines(plans))
            managedIDs.planOffset = Scrolling.moved(
                managedIDs.planOffset, movement, last: text.lastOffset(in: area), page: area.rows)
        } else if !scrollDetail(movement) {
            managedIDs.view.offset = 0
            managedIDs.isMoved = true
            managedIDs.table.move(movement)
        }
    }

    private mutating func markManagedIDs(_ id: CommandID) {
        managedIDs.isMoved = true
        switch id {
        case .mark:
            managedIDs.table.toggleMark()
            managedIDs.anchor = managedIDs.table.cursor
            managedIDs.table.move(by: 1)
        case .range:
            if let anchor = managedIDs.anchor {
                managedIDs.table.markRange(from: anchor)
            } else {
                managedIDs.table.toggleMark()
                remark("v: move to the other end of the range and press v again")
            }
            managedIDs.anchor = managedIDs.table.cursor
        case .markAll: managedIDs.table.markAll()
        default: managedIDs.table.clearMarks()
        }
    }

    /// Asks once whether the requests that stand on the screen shall be sent.
    private mutating func askToRepair() {
        guard let plans = managedIDs.plans, !plans.isEmpty else { return }
        let count = plans.reduce(0) { $0 + $1.steps.count }
        let what = plans.count == 1 ? plans[0].title : Formatting.count(plans.count, "customer")
        popups.append(
            .confirm(
                Confirmation(
                    title: "Repair",
                    message: [
                        "\(what): \(Formatting.count(count, "request")) to ConnectWise, in the "
                            + "order that was shown.",
                        "Each is journalled; what is interrupted can be resumed.",
                    ],
                    choices: [
                        .init(key: "b", label: "Back", action: .cancel),
                        .init(
                            key: "s", label: "Send", action: .start(.repair(plans)),
                            isDangerous: true),
                    ])))
    }

    // MARK: - News

    /// Takes news of the pane's job over.
    mutating func takeManagedIDNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .findings(let findings):
            managedIDs.findings.merge(findings) { _, new in new }
            rebuildManagedIDs()
        case .plans(let plans): managedIDs.plans = (managedIDs.plans ?? []) + plans
        case .repaired(let record):
            managedIDs.plans = nil
            if let number = record.plan.customerNumber { managedIDs.repaired[number] = record }
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
        case .planManagedIDs where managedIDs.plans?.isEmpty ?? true:
            managedIDs.plans = nil
            tell("nothing here can be repaired over the API", .warning)
        case .planManagedIDs: managedIDs.planOffset = 0
        case .addManagedID(let number, isSecond: false) where !run.wasStopped:
            popups.append(.confirm(secondStep(number)))
        case .addManagedID(let number, isSecond: true):
            tell("\(prefix)\(number): both entries are there")
        case .repair, .resumeRepairs:
            managedIDs.plans = nil
            let stopped = managedIDs.repaired.values.count { $0.state == .stopped }
            if stopped > 0 {
                tell("\(Formatting.count(stopped, "repair")) stopped; the row says why", .warning)
            } else {
                tell(run.wasStopped ? "stopped; R resumes what is open" : "repaired and read back")
            }
        default: break
        }
    }

    // MARK: - Adding in two steps

    private mutating func runInNumberEntry(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .back: managedIDs.entry = nil
        case .accept:
            guard
                let number = CustomerNumber.read(managedIDs.entry?.line.text ?? "", prefix: prefix)
            else {
                let remedy = CustomerNumber.remedy(prefix)
                managedIDs.entry?.problem = remedy
                return []
            }
            guard let customer = customers.summary(number)?.customer else {
                managedIDs.entry?.problem = "there is no customer \(number); see Customers (4)"
                return []
            }
            guard customer.companyID != nil else {
                managedIDs.entry?.problem = "\(number) has no company; map it in Customers (4)"
                return []
            }
            managedIDs.entry = nil
            popups.append(.confirm(firstStep(customer)))
        default: break
        }
        return []
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

    // MARK: - Reading, leaving, typing

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
            for kind in [JobKind.check, .plan, .add, .repair] {
                if let effect = jobs.stop(kind) { return [effect] }
            }
        }
        if managedIDs.plans != nil {
            managedIDs.plans = nil
            return []
        }
        if closeDetail() { return [] }
        guard !isQuit, !managedIDs.filter.text.isEmpty else { return nil }
        managedIDs.filter.clear()
        rebuildManagedIDs()
        return []
    }

    /// Gives a key to what is typed in the pane; nil when nothing is.
    mutating func typeInManagedIDs(_ key: Key) -> [ScreenEffect]? {
        if managedIDs.entry != nil {
            managedIDs.entry?.problem = ""
            return managedIDs.entry?.line.take(key) == true ? [] : nil
        }
        guard managedIDs.filter.isEditing else { return nil }
        if managedIDs.filter.take(key) { rebuildManagedIDs() }
        return []
    }

    /// Takes a paste in the pane; nil when nothing takes one.
    mutating func pasteInManagedIDs(_ text: String) -> [ScreenEffect]? {
        if managedIDs.entry != nil {
            managedIDs.entry?.line.paste(text)
            return []
        }
        guard managedIDs.filter.isEditing else { return nil }
        if managedIDs.filter.paste(text) { rebuildManagedIDs() }
        return []
    }
}
