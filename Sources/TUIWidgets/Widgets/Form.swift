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

    /// How many rows the form takes at a width.
    public func height(columns: Int) -> Int {
        FormLayout(fields, columns: columns).places.reduce(0) { $0 + $1.rows }
    }

    /// Draws the fields from the top, scrolled so that the focus is visible.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let layout = FormLayout(fields, columns: rect.columns)
        let first = layout.first(focus: focus, rows: rect.rows)
        var y = rect.y
        for (index, place) in layout.places.enumerated().dropFirst(first) {
            func row(_ offset: Int, from x: Int, columns: Int) -> Rect {
                Rect(x: rect.x + x, y: y + offset, columns: max(0, columns), rows: 1)
                    .intersection(rect)
            }
            let line = place.isStacked ? 1 : 0
            let label = place.isStacked ? rect.columns : place.inputX
            draw(
                fields[index], at: index, label: row(0, from: 0, columns: label),
                input: row(line, from: place.inputX, columns: place.inputColumns), into: &grid)
            let below = place.isBeside ? 0 : line + 1
            for (number, text) in place.message.enumerated() {
                let columns = rect.columns - place.messageX
                grid.draw(
                    text, in: row(below + number, from: place.messageX, columns: columns))
            }
            y += place.rows
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

    /// Boxes with their words, scrolled sideways so that the one with the cursor is visible; an
    /// arrow stands where there are more.
    private func draw(
        _ words: [String], chosen: Set<Int>, cursor: Int?, in input: Rect, into grid: inout Grid
    ) {
        let texts = words.enumerated().map { index, word in
            let box = chosen.contains(index) ? "[\(grid.glyphs.check)] " : "[ ] "
            return StyledText(box + word, index == cursor ? .selected : .plain)
        }
        let all = texts.reduce(-2) { $0 + $1.width + 2 }
        guard all > input.columns, input.columns > 8 else {
            draw(texts[...], in: input, into: &grid)
            return
        }
        var first = 0
        func room() -> Int { input.columns - 2 - (first > 0 ? 2 : 0) }
        if let cursor, texts.indices.contains(cursor) {
            while first < cursor,
                texts[first...cursor].reduce(-2, { $0 + $1.width + 2 }) > room()
            {
                first += 1
            }
        }
        let parts = input.splitColumns([.fixed(first > 0 ? 2 : 0), .fill, .fixed(2)])
        let end = draw(texts[first...], in: parts[1], into: &grid)
        grid.draw(StyledText(String(grid.glyphs.left), .accent), in: parts[0])
        if end < texts.count {
            grid.draw(
                StyledText(String(grid.glyphs.right), .accent), in: parts[2],
                alignment: .trailing)
        }
    }

    /// Draws as many boxes as fit whole, and returns the index of the first that does not.
    @discardableResult
    private func draw(
        _ texts: ArraySlice<StyledText>, in rect: Rect, into grid: inout Grid
    ) -> Int {
        var x = rect.x
        for (index, text) in zip(texts.indices, texts) {
            // A box that is wider than the whole area is cut rather than left out.
            guard x + text.width <= rect.right || x == rect.x else { return index }
            grid.draw(text, x: x, y: rect.y, clip: rect)
            x += text.width + 2
        }
        return texts.endIndex
    }
}
