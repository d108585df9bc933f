import IntegrationCore
import TUIWidgets

/// Planned repairs under review.
struct PlanReview: Equatable, Sendable {
    /// The repairs.
    var plans: [RepairPlan]
    /// The check of the doctor that is looked at again afterwards.
    var check: DoctorCheck?
    /// How far the text is scrolled.
    var offset = 0
}

extension AppState {
    /// The planned repairs under review in the open pane; nil when there are none.
    var planReview: PlanReview? {
        get {
            switch pane {
            case .managedIDs: managedIDs.review
            case .crossReferences: crossReferences.review
            case .setup where showsDoctor: doctor.review
            default: nil
            }
        }
        set {
            switch pane {
            case .managedIDs: managedIDs.review = newValue
            case .crossReferences: crossReferences.review = newValue
            case .setup: doctor.review = newValue
            default: break
            }
        }
    }

    /// Carries a command of the review out.
    mutating func runOnPlan(_ id: CommandID) -> [ScreenEffect] {
        guard let review = planReview else { return [] }
        if let movement = id.movement {
            let area = EventDetailView.inside(RepairPlanView.area(self))
            let text = TextPane(lines: RepairPlanView.lines(review.plans))
            planReview?.offset = Scrolling.moved(
                review.offset, movement, last: text.lastOffset(in: area), page: area.rows)
        } else if id == .save {
            askToRepair(review)
        }
        return []
    }

    /// Asks once whether the requests that stand on the screen shall be sent.
    private mutating func askToRepair(_ review: PlanReview) {
        let plans = review.plans
        let count = plans.reduce(0) { $0 + $1.steps.count }
        let what = plans.count == 1 ? plans[0].title : Formatting.count(plans.count, "repair")
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
                            key: "s", label: "Send",
                            action: review.check.map { .repair(plans, then: $0) }
                                ?? .start(.repair(plans)), isDangerous: true),
                    ])))
    }

    // MARK: - News

    /// Takes news of a repair over, from whichever pane it was asked for.
    mutating func takeRepairNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .findings: return takeManagedIDNews(news, run)
        case .repaired(let record):
            managedIDs.review = nil
            crossReferences.review = nil
            doctor.review = nil
            if let number = record.plan.customerNumber { managedIDs.repaired[number] = record }
        case .ended(let trouble):
            reading.stale.insert(.findings)
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
        let stopped = run.repaired.filter { $0.state == .stopped }
        if let first = stopped.first {
            let reason = first.failure.map(FailureText.sentence) ?? "it stopped."
            let others = stopped.count > 1 ? "\(stopped.count - 1) more stopped. " : ""
            let rest =
                stopped.allSatisfy(\.changedNothing)
                ? "Nothing was changed." : "R goes on with what is open."
            tell("\(first.plan.title): \(reason) \(others)\(rest)", .error)
        } else {
            tell(run.wasStopped ? "stopped; R resumes what is open" : "repaired and read back")
        }
    }
}

extension RepairPlan {
    /// Whether it changes rows of a managed devices integration.
    fileprivate var isAboutReferences: Bool {
        steps.contains { $0.path.contains("/crossReferences") }
    }
}
