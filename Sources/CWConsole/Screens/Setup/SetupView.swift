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
        guard setup.form != nil else {
            grid.draw(Loading.text(state, .credentials).restyled { _ in .muted }, in: inside)
            return
        }
        let test = testLines(state, grid.glyphs)
        let hasAir = inside.rows >= 16
        let form = FormField.allCases.count
        let room = test.isEmpty ? 0 : min(test.count, max(3, inside.rows - form - (hasAir ? 3 : 0)))
        let parts = inside.splitRows([
            .fixed(hasAir ? 1 : 0),
            test.isEmpty ? .fill : .fixed(max(1, inside.rows - room - (hasAir ? 3 : 0))),
            .fixed(hasAir && !test.isEmpty ? 1 : 0), test.isEmpty ? .fixed(0) : .fill,
        ])
        let fields = fields(state)
        let drawn = Form(fields: fields, focus: focusIndex(state), isEditing: setup.isEditing)
        grid.draw(drawn, in: parts[1])
        // Below the form, where nothing else stands: what the field with the marker is.
        let height = drawn.height(columns: parts[1].columns)
        let below = parts[1].splitRows([.fixed(height + 1), .fill])[1]
        if below.rows >= 4 {
            drawHelp(setup.focus, in: below, into: &grid)
        }
        if !test.isEmpty {
            let height = TextPane(lines: test).height(columns: parts[3].columns)
            grid.draw(
                TextPane(lines: test, offset: max(0, height - parts[3].rows)), in: parts[3])
        }
    }

    private static func focusIndex(_ state: AppState) -> Int? {
        FormField.allCases.firstIndex(of: state.setup.focus)
    }

    private static func drawHelp(_ field: FormField, in rect: Rect, into grid: inout Grid) {
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

    private static func fields(_ state: AppState) -> [Form.Field] {
        FormField.allCases.map { field in
            Form.Field(
                label: state.size.columns < 60 ? field.shortLabel : field.label,
                input: input(field, state), message: message(field, state),
                isChanged: isChanged(field, state))
        }
    }

    private static func isChanged(_ field: FormField, _ state: AppState) -> Bool {
        guard let saved = state.setup.saved, let form = state.setup.form else { return false }
        if field == .privateKey { return !state.setup.key.isEmpty }
        return form.isChanged(field, from: saved)
    }

    private static func input(_ field: FormField, _ state: AppState) -> Form.Field.Input {
        guard let form = state.setup.form else { return .fixed("") }
        switch field {
        case .isOn: return .toggle(form.isOn)
        case .privateKey: return key(state)
        case .certificateAuthority where form.text(field).isEmpty && !form.savedPEM.isEmpty:
            return .text(TextFieldState(""), placeholder: "(set; a path replaces it, - removes it)")
        default:
            return .text(form.texts[field] ?? TextFieldState(), placeholder: field.placeholder)
        }
    }

    /// The key is drawn as dots, as many as were typed; the characters are not in the state.
    private static func key(_ state: AppState) -> Form.Field.Input {
        let facts = state.setup.key
        var dots = TextFieldState(String(repeating: "*", count: facts.count))
        for _ in 0..<max(0, facts.count - facts.caret) { dots.take("left") }
        return .secret(dots, placeholder: storedKey(state))
    }

    /// `set on 2026-11-03 by kim, ends 7f2a`.
    private static func storedKey(_ state: AppState) -> String {
        guard let note = state.setup.saved?.key else { return "(not set yet)" }
        return "(set on \(Formatting.day(note.setAt)) by \(note.setBy), ends \(note.fingerprint))"
    }

    private static func message(_ field: FormField, _ state: AppState) -> StyledText {
        let setup = state.setup
        let problem = setup.problem(field)
        if !problem.isEmpty { return StyledText("x \(problem)", .error) }
        let note = setup.note(field)
        if !note.isEmpty { return StyledText("! \(note)", .warning) }
        if field == .privateKey, setup.key.isEmpty, setup.focus == .privateKey, setup.isEditing {
            return StyledText("empty keeps the stored key", .muted)
        }
        if field == .privateKey, setup.saved?.key != nil, !setup.key.isEmpty {
            return StyledText("replaces the stored key on save", .muted)
        }
        return ""
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
