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

    /// Draws every tab, with shorter names where room is short, or `3/10 Failed` below 80 columns.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        guard !line.isEmpty, !tabs.isEmpty else { return }
        let longest = tabs.map(\.title.count).max() ?? 0
        if line.columns >= 80 {
            for limit in stride(from: longest, through: 3, by: -1) {
                let text = bar(limit)
                if text.width <= line.columns {
                    grid.draw(text, in: line)
                    return
                }
            }
        }
        grid.draw(compact(), in: line)
    }

    private func bar(_ limit: Int) -> StyledText {
        var text: StyledText = ""
        for (index, tab) in tabs.enumerated() {
            let isOpen = index == selected
            let title = isOpen ? tab.title : String(tab.title.prefix(limit))
            var part = StyledText(" \(tab.key) ", .key) + StyledText(title)
            if !tab.badge.isEmpty { part = part + " " + tab.badge }
            part = part + " "
            if isOpen { part = part.restyled { Style(.selected, $0.attributes).bold } }
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
