import IntegrationCore
import TUIWidgets

/// Draws the Setup pane: the credentials form, and the test of the connection below it.
enum SetupView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        let setup = state.setup
        let rect = layout.main
        if state.showsDoctor {
            DoctorView.draw(state, rect, into: &grid)
            return
        }
        let title =
            StyledText(Pane.setup.heading) + StyledText(" \(setup.part.title)", .muted)
            + StyledText(setup.hasChanges ? "  * unsaved" : "", .warning.bold)
        grid.draw(
            Panel(title: title, trailing: trailing(state, setup.part), isFocused: true), in: rect)
        let inside = Panel.content(of: rect).inset(columns: rect.columns >= 60 ? 2 : 0, rows: 0)
        switch setup.part {
        case .credentials: drawCredentials(state, in: inside, into: &grid)
        case .settings: SettingsView.draw(state, in: inside, into: &grid)
        case .doctor: break
        }
    }

    private static func drawCredentials(_ state: AppState, in inside: Rect, into grid: inout Grid) {
        let setup = state.setup
        guard let form = setup.form else {
            grid.draw(Loading.text(state, .credentials).restyled { _ in .muted }, in: inside)
            return
        }
        let test = testLines(state, grid.glyphs)
        let hasAir = inside.rows >= 16
        let rest = inside.rows - form.items.count - (hasAir ? 3 : 0)
        let room = test.isEmpty ? 0 : min(test.count, max(3, rest))
        let parts = inside.splitRows([
            .fixed(hasAir ? 1 : 0),
            test.isEmpty ? .fill : .fixed(max(1, inside.rows - room - (hasAir ? 3 : 0))),
            .fixed(hasAir && !test.isEmpty ? 1 : 0), test.isEmpty ? .fixed(0) : .fill,
        ])
        let drawn = Form(
            fields: fields(form, state), focus: form.focus, isEditing: setup.isEditing)
        grid.draw(drawn, in: parts[1])
        // Below the form, where nothing else stands: what the field with the marker is.
        let height = drawn.height(columns: parts[1].columns)
        let below = parts[1].splitRows([.fixed(height + 1), .fill])[1]
        if below.rows >= 4, let field = setup.focus { drawHelp(field, in: below, into: &grid) }
        if !test.isEmpty {
            let height = TextPane(lines: test).height(columns: parts[3].columns)
            grid.draw(
                TextPane(lines: test, offset: max(0, height - parts[3].rows)), in: parts[3])
        }
    }

    private static func drawHelp(_ field: CredentialField, in rect: Rect, into grid: inout Grid) {
        let area = Rect(
            x: rect.x + 2, y: rect.y, columns: min(76, rect.columns - 4), rows: rect.rows)
        let lines =
            [StyledText(field.label, .title.bold)] + field.help.map { StyledText($0, .muted) }
        guard TextPane(lines: lines).height(columns: area.columns) <= area.rows else { return }
        grid.draw(TextPane(lines: lines), in: area)
    }

    private static func trailing(_ state: AppState, _ part: SetupPart) -> StyledText {
        guard part == .credentials else {
            return part == .settings ? SettingsView.trailing(state) : ""
        }
        guard let saved = state.setup.saved, let at = saved.savedAt, let by = saved.savedBy else {
            return ""
        }
        return StyledText("saved \(Formatting.day(at)) by \(by)", .muted)
    }

    // MARK: - Form

    private static func fields(_ form: FormState, _ state: AppState) -> [Form.Field] {
        var fields = FormView.fields(form, state)
        for (index, item) in form.items.enumerated() {
            guard let field = CredentialField(rawValue: item.id) else { continue }
            if state.size.columns < 60 { fields[index].label = field.shortLabel }
            if fields[index].message.isEmpty { fields[index].message = hint(field, item, state) }
        }
        return fields
    }

    /// What becomes of the stored secret.
    private static func hint(
        _ field: CredentialField, _ item: FormItem, _ state: AppState
    ) -> StyledText {
        guard let facts = item.secret, field == .privateKey, state.setup.saved?.key != nil else {
            return ""
        }
        if !facts.isEmpty { return StyledText("replaces the stored key on save", .muted) }
        let isHere = state.setup.focus == field && state.setup.isEditing
        return isHere ? StyledText("empty keeps the stored key", .muted) : ""
    }

    // MARK: - Test

    private static func testLines(_ state: AppState, _ glyphs: GlyphSet) -> [StyledText] {
        guard let test = state.setup.test else { return [] }
        var head = StyledText("Test connection  ", .title.bold)
        if test.isRunning {
            let spent = Formatting.span(state.now - test.startedAt)
            head = head + StyledText(String(glyphs.spinnerFrame(state.spinnerStep)), .accent)
            head = head + StyledText(" running \(spent)  Esc cancels", .muted)
        } else if test.wasCancelled {
            head = head + StyledText("cancelled", .warning)
        } else if let failed = test.failed {
            head = head + StyledText("\(glyphs.cross) failed at \(failed.name)", .error)
        } else {
            head = head + StyledText("\(glyphs.check) passed", .good)
        }
        var lines = [head]
        for stage in test.stages {
            lines.append(
                StyledText("  ") + mark(stage.outcome, glyphs)
                    + StyledText(" \(pad(stage.name)) ") + StyledText(stage.detail, .muted))
            for (index, step) in stage.remedy.enumerated() {
                lines.append(StyledText("      \(index + 1) ", .accent) + StyledText(step))
            }
        }
        return lines
    }

    private static func pad(_ name: String) -> String {
        name + String(repeating: " ", count: max(0, 26 - name.count))
    }

    private static func mark(_ outcome: ConnectionStage.Outcome, _ glyphs: GlyphSet) -> StyledText {
        switch outcome {
        case .passed: StyledText("\(glyphs.check)", .good)
        case .warned: StyledText("!", .warning)
        case .failed: StyledText("\(glyphs.cross)", .error)
        }
    }
}
