/// The panes across the top, with counts.
public struct TabBar: Widget, Sendable {
    /// One pane.
    public struct Tab: Hashable, Sendable {
        /// The key that opens it.
        public var key: String
        /// Its name, and a shorter one for where room is short.
        public var title: String, shortTitle: String
        /// A count such as `12` or a sign such as `2!`; empty for none.
        public var badge: StyledText

        /// Makes a tab.
        public init(
            key: String, title: String, shortTitle: String? = nil, badge: StyledText = ""
        ) {
            self.key = key
            self.title = title
            self.shortTitle = shortTitle ?? title
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

    /// Draws every tab, or `3/10 Failed` below 80 columns.
    ///
    /// Where room is short the names are short ones, and then those farthest from the open pane
    /// go; a name is never cut in the middle.
    public func draw(in rect: Rect, into grid: inout Grid) {
        let line = rect.row(0)
        guard !line.isEmpty, !tabs.isEmpty else { return }
        let fitting = (line.columns >= 80 ? candidates : []).first { $0.width <= line.columns }
        grid.draw(fitting ?? compact(), in: line)
    }

    /// The bars to choose from, the one that says most first.
    private var candidates: [StyledText] {
        let full = tabs.map(\.title)
        var titles = tabs.map(\.shortTitle)
        let openIsLong = tabs.indices.map { $0 == selected ? full[$0] : titles[$0] }
        var bars = [bar(full), bar(openIsLong), bar(titles)]
        let farthestFirst = tabs.indices.filter { $0 != selected }
            .sorted { (abs($0 - selected), $0) > (abs($1 - selected), $1) }
        for index in farthestFirst {
            titles[index] = ""
            bars.append(bar(titles))
        }
        return bars
    }

    private func bar(_ titles: [String]) -> StyledText {
        var text: StyledText = ""
        for (index, tab) in tabs.enumerated() {
            let isOpen = index == selected
            let title = titles[index]
            let gap = title.isEmpty ? "" : " "
            var part = StyledText(" \(tab.key)\(gap)", .key) + StyledText(title)
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
