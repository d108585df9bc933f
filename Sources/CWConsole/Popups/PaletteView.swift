import IntegrationCore
import TUIWidgets

/// `:`: every command with its key and a sentence, narrowed by what is typed.
enum PaletteView {
    static func draw(
        _ palette: PaletteState, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let matches = palette.matches
        let rows = rect.rows < 12 ? rect.rows : min(rect.rows - 4, 18)
        let area = PopupFrame.draw(
            "Commands", size: Size(columns: min(92, rect.columns), rows: rows), in: rect,
            footer: StyledText("\(matches.count) of \(Command.offered.count)"), into: &grid)
        let parts = area.splitRows([.fixed(1), .fixed(area.rows > 6 ? 1 : 0), .fill])
        let line = parts[0].splitColumns([.fixed(2), .fill])
        grid.draw(StyledText(": ", .accent.bold), in: line[0])
        grid.draw(
            TextField(
                state: palette.line, placeholder: "a part of a name; Up brings old ones back"),
            in: line[1])
        let list = parts[2]
        guard !matches.isEmpty else {
            grid.draw(StyledText("no command fits", .muted), in: list)
            return
        }
        let page = max(1, list.rows)
        let top = max(0, palette.selected - page + 1)
        for row in 0..<page where matches.indices.contains(top + row) {
            draw(
                matches[top + row], isSelected: top + row == palette.selected, state,
                in: list.row(row), into: &grid)
        }
    }

    private static func draw(
        _ command: Command, isSelected: Bool, _ state: AppState, in line: Rect,
        into grid: inout Grid
    ) {
        let keys = (Command.offered.map(\.keyName.count).max() ?? 0) + 2
        let labels = (Command.offered.map(\.label.count).max() ?? 0) + 2
        let parts = line.splitColumns(
            line.columns < 60
                ? [.fixed(2), .fixed(keys), .fill, .fixed(0)]
                : [.fixed(2), .fixed(keys), .fixed(labels), .fill])
        if isSelected {
            grid.draw(StyledText(String(grid.glyphs.cursor), .accent.bold), in: parts[0])
        }
        grid.draw(StyledText(command.keyName, .key), in: parts[1])
        grid.draw(StyledText(command.label, .title), in: parts[2])
        let here = Command.named(command.id, in: state.paneScope) ?? command
        let isHere = here.scopes.contains(state.paneScope)
        if let reason = command.barrier(state) {
            grid.draw(StyledText("not for you: \(reason)", .muted), in: parts[3])
        } else if isHere, let reason = here.refusal(state) {
            grid.draw(StyledText("not now: \(reason)", .muted), in: parts[3])
        } else {
            grid.draw(StyledText(here.help, .muted), in: parts[3])
        }
        if isSelected { grid.restyle(line) { Style(.selected, $0.attributes) } }
    }
}

/// A question with its answers.
enum ConfirmView {
    /// Where it stands: a question needs every row that a small screen has.
    static func area(_ state: AppState) -> Rect {
        let layout = state.layout
        return layout.middle.rows >= 14
            ? layout.middle
            : Rect(x: 0, y: 0, columns: state.size.columns, rows: layout.footer.y)
    }

    static func dialog(_ question: Confirmation) -> Dialog {
        var lines: [StyledText] = []
        for text in question.message {
            lines += lines.isEmpty ? [StyledText(text)] : ["", StyledText(text, .muted)]
        }
        return Dialog(
            title: question.title, message: lines,
            choices: question.choices.map {
                Dialog.Choice(key: $0.key, label: $0.label, isDangerous: $0.isDangerous)
            }, selected: question.selected, offset: question.offset)
    }

    static func draw(_ question: Confirmation, _ state: AppState, into grid: inout Grid) {
        grid.restyle(grid.bounds) { Style($0.role == .plain ? .muted : $0.role).dim }
        grid.draw(dialog(question), in: area(state))
    }
}

/// Advanced search: field, operator, term.
enum SearchView {
    static func draw(_ search: SearchState, in rect: Rect, into grid: inout Grid) {
        let area = PopupFrame.draw(
            "Search the event log", size: Size(columns: min(76, rect.columns), rows: 10), in: rect,
            footer: "Enter searches", into: &grid)
        let fields = [
            Form.Field(
                label: "Field",
                input: .choice(
                    SearchCondition.Field.allCases.map(\.rawValue),
                    selected: SearchCondition.Field.allCases.firstIndex(of: search.field) ?? 0)),
            Form.Field(
                label: "Operator",
                input: .choice(
                    SearchCondition.Operator.allCases.map(\.rawValue),
                    selected: SearchCondition.Operator.allCases.firstIndex(of: search.comparison)
                        ?? 0)),
            Form.Field(
                label: "Term",
                input: .text(search.term, placeholder: "* any run, ? one character")),
        ]
        let parts = area.splitRows([.fixed(3), .fixed(1), .fill])
        grid.draw(Form(fields: fields, focus: search.part.rawValue), in: parts[0])
        grid.draw(
            TextPane(lines: [
                StyledText("Left and Right choose. An empty term takes the search away.", .muted)
            ]), in: parts[2])
    }
}
