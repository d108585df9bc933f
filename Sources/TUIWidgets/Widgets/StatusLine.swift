/// One row of facts: some from the left, some from the right; the less important ones give way.
public struct StatusLine: Widget, Sendable {
    /// One fact.
    public struct Item: Hashable, Sendable {
        /// The text.
        public var text: StyledText
        /// Facts with the lowest number are dropped first.
        public var priority: Int

        /// Makes a fact.
        public init(_ text: StyledText, priority: Int = 0) {
            self.text = text
            self.priority = priority
        }
    }

    /// Facts from the left edge.
    public var leading: [Item]
    /// Facts up to the right edge.
    public var trailing: [Item]
    /// Blanks between two facts.
    public var gap: Int

    /// Makes a row of facts.
    public init(leading: [Item], trailing: [Item] = [], gap: Int = 3) {
        self.leading = leading
        self.trailing = trailing
        self.gap = max(1, gap)
    }

    /// Draws what fits, one blank from both edges; a lone fact that is too long is cut.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        let area = line.columns > 2 ? line.inset(columns: 1, rows: 0) : line
        guard !area.isEmpty else { return }
        var left = leading.filter { !$0.text.isEmpty }
        var right = trailing.filter { !$0.text.isEmpty }
        while left.count + right.count > 1, width(left, right) > area.columns {
            let lowest = (left + right).map(\.priority).min()
            if let victim = right.firstIndex(where: { $0.priority == lowest }) {
                right.remove(at: victim)
            } else if let victim = left.lastIndex(where: { $0.priority == lowest }) {
                left.remove(at: victim)
            } else {
                break
            }
        }
        grid.draw(joined(left), in: area)
        if width(left, right) <= area.columns || left.isEmpty {
            grid.draw(joined(right), in: area, alignment: .trailing)
        }
    }

    private func width(_ left: [Item], _ right: [Item]) -> Int {
        let between = left.isEmpty || right.isEmpty ? 0 : gap
        return joined(left).width + joined(right).width + between
    }

    private func joined(_ items: [Item]) -> StyledText {
        let blanks = StyledText(String(repeating: " ", count: gap))
        return items.enumerated().reduce(into: StyledText("")) { text, item in
            text = item.offset == 0 ? item.element.text : text + blanks + item.element.text
        }
    }
}
