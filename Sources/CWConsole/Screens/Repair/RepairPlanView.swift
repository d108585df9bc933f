import IntegrationCore
import TUIWidgets

/// The exact requests of planned repairs, before anything is sent.
enum RepairPlanView {
    /// The area of the whole pane.
    static func area(_ state: AppState) -> Rect {
        let main = state.layout.main
        return Rect(x: main.x, y: main.y, columns: state.size.columns, rows: main.rows)
    }

    static func lines(_ plans: [RepairPlan]) -> [StyledText] {
        plans.flatMap { [StyledText($0.title, .title.bold)] + lines($0.steps) + [""] }
    }

    /// Requests in order, each with what it is for and what it sends.
    static func lines(_ steps: [RepairStep]) -> [StyledText] {
        steps.enumerated().flatMap { index, step -> [StyledText] in
            let style: Style = step.method == .delete ? .warning : .plain
            var lines = [
                StyledText("  \(index + 1) ", .accent)
                    + StyledText("\(step.method.rawValue) ", style.bold) + StyledText(step.path),
                StyledText("    \(step.purpose)", .muted),
            ]
            if let body = step.body { lines.append(StyledText("    \(body.text)")) }
            return lines
        }
    }

    static func draw(_ plans: [RepairPlan], _ state: AppState, into grid: inout Grid) {
        let count = plans.reduce(0) { $0 + $1.steps.count }
        let title =
            StyledText("\(state.pane.heading): planned repair")
            + StyledText(
                " \(Formatting.count(count, "request")), nothing is sent yet", .muted)
        grid.draw(
            Panel(
                title: title, trailing: JobLine.text(state, [.plan, .repair]),
                footer: "ctrl-s sends", isFocused: true), in: area(state))
        grid.draw(
            TextPane(lines: lines(plans), offset: state.planReview?.offset ?? 0),
            in: EventDetailView.inside(area(state)))
    }
}
