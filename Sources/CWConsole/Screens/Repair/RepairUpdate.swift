import IntegrationCore
import TUIWidgets

extension AppState {
    /// Finishes the repairs that the place of the cursor is about.
    mutating func resumeRepairs() -> [ScreenEffect] { begin(.resumeRepairs(repairsHere.map(\.id))) }

    /// Works out what takes the repair under the cursor back; nothing is sent yet.
    mutating func planTakingBack() -> [ScreenEffect] {
        repairsHere.first.map { begin(.planUndo($0)) } ?? []
    }

    /// Takes news of a repair over, from whichever pane it was asked for.
    mutating func takeRepairNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .findings: return takeManagedIDNews(news, run)
        case .takingBack(let record, let requests): askToTakeBack(record, requests)
        case .repaired(let record):
            managedIDs.review = nil
            crossReferences.review = nil
            doctor.review = nil
            if let number = record.plan.customerNumber { managedIDs.repaired[number] = record }
        case .ended(let trouble):
            reading.stale.formUnion([.repairs, .findings])
            if let trouble { tell(trouble, .error) } else { tellEnd(ofRepair: run) }
            // The doctor looks at its check again, the pane of cross-references at all of them.
            if let effects = lookAgain() { return effects }
            if run.repaired.contains(where: \.plan.isAboutReferences) {
                return begin(.checkReferences)
            }
        default: break
        }
        return []
    }

    private mutating func tellEnd(ofRepair run: Jobs.Run) {
        if case .planUndo = run.job { return }
        if run.wasStopped { tell("stopped; what was begun stands open: R or u", .warning) }
        tellRefusals(run)
        let good = run.repaired.filter { $0.state != .stopped }
        guard let last = good.last else { return }
        let verb = last.state == .undone ? "taken back" : "repaired and read back"
        tell(
            good.count == 1
                ? "\(verb): \(last.plan.title)"
                : "\(Formatting.count(good.count, "repair")) \(verb)")
    }

    /// Says what ConnectWise refused, and what to do then.
    private mutating func tellRefusals(_ run: Jobs.Run) {
        let refused = run.repaired.filter { $0.state == .stopped }
        guard let first = refused.first else { return }
        guard refused.count == 1 else {
            let count = Formatting.count(refused.count, "repair")
            tell("\(count) refused; the rows say why, R tries again, u takes one back", .error)
            return
        }
        let reason = first.failure.map(FailureText.sentence) ?? "it stopped."
        var isOver = first.isBeingTakenBack
        if case .undoRepair = run.job { isOver = true }
        // A refused taking back is over: what is there now is checked and repaired anew.
        let remedy =
            first.changedNothing
            ? "Nothing was changed."
            : isOver ? "It is over; check again what is there." : "R tries again, u takes it back."
        tell("\(first.plan.title): \(reason) \(remedy)", .error)
    }

    /// Shows the exact requests, and asks once.
    private mutating func askToTakeBack(_ record: RepairRecord, _ requests: [RepairStep]) {
        let count = Formatting.count(requests.count, "request")
        let first =
            requests.isEmpty
            ? "\(record.plan.title): nothing of it is in ConnectWise; the repair is only closed."
            : "\(record.plan.title): \(count) take it back, in this order."
        popups.append(
            .confirm(
                Confirmation(
                    title: "Take the repair back", message: [first] + requests.map(\.line),
                    choices: [
                        .init(key: "k", label: "Keep it open", action: .cancel),
                        .init(
                            key: "t", label: "Take back", action: .start(.undoRepair(record)),
                            isDangerous: true),
                    ])))
    }
}

extension RepairPlan {
    /// Whether it changes rows of a managed devices integration.
    fileprivate var isAboutReferences: Bool {
        steps.contains { $0.path.contains("/crossReferences") }
    }
}

extension Refusal {
    static func resumeRepair(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        if state.jobs[.repair]?.isRunning == true { return "this works already; Esc stops it" }
        guard state.repairsHere.isEmpty else { return nil }
        return state.openRepairs.isEmpty
            ? "no repair was interrupted"
            : "no interrupted repair here; the Overview (1) lists them first"
    }

    static func takeBackRepair(_ state: AppState) -> String? {
        if let reason = resumeRepair(state) { return reason }
        return state.repairsHere.count > 1
            ? "one at a time: \\ takes the marks away" : nil
    }
}
