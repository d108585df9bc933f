/// One column of a table: what it is called and how it gives way when room is short.
public struct TableColumn: Hashable, Sendable {
    /// How a cell that does not fit is shown.
    public enum Overflow: Sendable {
        /// Cut, with an ellipsis as the last character.
        case ellipsis
        /// Never cut: an identifier. The column is as wide as its widest cell, or dropped.
        case whole
    }

    /// The word in the header.
    public var title: String
    /// The least width at which the column is worth showing; never less than its title.
    public var minimum: Int
    /// The width at which nothing is gained by more; nil takes a share of what is left.
    public var ideal: Int?
    /// Left, or right for numbers.
    public var alignment: Alignment
    /// Columns with the lowest number are dropped first; the highest one is never dropped.
    public var priority: Int
    /// How a cell that does not fit is shown.
    public var overflow: Overflow

    /// Makes a column.
    public init(
        _ title: String, minimum: Int, ideal: Int?, alignment: Alignment = .leading,
        priority: Int = 0, overflow: Overflow = .ellipsis
    ) {
        self.title = title
        self.minimum = max(1, minimum)
        self.ideal = ideal.map { max(max(1, minimum), $0) }
        self.alignment = alignment
        self.priority = priority
        self.overflow = overflow
    }

    /// The columns that fit and their widths, in table order, with `gap` blanks between two.
    ///
    /// Whole columns count with the widest of their cells (`contents`); columns are dropped by
    /// priority, among equals the rightmost first; then ideals are served from left to right and
    /// the columns without an ideal share the rest.
    static func fit(
        _ columns: [TableColumn], into available: Int, gap: Int, contents: [Int]
    ) -> [(index: Int, width: Int)] {
        let least = columns.enumerated().map { index, column in
            let content = index < contents.count ? contents[index] : 0
            let named = max(column.minimum, DisplayWidth.of(column.title))
            return column.overflow == .whole ? max(named, content) : named
        }
        var shown = Array(columns.indices)
        func needed() -> Int {
            shown.reduce(0) { $0 + least[$1] } + gap * max(0, shown.count - 1)
        }
        while shown.count > 1, needed() > available {
            let lowest = shown.map { columns[$0].priority }.min()
            guard let victim = shown.lastIndex(where: { columns[$0].priority == lowest }) else {
                break
            }
            shown.remove(at: victim)
        }
        var widths = shown.map { least[$0] }
        var free = available - needed()
        for (place, index) in shown.enumerated() {
            guard free > 0, let ideal = columns[index].ideal, ideal > widths[place] else {
                continue
            }
            let more = min(free, ideal - widths[place])
            widths[place] += more
            free -= more
        }
        let flexible = shown.indices.filter { columns[shown[$0]].ideal == nil }
        let shares = Track.lengths(flexible.map { _ in .fill }, of: max(0, free))
        for (place, share) in zip(flexible, shares) { widths[place] += share }
        return zip(shown, widths).map { (index: $0, width: max(0, min($1, available))) }
    }
}
