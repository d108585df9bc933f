import IntegrationCore
import TUIWidgets

/// Draws the pane of cross-references: the services, and the one under the cursor compared.
enum CrossReferencesView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        if let review = state.crossReferences.review {
            RepairPlanView.draw(review.plans, state, into: &grid)
            return
        }
        Pane.crossReferences.parts?.draw(state, layout, into: &grid) {
            drawList(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    private static let columns = [
        TableColumn("Bill", minimum: 4, ideal: 4, priority: 80),
        TableColumn("Service", minimum: 18, ideal: nil, priority: 100),
        TableColumn("Level", minimum: 21, ideal: 21, priority: 60),
        TableColumn("Type", minimum: 9, ideal: 9, priority: 50),
        TableColumn("Product", minimum: 10, ideal: 14, priority: 70),
        TableColumn("Verdict", minimum: 14, ideal: 15, priority: 90),
        TableColumn("Configuration", minimum: 13, ideal: 13, priority: 20),
        TableColumn("Agreement", minimum: 15, ideal: 15, priority: 10),
    ]

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let pane = state.crossReferences
        let billed = pane.references.filter(\.bills).count
        let title =
            StyledText(Pane.crossReferences.heading)
            + StyledText(
                pane.saved == nil ? "" : " (\(billed) of \(pane.references.count) billed)", .muted)
        let place = pane.table.cursorIndex.map { "\($0 + 1) of \(pane.references.count)" } ?? ""
        grid.draw(
            Panel(
                title: title, trailing: check(state, grid.glyphs),
                footer: StyledText(place, .muted), isFocused: isFocused),
            in: rect)
        let rows = pane.references.map { row($0, state, grid.glyphs) }
        grid.draw(
            TUIWidgets.Table(
                columns: columns, rows: rows, state: pane.table,
                isFocused: isFocused && state.popups.isEmpty,
                emptyMessage: Loading.text(state, .references)),
            in: Panel.content(of: rect))
    }

    private static func row(
        _ reference: CrossReference, _ state: AppState, _ glyphs: GlyphSet
    ) -> TableRow<String> {
        let finding = state.crossReferences.finding(reference)
        let verdict = ReferenceText.cell(
            reference, finding, isChecked: state.crossReferences.report != nil, glyphs: glyphs)
        let style: Style = reference.bills ? .plain : .muted
        let cells = [
            StyledText(reference.bills ? "[x]" : "[ ]", reference.bills ? .accent : .muted),
            StyledText(reference.service, style), StyledText(reference.level, style),
            StyledText(reference.type, style), product(reference, style), verdict,
            StyledText(reference.configurationType, .muted),
            StyledText(reference.agreementType, .muted),
        ]
        let role = verdict.spans.first?.style.role ?? .plain
        return TableRow(
            id: reference.id, cells: cells,
            severity: reference.bills && (role == .error || role == .warning) ? role : .plain)
    }

    private static func product(_ reference: CrossReference, _ style: Style) -> StyledText {
        if let product = reference.product { return StyledText(product.name, style) }
        return StyledText(reference.bills ? "none" : "", .warning)
    }

    /// How far the check is, or when it was.
    private static func check(_ state: AppState, _ glyphs: GlyphSet) -> StyledText {
        if let run = state.jobs[.references], run.isRunning {
            let spinner = glyphs.spinnerFrame(state.spinnerStep)
            let far = run.total > 0 ? " \(run.done)/\(run.total)" : ""
            return StyledText("\(spinner) checking\(far)  Esc stops", .accent)
        }
        if state.jobs[.repair]?.isRunning == true {
            let spinner = glyphs.spinnerFrame(state.spinnerStep)
            return StyledText("\(spinner) repairing  Esc stops", .accent)
        }
        if !state.repairsHere.isEmpty {
            return StyledText("! repair not over: R u", .error)
        }
        guard let report = state.crossReferences.report else {
            return StyledText("c checks them", .muted)
        }
        return StyledText("checked \(age(report.checkedAt, state))", .muted)
    }

    /// How long ago something was: `just now`, `3 min ago`.
    static func age(_ moment: Timestamp, _ state: AppState) -> String {
        let passed = state.now - moment
        return passed < .seconds(60)
            ? "just now" : "\(Formatting.span(.seconds(passed.minutes * 60))) ago"
    }
}

extension Duration {
    /// Whole minutes.
    fileprivate var minutes: Int64 { microseconds / 60_000_000 }
}
