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
        case .open: managedIDs.view.show(isWide: isWide)
        case .nextPart, .previousPart: managedIDs.view.isFocused.toggle()
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
        default: break
        }
        return []
    }

    private mutating func moveInManagedIDs(_ movement: Movement) {
        if managedIDs.view.takesMovement(isWide: isWide) {
            let area = EventDetailView.inside(isWide ? layout.detail : layout.main)
            let text = TextPane(lines: ManagedIDDetailView.lines(self, glyphs: .unicode))
            managedIDs.view.offset = Scrolling.moved(
                managedIDs.view.offset, movement, last: text.lastOffset(in: area), page: area.rows)
        } else {
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

    // MARK: - News

    /// Takes news of the pane's job over.
    mutating func takeManagedIDNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .findings(let findings):
            managedIDs.findings.merge(findings) { _, new in new }
            rebuildManagedIDs()
        case .plans(let plans):
            managedIDs.review = PlanReview(plans: (managedIDs.plans ?? []) + plans)
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
        if managedIDs.review != nil {
            managedIDs.review = nil
            return []
        }
        if managedIDs.view.close(isWide: isWide) { return [] }
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
