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
        case .repairReference:
            guard let current = crossReferences.current,
                let found = crossReferences.finding(current), !found.steps.isEmpty
            else { return [] }
            crossReferences.review = PlanReview(plans: [
                RepairPlan(title: "Cross-reference of \(current.service)", steps: found.steps)
            ])
        case .repairReferences:
            crossReferences.review = crossReferences.repair.map { PlanReview(plans: [$0]) }
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

    private mutating func moveInCrossReferences(_ movement: Movement) {
        guard !scrollDetail(movement) else { return }
        crossReferences.table.move(movement)
        crossReferences.view.offset = 0
    }

    /// What the pane needs to know now.
    mutating func crossReferencesLoads() -> [Load] {
        var loads: [Load] = []
        if isDue(.references, every: .milliseconds(500)) { loads.append(.references) }
        // Repairs that were interrupted stand beside what checks found.
        if isDue(.findings, every: .seconds(2)) { loads.append(.findings) }
        return loads
    }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInCrossReferences(isQuit: Bool) -> [ScreenEffect]? {
        for kind in [JobKind.references, .repair] where !isQuit {
            if let effect = jobs.stop(kind) { return [effect] }
        }
        if crossReferences.review != nil {
            crossReferences.review = nil
            return []
        }
        return crossReferences.view.close(isWide: isWide) ? [] : nil
    }

    /// Takes news of a check over.
    mutating func takeReferenceNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .references(let report):
            crossReferences.take(report)
            let (words, role) = ReferenceText.summary(report)
            tell(words, role)
        case .ended(let trouble?): tell(trouble, .error)
        case .ended where run.wasStopped: tell("stopped", .warning)
        default: break
        }
        return []
    }
}
