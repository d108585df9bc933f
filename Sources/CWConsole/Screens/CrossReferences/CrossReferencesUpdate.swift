import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of cross-references out.
    mutating func runOnCrossReferences(_ id: CommandID) -> [ScreenEffect] {
        if let movement = id.movement {
            moveInCrossReferences(movement)
            return []
        }
        switch id {
        case .billService: return changeService { $0.bills.toggle() }
        case .deleteService:
            guard let saved = crossReferences.saved, let current = crossReferences.current,
                current.isOwn
            else { return [] }
            return change(
                .saveReferences(
                    saved.references.filter { $0.id != current.id }, version: saved.version))
        case .open:
            guard let current = crossReferences.current else { return [] }
            openForm(.crossReference(current.id), title: current.service)
        case .addService: openForm(.crossReference(nil), title: "New service")
        case .pickProduct:
            guard let current = crossReferences.current else { return [] }
            openPicker("Product of \(current.service)", .products(""), for: .product(current.id))
        case .checkReferences: return begin(.checkReferences)
        case .repairReference: askToRepairReference()
        case .nextPart, .previousPart:
            if !crossReferences.view.close(isWide: isWide) {
                crossReferences.view.show(isWide: isWide)
            }
        default: break
        }
        return []
    }

    /// Saves the services with the one under the cursor changed.
    mutating func changeService(_ edit: (inout CrossReference) -> Void) -> [ScreenEffect] {
        guard let saved = crossReferences.saved, let current = crossReferences.current,
            let index = saved.references.firstIndex(of: current)
        else { return [] }
        var references = saved.references
        edit(&references[index])
        return change(.saveReferences(references, version: saved.version))
    }

    private mutating func askToRepairReference() {
        guard let current = crossReferences.current, let found = crossReferences.finding(current),
            !found.steps.isEmpty
        else { return }
        let plan = RepairPlan(title: "Cross-reference \(current.service)", steps: found.steps)
        let requests = Formatting.count(found.steps.count, "request")
        let first =
            "\(current.service): sends \(requests) to ConnectWise and reads the result back."
        popups.append(
            .confirm(
                Confirmation(
                    title: "Repair", message: [first] + found.steps.map(RepairText.line),
                    choices: [
                        .init(key: "c", label: "Cancel", action: .cancel),
                        .init(
                            key: "s", label: "Send", action: .start(.repair([plan])),
                            isDangerous: true),
                    ])))
    }

    private mutating func moveInCrossReferences(_ movement: Movement) {
        guard !scrollDetail(movement) else { return }
        crossReferences.table.move(movement)
        crossReferences.view.offset = 0
    }

    /// What the pane needs to know now.
    mutating func crossReferencesLoads() -> [Load] {
        isDue(.references, every: .milliseconds(500)) ? [.references] : []
    }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInCrossReferences(isQuit: Bool) -> [ScreenEffect]? {
        if !isQuit, let effect = jobs.stop(.references) { return [effect] }
        return crossReferences.view.close(isWide: isWide) ? [] : nil
    }

    /// Gives a key to what is typed in the pane; nil when nothing is.
    mutating func typeInCrossReferences(_ key: Key) -> [ScreenEffect]? { nil }

    /// Takes a paste in the pane; nil when nothing takes one.
    mutating func pasteInCrossReferences(_ text: String) -> [ScreenEffect]? { nil }

    /// Takes news of a check or of a repair over.
    mutating func takeReferenceNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .references(let report):
            crossReferences.take(report)
            let (words, role) = ReferenceText.summary(report)
            tell(words, role)
        case .ended(let trouble?): tell(trouble, .error)
        case .ended where run.wasStopped: tell("stopped", .warning)
        case .ended where run.job.kind == .repair:
            tell("repaired; checking again", .accent)
            return begin(.checkReferences)
        default: break
        }
        return []
    }
}

/// A request of a repair on one line.
enum RepairText {
    static func line(_ step: RepairStep) -> String {
        let body = step.body.map { " " + $0.text } ?? ""
        return "\(step.method.rawValue) \(step.path)\(body) (\(step.purpose))"
            .oneLine(limit: 2_000)
    }
}
