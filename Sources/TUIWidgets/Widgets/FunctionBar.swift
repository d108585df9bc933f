/// The keys that do something here, in the last row of the screen.
public struct FunctionBar: Widget, Sendable {
    /// One key and what it does.
    public struct Hint: Hashable, Sendable {
        /// The key as printed.
        public var key: String
        /// What it does, in one or two words.
        public var label: String
        /// Hints with the lowest number are dropped first.
        public var priority: Int
        /// False shows the hint faint: the key would only say why it cannot run now.
        public var isEnabled: Bool
        /// True crosses the hint out: the key does nothing for this operator, whatever happens.
        public var isStruckOut: Bool

        /// Makes a hint.
        public init(
            key: String, label: String, priority: Int = 0, isEnabled: Bool = true,
            isStruckOut: Bool = false
        ) {
            self.key = key
            self.label = label
            self.priority = priority
            self.isEnabled = isEnabled
            self.isStruckOut = isStruckOut
        }
    }

    /// The hints, left to right.
    public var hints: [Hint]

    /// Makes a bar.
    public init(hints: [Hint]) { self.hints = hints }

    /// The hints that fit into a width, in order.
    public func fitting(_ columns: Int) -> [Hint] {
        var shown = hints
        func width() -> Int {
            shown.reduce(1) {
                $0 + DisplayWidth.of($1.key) + DisplayWidth.of($1.label) + 3
                    + ($1.isStruckOut ? 1 : 0)
            } - 2
        }
        while !shown.isEmpty, width() > columns {
            let lowest = shown.map(\.priority).min()
            guard let victim = shown.lastIndex(where: { $0.priority == lowest }) else { break }
            shown.remove(at: victim)
        }
        return shown
    }

    /// Draws the hints that fit.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        var text: StyledText = " "
        for (index, hint) in fitting(line.columns).enumerated() {
            if index > 0 { text = text + "  " }
            let key: Style = hint.isEnabled ? .key : .muted
            let label: Style = hint.isEnabled ? .plain : .muted
            if hint.isStruckOut { text = text + StyledText(String(grid.glyphs.cross), .muted) }
            text = text + StyledText(hint.key, key) + StyledText(" \(hint.label)", label)
        }
        grid.draw(text, in: line)
    }
}
