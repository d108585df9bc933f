import TUIWidgets

/// `?`: every key of a pane, from the command table.
enum HelpView {
    /// The lines of a scope: its own keys first or at the left, then those of every pane.
    static func lines(_ scope: Scope, _ state: AppState, in rect: Rect) -> [StyledText] {
        let commands = Command.all(in: scope)
        let own = commands.filter { !Scope.panes.isSubset(of: $0.scopes) }
        let shared = commands.filter { Scope.panes.isSubset(of: $0.scopes) }
        let title = Pane.allCases.first { $0.scope == scope }?.heading ?? scope.rawValue
        let isWide = rect.columns >= wideColumns
        // Below each other both parts have the same column of keys.
        let keys = [keyColumns(own), keyColumns(shared)]
        let most = keys.max() ?? 0
        let first = section(title, own, state, isWide ? keys[0] : most)
        let second =
            shared.isEmpty ? [] : section("Everywhere", shared, state, isWide ? keys[1] : most)
        guard isWide, !second.isEmpty else {
            return first + (second.isEmpty ? [] : [""]) + second
        }
        // Two columns: each line is wrapped on its own side.
        let width = (rect.columns - 12) / 2
        let left = first.flatMap { $0.wrapped(to: width) }
        let right = second.flatMap { $0.wrapped(to: width) }
        return (0..<max(left.count, right.count)).map { row in
            let start = row < left.count ? left[row] : ""
            let pad = String(repeating: " ", count: max(0, width + 2 - start.width))
            return start + StyledText(pad) + (row < right.count ? right[row] : "")
        }
    }

    /// The width from which the keys stand in two columns.
    private static let wideColumns = 110

    private static func keys(_ command: Command) -> String {
        command.keys.map { Command.name($0) }.joined(separator: " ")
    }

    private static func keyColumns(_ commands: [Command]) -> Int {
        (commands.map { keys($0).count }.max() ?? 0) + 2
    }

    /// A heading, and keys and sentences in two aligned columns.
    private static func section(
        _ title: String, _ commands: [Command], _ state: AppState, _ columns: Int
    ) -> [StyledText] {
        [StyledText(title, .title.bold)]
            + commands.map { command in
                let keys = keys(command)
                let pad = String(repeating: " ", count: max(0, columns - keys.count))
                if let reason = command.barrier(state) {
                    return StyledText("  \(keys)\(pad)not for you: \(reason)", .muted)
                }
                return StyledText("  \(keys)", .key) + StyledText(pad) + StyledText(command.help)
            }
    }

    static func draw(
        _ scope: Scope, offset: Int, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let lines = lines(scope, state, in: rect)
        let area = PopupFrame.draw(
            "Help", size: size(lines), in: rect, footer: "Esc closes", into: &grid)
        grid.draw(TextPane(lines: lines, offset: offset), in: area)
    }

    /// The size that shows everything without wrapping, beside a scroll bar if need be.
    static func size(_ lines: [StyledText]) -> Size {
        Size(columns: (lines.map(\.width).max() ?? 0) + 8, rows: lines.count + 4)
    }
}

/// The box of a popup; everything around it becomes faint.
enum PopupFrame {
    /// The area inside a box of a wanted size.
    static func inside(_ size: Size, in rect: Rect) -> Rect {
        let box = rect.centered(size)
        let inside = Panel.content(of: box)
        let hasAir = rect.rows >= 14 && inside.rows >= size.rows - 2
        return inside.inset(columns: box.columns >= 50 ? 2 : 0, rows: hasAir ? 1 : 0)
    }

    /// Draws the box and returns the area inside.
    static func draw(
        _ title: StyledText, size: Size, in rect: Rect, footer: StyledText = "",
        into grid: inout Grid
    ) -> Rect {
        grid.restyle(grid.bounds) { Style($0.role == .plain ? .muted : $0.role).dim }
        let box = rect.centered(size)
        grid.fill(box)
        grid.draw(Panel(title: title, footer: footer, isFocused: true), in: box)
        return inside(size, in: rect)
    }
}

/// `!`: the messages of this session, newest first.
enum MessagesView {
    static func draw(
        _ messages: Messages, offset: Int, in rect: Rect, into grid: inout Grid
    ) {
        let shown = lines(messages, glyphs: grid.glyphs)
        let area = PopupFrame.draw(
            "Messages", size: size(messages, in: rect), in: rect, footer: "Esc closes",
            into: &grid)
        grid.draw(TextPane(lines: shown, offset: offset), in: area)
    }

    /// The size of the box.
    static func size(_ messages: Messages, in rect: Rect) -> Size {
        Size(columns: min(100, rect.columns), rows: max(8, messages.all.count + 4))
    }

    /// The messages, newest first.
    static func lines(_ messages: Messages, glyphs: GlyphSet) -> [StyledText] {
        guard !messages.all.isEmpty else { return [StyledText("No messages yet.", .muted)] }
        return messages.all.reversed().map { message in
            StyledText("\(Formatting.clock(message.at))  ", .muted)
                + StyledText(glyph(message.role, glyphs), Style(message.role))
                + StyledText("  \(message.text)")
        }
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
