import TUIWidgets

/// `?`: every key of a pane, from the command table.
enum HelpView {
    /// The lines of a scope: its own keys first, then those of every pane.
    static func lines(_ scope: Scope) -> [StyledText] {
        let commands = Command.all(in: scope)
        let own = commands.filter { !Scope.panes.isSubset(of: $0.scopes) }
        let shared = commands.filter { Scope.panes.isSubset(of: $0.scopes) }
        let title = Pane.allCases.first { $0.scope == scope }?.heading ?? scope.rawValue
        return [StyledText(title, .title.bold)] + own.map { line($0) }
            + ["", StyledText("Everywhere", .title.bold)] + shared.map { line($0) }
    }

    static func line(_ command: Command) -> StyledText {
        let keys = command.keys.map { Command.name($0) }.joined(separator: " ")
        let pad = String(repeating: " ", count: max(1, 15 - keys.count))
        return StyledText("  \(keys)", .key) + StyledText(pad) + StyledText(command.help)
    }

    static func draw(
        _ scope: Scope, offset: Int, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let lines = lines(scope)
        let widest = lines.map(\.width).max() ?? 0
        let area = PopupFrame.draw(
            "Help", size: Size(columns: widest + 6, rows: lines.count + 4), in: rect,
            footer: "Esc closes", into: &grid)
        grid.draw(TextPane(lines: lines, offset: offset), in: area)
    }
}

/// The box of a popup; everything around it becomes faint.
enum PopupFrame {
    /// Draws the box and returns the area inside.
    static func draw(
        _ title: String, size: Size, in rect: Rect, footer: StyledText = "", into grid: inout Grid
    ) -> Rect {
        grid.restyle(grid.bounds) { Style($0.role == .plain ? .muted : $0.role).dim }
        let box = rect.centered(size)
        grid.fill(box)
        grid.draw(Panel(title: StyledText(title), footer: footer, isFocused: true), in: box)
        let hasAir = box.columns >= 50
        let inside = Panel.content(of: box)
        return inside.inset(columns: hasAir ? 2 : 0, rows: inside.rows >= size.rows - 2 ? 1 : 0)
    }
}

/// `!`: the messages of this session, newest first.
enum MessagesView {
    static func draw(
        _ messages: Messages, offset: Int, in rect: Rect, into grid: inout Grid
    ) {
        let lines = messages.all.reversed().map { message in
            StyledText("\(Formatting.clock(message.at))  ", .muted)
                + StyledText(glyph(message.role, grid.glyphs), Style(message.role))
                + StyledText("  \(message.text)")
        }
        let shown = lines.isEmpty ? [StyledText("No messages yet.", .muted)] : lines
        let area = PopupFrame.draw(
            "Messages", size: Size(columns: min(100, rect.columns), rows: max(8, shown.count + 4)),
            in: rect, footer: "Esc closes", into: &grid)
        grid.draw(TextPane(lines: shown, offset: offset), in: area)
    }

    private static func glyph(_ role: Role, _ glyphs: GlyphSet) -> String {
        switch role {
        case .error: String(glyphs.cross)
        case .warning: "!"
        case .good: String(glyphs.check)
        default: String(glyphs.dot)
        }
    }
}
