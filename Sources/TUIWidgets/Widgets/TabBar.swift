/// The panes across the top, with counts.
public struct TabBar: Widget, Sendable {
    /// One pane.
    public struct Tab: Hashable, Sendable {
        /// The key that opens it.
        public var key: String
        /// Its name.
        public var title: String
        /// A count such as `12` or a sign such as `2!`; empty for none.
        public var badge: StyledText

        /// Makes a tab.
        public init(key: String, title: String, badge: StyledText = "") {
            self.key = key
            self.title = title
            self.badge = badge
        }
    }

    /// The panes, left to right.
    public var tabs: [Tab]
    /// Index of the open pane.
    public var selected: Int

    /// Makes a bar.
    public init(tabs: [Tab], selected: Int) {
        self.tabs = tabs
        self.selected = selected
    }

    /// Draws every tab; where room is short some have no name, and below 80 columns only the open
    /// one is left: `3/10 Failed`.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        guard !line.isEmpty, !tabs.isEmpty else { return }
        let text = bar(named: names(in: line.columns))
        grid.draw(line.columns >= 80 && text.width <= line.columns ? text : compact(), in: line)
    }

    /// The tabs whose names fit whole: the open one, those with a count, then the others.
    private func names(in columns: Int) -> Set<Int> {
        var named: Set<Int> = [selected]
        let others = tabs.indices.filter { $0 != selected }
        for index in others.filter({ !tabs[$0].badge.isEmpty })
            + others.filter({ tabs[$0].badge.isEmpty })
        where bar(named: named.union([index])).width <= columns {
            named.insert(index)
        }
        return named
    }

    private func bar(named: Set<Int>) -> StyledText {
        var text: StyledText = ""
        for (index, tab) in tabs.enumerated() {
            var part = StyledText(" \(tab.key) ", .key)
            if named.contains(index) { part = part + StyledText("\(tab.title) ") }
            if !tab.badge.isEmpty { part = part + tab.badge + " " }
            if index == selected { part = part.restyled { Style(.selected, $0.attributes).bold } }
            text = text + part
        }
        return text
    }

    private func compact() -> StyledText {
        let index = min(max(selected, 0), tabs.count - 1)
        var text = StyledText(" \(index + 1)/\(tabs.count) ", .muted)
        text = text + StyledText(tabs[index].title, .title.bold)
        if !tabs[index].badge.isEmpty { text = text + " " + tabs[index].badge }
        return text
    }
}
