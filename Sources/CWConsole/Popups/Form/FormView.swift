import IntegrationCore
import TUIWidgets

/// Draws a form in a box of its own.
enum FormView {
    static func draw(_ form: FormState, _ state: AppState, in rect: Rect, into grid: inout Grid) {
        let fields = fields(form, state)
        let drawn = Form(fields: fields, focus: focusIndex(form))
        let columns = min(108, rect.columns)
        let room = PopupFrame.inside(Size(columns: columns, rows: rect.rows), in: rect).columns
        // The box does not grow with every message: two rows are kept for them.
        let height = Form(fields: fields.map(\.withoutMessage)).height(columns: room)
        let wanted = min(rect.rows, height + (rect.rows >= 20 ? 9 : 5))
        let area = PopupFrame.draw(
            title(form, columns: columns - 6, grid.glyphs),
            size: Size(columns: columns, rows: max(8, wanted)), in: rect,
            footer: footer(form, state, grid.glyphs), into: &grid)
        let helpRows = area.rows >= 9 ? 3 : 0
        let parts = area.splitRows([
            .fixed(form.refusal.isEmpty ? 0 : 1), .fill, .fixed(helpRows),
        ])
        grid.draw(StyledText("\(grid.glyphs.cross) \(form.refusal)", .error), in: parts[0])
        grid.draw(drawn, in: parts[1])
        guard helpRows > 0 else { return }
        let text = Rect(
            x: parts[2].x + 2, y: parts[2].y + 1, columns: max(0, parts[2].columns - 4), rows: 2)
        grid.draw(TextPane(lines: helpLines(form)), in: text)
    }

    /// The title; a long name gives way to the sign that something is unsaved.
    private static func title(_ form: FormState, columns: Int, _ glyphs: GlyphSet) -> StyledText {
        guard form.hasChanges else { return StyledText(form.title) }
        let sign = columns < 60 ? "  *" : "  * unsaved"
        return StyledText(form.title).cut(to: max(1, columns - sign.count), glyphs.ellipsis)
            + StyledText(sign)
    }

    private static func helpLines(_ form: FormState) -> [StyledText] {
        form.current.map { [StyledText($0.help, .muted)] } ?? []
    }

    private static func footer(
        _ form: FormState, _ state: AppState, _ glyphs: GlyphSet
    ) -> StyledText {
        if form.isSaving {
            return StyledText("\(glyphs.spinnerFrame(state.spinnerStep)) saving", .accent)
        }
        if form.isGone { return StyledText("removed by somebody else", .warning) }
        return StyledText("\(form.place) of \(form.stops)  ", .muted) + "Ctrl-S saves"
    }

    /// The index of the field with the marker.
    static func focusIndex(_ form: FormState) -> Int? { form.isSaving ? nil : form.focus }

    /// The fields of a form for the widget that draws them.
    static func fields(_ form: FormState, _ state: AppState) -> [Form.Field] {
        let warnings = form.kind.room.warnings(of: form, in: state)
        return form.items.enumerated().map { index, item in
            Form.Field(
                label: item.label,
                input: input(item, word: index == form.focus ? form.word : nil),
                message: message(item, warnings[item.id] ?? ""), isChanged: item.isChanged)
        }
    }

    private static func input(_ item: FormItem, word: Int?) -> Form.Field.Input {
        switch item.value {
        case .text(let field): .text(field, placeholder: item.placeholder)
        case .secret(let facts): .secret(dots(facts), placeholder: item.placeholder)
        case .check(let isOn): .toggle(isOn)
        case .choice(let words, let index): .choice(words, selected: index)
        case .pick(_, let reference):
            .list(
                reference?.name ?? "",
                placeholder: item.placeholder.isEmpty ? "(none; Enter lists)" : item.placeholder)
        case .set(let words, let chosen): .set(words, chosen: chosen, cursor: word)
        case .fixed(let text): .fixed(StyledText(text))
        }
    }

    /// A secret is drawn as dots, as many as were typed; the characters are not in the state.
    private static func dots(_ facts: SecretFacts) -> TextFieldState {
        var dots = TextFieldState(String(repeating: "*", count: facts.count))
        for _ in 0..<max(0, facts.count - facts.caret) { dots.take("left") }
        return dots
    }

    private static func message(_ item: FormItem, _ warning: String) -> StyledText {
        if let theirs = item.theirs {
            return StyledText("! theirs: \(FormItem.words(theirs))", .warning)
                + StyledText("  Ctrl-O takes it, Ctrl-Y keeps yours", .muted)
        }
        if !item.problem.isEmpty { return StyledText("x \(item.problem)", .error) }
        let note = item.note.isEmpty ? warning : item.note
        return note.isEmpty ? "" : StyledText("! \(note)", .warning)
    }
}

extension Form.Field {
    /// The field without what is said beside it.
    fileprivate var withoutMessage: Form.Field {
        Form.Field(label: label, input: input, isChanged: isChanged)
    }
}
