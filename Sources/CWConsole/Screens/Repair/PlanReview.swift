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
                        "Each is journalled; what is interrupted can be resumed or taken back.",
                    ],
                    choices: [
                        .init(key: "b", label: "Back", action: .cancel),
                        .init(
                            key: "s", label: "Send",
                            action: review.check.map { .repair(plans, then: $0) }
                                ?? .start(.repair(plans)), isDangerous: true),
                    ])))
    }
}
