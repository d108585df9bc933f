import IntegrationCore
import TUIWidgets

/// The twelve-hour windows that open next: customer, how much has passed, what waits.
enum WindowLines {
    private static let barColumns = 10

    /// A heading and one line for each window; nothing when no window is closed.
    static func lines(
        _ summaries: [CustomerSummary], _ state: AppState, columns: Int, glyphs: GlyphSet
    ) -> [StyledText] {
        let waiting = summaries.filter { $0.nextAllowedAt != nil }
        guard !waiting.isEmpty else { return [] }
        // The bar is the first to go when there is little room.
        let hasBar = columns >= 60
        let names = waiting.map { DisplayWidth.of($0.customer.name) }.max() ?? 0
        let room = columns - (hasBar ? 2 + 9 + 2 + 2 + barColumns + 2 + 10 + 9 : 2 + 9 + 2 + 2 + 10)
        let width = max(0, min(names, room, 36))
        return [StyledText("Twelve-hour windows that open next", .title.bold)]
            + waiting.map { line($0, state, nameColumns: width, hasBar: hasBar, glyphs) }
    }

    private static func line(
        _ summary: CustomerSummary, _ state: AppState, nameColumns: Int, hasBar: Bool,
        _ glyphs: GlyphSet
    ) -> StyledText {
        let customer = summary.customer
        let next = summary.nextAllowedAt ?? state.now
        let start = summary.lastSynchronizedAt ?? next
        let whole = max(1, Int((next - start).microseconds / 1_000_000))
        let past = Int((state.now - start).microseconds / 1_000_000)
        let name = StyledText(customer.name, .muted).cut(to: nameColumns, glyphs.ellipsis)
        var text = StyledText("  \(state.prefix)\(customer.number)  ") + name
        text = text + blanks(nameColumns - name.width + 2)
        if hasBar {
            let gauge = Gauge(done: min(max(0, past), whole), total: whole)
            text = text + gauge.bar(columns: barColumns, glyphs: glyphs) + blanks(2)
        }
        let left = next > state.now ? "in \(Formatting.hours(next - state.now))" : "open now"
        text = text + StyledText(left)
        guard summary.waitingFacts > 0, hasBar else { return text }
        let verb = summary.waitingFacts == 1 ? "waits" : "wait"
        return text + blanks(12 - left.count)
            + StyledText("\(Formatting.count(summary.waitingFacts)) \(verb)", .muted)
    }

    private static func blanks(_ count: Int) -> StyledText {
        StyledText(String(repeating: " ", count: max(0, count)))
    }
}
