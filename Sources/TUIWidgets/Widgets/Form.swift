/// Labelled inputs below each other, each with a place for its message.
public struct Form: Widget, Sendable {
    /// One labelled value.
    public struct Field: Sendable {
        /// What takes the value.
        public enum Input: Sendable {
            /// One line of text.
            case text(TextFieldState, placeholder: String = "")
            /// One line that is hidden while typed.
            case secret(TextFieldState, placeholder: String = "")
            /// Yes or no.
            case toggle(Bool)
            /// One of several words.
            case choice([String], selected: Int)
            /// A value that is chosen from a list; the list opens elsewhere.
            case list(String, placeholder: String = "")
            /// Any of several words; the cursor marks one of them.
            case set([String], chosen: Set<Int>, cursor: Int?)
            /// A value that cannot be edited here.
            case fixed(StyledText)
        }

        /// What the value is.
        public var label: String
        /// What takes the value.
        public var input: Input
        /// What is wrong with it, or what was done to it; empty for nothing.
        public var message: StyledText
        /// Whether the value differs from what is stored.
        public var isChanged: Bool

        /// Makes a labelled value.
        public init(
            label: String, input: Input, message: StyledText = "", isChanged: Bool = false
        ) {
            self.label = label
            self.input = input
            self.message = message
            self.isChanged = isChanged
        }

        /// Whether the focus stops here.
        public var isEditable: Bool {
            if case .fixed = input { return false }
            return true
        }
    }

    /// The fields, top to bottom.
    public var fields: [Field]
    /// Index of the field that takes keys; nil when the form has no focus.
    public var focus: Int?
    /// Whether the focused field takes text now: it shows its caret.
    public var isEditing: Bool

    /// Makes a form.
    public init(fields: [Field], focus: Int? = 0, isEditing: Bool = true) {
        self.fields = fields
        self.focus = focus
        self.isEditing = isEditing
    }

    /// The next editable field in focus order, round the end; nil when there is none.
    public func nextFocus(after index: Int?, backwards: Bool = false) -> Int? {
        let stops = fields.indices.filter { fields[$0].isEditable }
        guard let index else { return backwards ? stops.last : stops.first }
        return backwards
            ? stops.last { $0 < index } ?? stops.last : stops.first { $0 > index } ?? stops.first
    }

    /// How many rows the form takes at a width.
    public func height(columns: Int) -> Int {
        fields.count + arrangement(columns: columns).isBelow.count { $0 }
    }

    /// The width of the labels, whether messages stand beside their fields, and which do not.
    private func arrangement(
        columns: Int
    ) -> (labels: Int, beside: Bool, isBelow: [Bool]) {
        let widest = fields.map { DisplayWidth.of($0.label) }.max() ?? 0
        let labels = min(widest, max(0, columns / 3)) + 3
        let beside = columns >= labels + 56
        // A message that does not fit beside its field takes the row below.
        let room = columns - labels - 42
        let isBelow = fields.map { !$0.message.isEmpty && !(beside && $0.message.width <= room) }
        return (labels, beside, isBelow)
    }

    /// Draws the fields from the top, scrolled so that the focus is visible.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let (labels, beside, isBelow) = arrangement(columns: rect.columns)
        let heights = isBelow.map { $0 ? 2 : 1 }
        let end = focus.map { heights.prefix($0 + 1).reduce(0, +) } ?? 0
        var y = rect.y - max(0, end - rect.rows)
        for (index, field) in fields.enumerated() {
            let top = y
            y += heights[index]
            guard top >= rect.y else { continue }
            let line = Rect(x: rect.x, y: top, columns: rect.columns, rows: 1).intersection(rect)
            let parts = line.splitColumns(
                beside ? [.fixed(labels), .fixed(40), .fixed(2), .fill] : [.fixed(labels), .fill])
            guard parts.count >= 2 else { return }
            draw(field, at: index, label: parts[0], input: parts[1], into: &grid)
            let below = Rect(
                x: parts[1].x, y: top + 1, columns: max(0, rect.right - parts[1].x), rows: 1)
            let place = isBelow[index] ? below.intersection(rect) : parts[parts.count - 1]
            grid.draw(field.message, in: place)
        }
    }

    private func draw(
        _ field: Field, at index: Int, label: Rect, input: Rect, into grid: inout Grid
    ) {
        let isFocused = index == focus
        let marker = isFocused ? String(grid.glyphs.cursor) : " "
        let text =
            StyledText(marker, .accent.bold)
            + StyledText(field.isChanged ? "*" : " ", .warning.bold)
            + StyledText(field.label, isFocused ? .title.bold : .muted)
        grid.draw(text, in: label)
        switch field.input {
        case .text(let state, let placeholder):
            grid.draw(
                TextField(
                    state: state, isFocused: isFocused && isEditing, placeholder: placeholder),
                in: input)
            mark(isFocused, input, isEditing: isEditing, into: &grid)
        case .secret(let state, let placeholder):
            grid.draw(
                TextField(
                    state: state, isFocused: isFocused && isEditing, isMasked: true,
                    placeholder: placeholder), in: input)
            mark(isFocused, input, isEditing: isEditing, into: &grid)
        case .toggle(let isOn):
            let box = isOn ? "[\(grid.glyphs.check)] yes" : "[ ] no"
            grid.draw(StyledText(box, isFocused ? .selected : .plain), in: input)
            park(isFocused, input, into: &grid)
        case .choice(let words, let selected):
            let word = words.indices.contains(selected) ? words[selected] : ""
            let shown = "\(grid.glyphs.left) \(word) \(grid.glyphs.right)"
            grid.draw(StyledText(shown, isFocused ? .selected : .plain), in: input)
            park(isFocused, input, into: &grid)
        case .list(let name, let placeholder):
            grid.fill(input, .field)
            let text =
                name.isEmpty ? StyledText(placeholder, .placeholder) : StyledText(name, .field)
            grid.draw(text, in: input)
            let arrow = StyledText(String(grid.glyphs.down), .muted)
            grid.draw(arrow, in: input, alignment: .trailing)
            mark(isFocused, input, isEditing: false, into: &grid)
        case .set(let words, let chosen, let cursor):
            draw(words, chosen: chosen, cursor: isFocused ? cursor : nil, in: input, into: &grid)
            park(isFocused, input, into: &grid)
        case .fixed(let text):
            grid.draw(text.restyled { $0.role == .plain ? .muted : $0 }, in: input)
        }
    }

    /// The focused input has the look of a selection, whether text or placeholder stands in it.
    private func mark(
        _ isFocused: Bool, _ input: Rect, isEditing: Bool, into grid: inout Grid
    ) {
        guard isFocused else { return }
        grid.restyle(input) { Style(.selected, $0.attributes) }
        if !isEditing { park(true, input, into: &grid) }
    }

    private func park(_ isFocused: Bool, _ input: Rect, into grid: inout Grid) {
        guard isFocused, !input.isEmpty else { return }
        grid.cursor = Grid.Cursor(Point(x: input.x, y: input.y), isVisible: false)
    }

    /// Boxes with their words, scrolled sideways so that the one with the cursor is visible.
    private func draw(
        _ words: [String], chosen: Set<Int>, cursor: Int?, in input: Rect, into grid: inout Grid
    ) {
        var texts: [StyledText] = []
        for (index, word) in words.enumerated() {
            let box = chosen.contains(index) ? "[\(grid.glyphs.check)] " : "[ ] "
            texts.append(StyledText(box + word, index == cursor ? .selected : .plain))
        }
        var first = 0
        if let cursor, texts.indices.contains(cursor) {
            while first < cursor,
                texts[first...cursor].reduce(0, { $0 + $1.width + 2 }) > input.columns
            {
                first += 1
            }
        }
        var x = input.x
        for text in texts.dropFirst(first) {
            grid.draw(text, x: x, y: input.y, clip: input)
            x += text.width + 2
        }
    }
}
