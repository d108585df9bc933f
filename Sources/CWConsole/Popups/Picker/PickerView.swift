import IntegrationCore
import TUIWidgets

/// Draws a picker: the line that is typed, and the rows that fit.
enum PickerView {
    /// Rows of one page.
    static let page = 10

    static func draw(
        _ picker: PickerState, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let matches = picker.matches
        let rows = rect.rows < 14 ? rect.rows : min(rect.rows - 2, 18)
        let area = PopupFrame.draw(
            StyledText(picker.title), size: Size(columns: min(84, rect.columns), rows: rows),
            in: rect, footer: footer(picker, matches.count), into: &grid)
        let parts = area.splitRows([.fixed(1), .fixed(area.rows > 6 ? 1 : 0), .fill])
        let line = parts[0].splitColumns([.fixed(2), .fill])
        grid.draw(StyledText("/ ", .accent.bold), in: line[0])
        grid.draw(
            TextField(state: picker.line, placeholder: "type a part of the name"), in: line[1])
        let list = parts[2]
        if let trouble = picker.trouble {
            grid.draw(
                TextPane(lines: [
                    StyledText("\(grid.glyphs.cross) \(trouble)", .error),
                    StyledText("Enter asks again; Esc goes back, nothing is lost.", .muted),
                ]), in: list)
            return
        }
        if matches.isEmpty {
            grid.draw(empty(picker, state, grid.glyphs), in: list)
            return
        }
        let top = max(0, picker.selected - max(1, list.rows) + 1)
        for row in 0..<max(1, list.rows) where matches.indices.contains(top + row) {
            draw(
                matches[top + row], isSelected: top + row == picker.selected, in: list.row(row),
                into: &grid)
        }
        if !picker.isAnswered, pendingIsSlow(state) {
            let spinner = "\(grid.glyphs.spinnerFrame(state.spinnerStep))"
            grid.draw(StyledText(spinner, .accent), in: parts[0], alignment: .trailing)
        }
    }

    private static func pendingIsSlow(_ state: AppState) -> Bool {
        state.pending.isSlow(.choices, now: state.now)
    }

    private static func footer(_ picker: PickerState, _ count: Int) -> StyledText {
        picker.isAnswered
            ? StyledText("\(count) of \(picker.rows.count)\(count > 0 ? "  Enter chooses" : "")")
            : StyledText("asking \(picker.question.source)", .muted)
    }

    private static func empty(
        _ picker: PickerState, _ state: AppState, _ glyphs: GlyphSet
    ) -> StyledText {
        guard !picker.isAnswered else {
            let words =
                picker.rows.isEmpty && picker.line.text.isEmpty
                ? "there is no \(picker.question.noun) to choose; Esc goes back"
                : "no \(picker.question.noun) fits; type less of its name"
            return StyledText(words, .muted)
        }
        let spinner = "\(glyphs.spinnerFrame(state.spinnerStep)) "
        return StyledText(pendingIsSlow(state) ? spinner : "", .accent)
            + StyledText("reading from \(picker.question.source)", .muted)
    }

    private static func draw(
        _ choice: Choice, isSelected: Bool, in line: Rect, into grid: inout Grid
    ) {
        let note = choice.note.isEmpty ? 0 : min(line.columns / 3, choice.note.count + 2)
        let parts = line.splitColumns([.fixed(2), .fill, .fixed(note)])
        if isSelected {
            grid.draw(StyledText(String(grid.glyphs.cursor), .accent.bold), in: parts[0])
        }
        grid.draw(StyledText(choice.name, Style(choice.role)), in: parts[1])
        let role: Role = choice.role == .plain ? .muted : choice.role
        grid.draw(StyledText(choice.note, Style(role)), in: parts[2])
        if isSelected { grid.restyle(line) { Style(.selected, $0.attributes) } }
    }
}
