/// A box in the middle: what will happen, and the choices, the safe one focused first.
public struct Dialog: Widget, Sendable {
    /// One choice.
    public struct Choice: Hashable, Sendable {
        /// The key that takes it.
        public var key: String
        /// What it does.
        public var label: String
        /// Whether it cannot be taken back.
        public var isDangerous: Bool

        /// Makes a choice.
        public init(key: String, label: String, isDangerous: Bool = false) {
            self.key = key
            self.label = label
            self.isDangerous = isDangerous
        }
    }

    /// The name of the action.
    public var title: String
    /// What will happen, with the name of the record.
    public var message: [StyledText]
    /// The choices, left to right.
    public var choices: [Choice]
    /// Index of the choice that enter takes.
    public var selected: Int
    /// Rows of the message scrolled away, where it is longer than the screen.
    public var offset: Int

    /// Makes a box with the first harmless choice focused, unless `selected` says otherwise.
    public init(
        title: String, message: [StyledText], choices: [Choice], selected: Int? = nil,
        offset: Int = 0
    ) {
        self.title = title
        self.message = message
        self.choices = choices
        self.selected = selected ?? choices.firstIndex { !$0.isDangerous } ?? 0
        self.offset = offset
    }

    /// The size that shows everything on a screen of the given size.
    public func size(on screen: Size) -> Size {
        let buttons = buttonRow(.unicode).width
        let widest = max(message.map(\.width).max() ?? 0, buttons, DisplayWidth.of(title) + 2)
        // A small screen gives the box its whole width.
        let room = screen.columns < 50 ? screen.columns : screen.columns - 4
        let columns = min(max(widest + 6, 30), room, 76)
        let text = TextPane(lines: message).height(columns: max(1, columns - 2 * margin(columns)))
        return Size(columns: columns, rows: min(text + 6, screen.rows))
    }

    /// The box, the message as it is shown, and the areas of message and choices inside it.
    ///
    /// Blank rows go before any word of the message does.
    public func parts(
        in rect: Rect
    ) -> (box: Rect, text: TextPane, message: Rect, choices: Rect) {
        let box = rect.centered(size(on: rect.size))
        let inside = box.inset(columns: margin(box.columns), rows: 1)
        var text = TextPane(lines: message, offset: offset)
        let columns = max(1, inside.columns)
        let height = text.height(columns: columns)
        let hasMargins = inside.rows >= height + 4
        if inside.rows < height + 1 { text.lines.removeAll(where: \.isEmpty) }
        let areas = inside.splitRows(
            hasMargins ? [.fixed(1), .fill, .fixed(1), .fixed(1), .fixed(1)] : [.fill, .fixed(1)])
        return (box, text, areas[hasMargins ? 1 : 0], areas[hasMargins ? 3 : 1])
    }

    /// Draws the box in the middle of the area; everything around it becomes faint.
    public func draw(in rect: Rect, into grid: inout Grid) {
        grid.restyle(rect) { Style($0.role == .plain ? .muted : $0.role).dim }
        let (box, text, area, line) = parts(in: rect)
        grid.fill(box)
        grid.draw(Panel(title: StyledText(title), isFocused: true), in: box)
        grid.draw(text, in: area)
        let buttons = buttonRow(grid.glyphs)
        guard !line.isEmpty else { return }
        grid.draw(buttons, in: line, alignment: .trailing)
        let left = max(line.x, line.right - buttons.width)
        let before = buttons.spans.prefix(max(0, selected) * 2).reduce(0) {
            $0 + DisplayWidth.of($1.text)
        }
        grid.cursor = Grid.Cursor(Point(x: left + before, y: line.y), isVisible: false)
    }

    /// The frame and the blanks beside it.
    private func margin(_ columns: Int) -> Int {
        columns >= 42 ? 3 : columns >= 20 ? 2 : columns / 4
    }

    private func buttonRow(_ glyphs: GlyphSet) -> StyledText {
        var spans: [StyledText.Span] = []
        for (index, choice) in choices.enumerated() {
            let isSelected = index == selected
            let marker = isSelected ? String(glyphs.cursor) : " "
            let style: Style =
                isSelected ? .selected.bold : choice.isDangerous ? .error : .plain
            spans.append(StyledText.Span("\(marker)\(choice.key) \(choice.label) ", style))
            spans.append(StyledText.Span(index + 1 < choices.count ? "  " : "", .plain))
        }
        return StyledText(spans: spans)
    }
}
