import IntegrationCore
import TUIWidgets

/// Draws the doctor: its findings in the order of the guide, and the one under the cursor in full.
enum DoctorView {
    static func draw(_ state: AppState, _ rect: Rect, into grid: inout Grid) {
        if let review = state.doctor.review {
            RepairPlanView.draw(review.plans, state, into: &grid)
            return
        }
        let title = StyledText(Pane.setup.heading) + StyledText(" Doctor", .muted)
        grid.draw(Panel(title: title, trailing: age(state), isFocused: true), in: rect)
        let areas = areas(rect)
        let headline = headline(state, grid.glyphs, columns: areas.headline.columns)
        grid.draw(headline, in: areas.headline)
        let findings = state.doctorFindings
        guard !findings.isEmpty else {
            if state.jobs[.doctor]?.isRunning != true {
                let words = "Nothing was checked yet. D looks at everything that is needed."
                grid.draw(TextPane(lines: [StyledText(words, .muted)]), in: areas.list)
            }
            return
        }
        drawList(findings, state, in: areas.list, into: &grid)
        grid.draw(
            TextPane(lines: detail(state, grid.glyphs), offset: state.doctor.offset),
            in: areas.detail)
    }

    /// Where the parts stand inside the pane's frame.
    static func areas(_ rect: Rect) -> (headline: Rect, list: Rect, detail: Rect) {
        let inside = Panel.content(of: rect).inset(columns: rect.columns >= 60 ? 1 : 0, rows: 0)
        let parts = inside.splitRows([.fixed(1), .fill])
        let body = parts[1]
        if rect.columns >= FrameLayout.wideColumns {
            let left = body.columns * 46 / 100
            return (
                parts[0], Rect(x: body.x, y: body.y, columns: left, rows: body.rows),
                Rect(
                    x: body.x + left + 2, y: body.y, columns: max(0, body.columns - left - 2),
                    rows: body.rows)
            )
        }
        let rows = max(1, min(DoctorCheck.allCases.count, body.rows / 2))
        let halves = body.splitRows([.fixed(rows), .fixed(body.rows >= 10 ? 1 : 0), .fill])
        return (parts[0], halves[0], halves[2])
    }

    /// `checked 12 min ago by kim`, with what makes it less worth.
    private static func age(_ state: AppState) -> StyledText {
        guard let report = state.doctor.report else { return "" }
        let span = Formatting.span(state.now - report.startedAt)
        let text = StyledText("checked \(span) ago", .muted)
        if report.wasStopped { return text + StyledText(" stopped", .warning) }
        return state.doctorReportIsStale ? text + StyledText(" stale", .warning) : text
    }

    /// How far it is, or how the last visit ended.
    private static func headline(
        _ state: AppState, _ glyphs: GlyphSet, columns: Int
    ) -> StyledText {
        if let run = state.jobs[.doctor], run.isRunning {
            let words = run.wasStopped ? "stopping" : run.note
            return StyledText(String(glyphs.spinnerFrame(state.spinnerStep)), .accent)
                + StyledText(" \(run.done) of \(run.total)  Esc stops  ", .muted)
                + StyledText(words)
        }
        if state.jobs[.repair]?.isRunning == true {
            return StyledText(String(glyphs.spinnerFrame(state.spinnerStep)), .accent)
                + StyledText(" repairing", .muted)
        }
        if let record = state.repairsHere.first {
            let words = "! repair not over: \(OpenRepairText.keys(record))"
            return StyledText(words, .error) + StyledText("  \(record.plan.title)", .muted)
        }
        guard let report = state.doctor.report else { return "" }
        let outcomes: [DoctorFinding.Outcome] = [.failed, .warning, .good, .notChecked]
        let told = outcomes.filter { report.count($0) > 0 }
        func line(_ word: (DoctorFinding.Outcome) -> String) -> StyledText {
            told.reduce(StyledText("")) {
                $0 + StyledText("\(report.count($1)) \(word($1))  ", style($1))
            }
        }
        let words = line { outcome in
            let word = sign(outcome, glyphs).word
            return word == "warning" && report.count(outcome) != 1 ? "warnings" : word
        }
        return words.width <= columns ? words : line { sign($0, glyphs).glyph }
    }

    private static func drawList(
        _ findings: [DoctorFinding], _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let top = max(0, min(state.doctor.cursor - rect.rows / 2, findings.count - rect.rows))
        for line in 0..<rect.rows where findings.indices.contains(top + line) {
            let finding = findings[top + line]
            let isCurrent = top + line == state.doctor.cursor
            let marker = isCurrent ? String(grid.glyphs.cursor) : " "
            let title =
                isCurrent
                ? StyledText(finding.check.title, .title.bold)
                : StyledText(finding.check.title)
            let text =
                StyledText("\(marker) ", .accent) + mark(finding.outcome, grid.glyphs)
                + StyledText(" ") + title + StyledText("  \(finding.found)", .muted)
            grid.draw(
                text, in: Rect(x: rect.x, y: rect.y + line, columns: rect.columns, rows: 1))
        }
    }

    /// The finding under the cursor in full.
    static func detail(_ state: AppState, _ glyphs: GlyphSet) -> [StyledText] {
        guard let finding = state.currentFinding else { return [] }
        var lines = [
            mark(finding.outcome, glyphs) + StyledText(" ")
                + StyledText(finding.check.title, .title.bold),
            StyledText("Found     ", .muted) + StyledText(finding.found),
            StyledText("Expected  ", .muted) + StyledText(finding.expected),
        ]
        if !finding.remedy.isEmpty { lines.append(StyledText("How to fix it", .title.bold)) }
        for (index, step) in finding.remedy.enumerated() {
            lines.append(StyledText("  \(index + 1) ", .accent) + StyledText(step))
        }
        if !finding.repairs.isEmpty {
            lines.append(StyledText("Requests of the repair, sent by f", .title.bold))
            lines += RepairPlanView.lines(finding.repairs.flatMap(\.steps))
        }
        return lines
    }

    /// Sign and word: colour alone never says it.
    private static func sign(
        _ outcome: DoctorFinding.Outcome, _ glyphs: GlyphSet
    ) -> (glyph: String, word: String) {
        switch outcome {
        case .good: ("\(glyphs.check)", "good")
        case .warning: ("!", "warning")
        case .failed: ("\(glyphs.cross)", "failed")
        case .notChecked: ("\(glyphs.dot)", "skipped")
        }
    }

    /// Glyph and word, as wide as the longest of them.
    private static func mark(_ outcome: DoctorFinding.Outcome, _ glyphs: GlyphSet) -> StyledText {
        let (glyph, word) = sign(outcome, glyphs)
        let pad = String(repeating: " ", count: max(0, 7 - word.count))
        return StyledText("\(glyph) \(word)\(pad)", style(outcome))
    }

    private static func style(_ outcome: DoctorFinding.Outcome) -> Style {
        switch outcome {
        case .good: .good
        case .warning: .warning
        case .failed: .error
        case .notChecked: .muted
        }
    }
}
