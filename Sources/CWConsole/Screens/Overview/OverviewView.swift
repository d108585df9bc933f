import IntegrationCore
import TUIWidgets

/// Draws the Overview pane: what needs somebody first, then how everything stands.
enum OverviewView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        let rect = layout.main
        grid.draw(Panel(title: StyledText(Pane.overview.heading), isFocused: true), in: rect)
        let inside = Panel.content(of: rect).inset(columns: 2, rows: 0)
        guard let reading = state.overview.reading else {
            grid.draw(Loading.text(state, .overview).restyled { _ in .muted }, in: inside)
            return
        }
        let concerns = state.concerns
        let wanted = max(1, concerns.count) + 1
        let hasAir = inside.rows >= 16
        let most = max(2, inside.rows - (hasAir ? 9 : 4))
        let parts = inside.splitRows([
            .fixed(hasAir ? 1 : 0), .fixed(min(wanted, most)), .fixed(hasAir ? 1 : 0), .fill,
        ])
        drawConcerns(concerns, state, in: parts[1], into: &grid)
        drawFigures(reading, state, in: parts[3], into: &grid)
    }

    // MARK: - What needs somebody

    private static func drawConcerns(
        _ concerns: [Concern], _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let glyphs = grid.glyphs
        guard !concerns.isEmpty else {
            grid.draw(StyledText("Needs you", .title.bold), in: rect.row(0))
            grid.draw(
                StyledText("  \(glyphs.check) nothing: every check passes", .good), in: rect.row(1))
            return
        }
        grid.draw(
            StyledText("Needs you ", .title.bold) + StyledText("\(concerns.count)", .muted),
            in: rect.row(0))
        let page = max(1, rect.rows - 1)
        let top = max(0, min(state.overview.cursor - page + 1, concerns.count - page))
        for line in 0..<page where concerns.indices.contains(top + line) {
            let concern = concerns[top + line]
            let isSelected = top + line == state.overview.cursor
            let area = rect.row(line + 1)
            let mark =
                concern.isError
                ? StyledText("\(glyphs.cross) ", .error) : StyledText("! ", .warning)
            let goal = concern.target.map { "  Enter \(glyphs.right) \($0.heading)" } ?? ""
            let text =
                StyledText(isSelected ? "\(glyphs.cursor) " : "  ", .accent.bold) + mark
                + StyledText(concern.sentence) + StyledText(goal, .accent)
                + StyledText("  \(concern.remedy)", .muted)
            grid.draw(text, in: area)
            if isSelected, state.popups.isEmpty {
                grid.restyle(area) { Style(.selected, $0.attributes) }
                grid.cursor = Grid.Cursor(Point(x: area.x, y: area.y), isVisible: false)
            }
        }
    }

    // MARK: - Figures

    private static func drawFigures(
        _ reading: OverviewReading, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let isWide = rect.columns >= 70
        let parts = rect.splitColumns(isWide ? [.fill, .fixed(2), .fill] : [.fill])
        var left = connection(reading, state, grid.glyphs) + [Line("")] + pushes(reading, state)
        let right = queue(reading, grid.glyphs) + [Line("")] + windows(reading, state)
        if !isWide { left += [Line("")] + right }
        draw(left, in: parts[0], into: &grid)
        if isWide, parts.count > 2 { draw(right, in: parts[2], into: &grid) }
    }

    /// A line of figures: text, and a drawing behind it.
    private struct Line {
        enum Drawing {
            case none, sparkline([Int]), gauge(done: Int, total: Int)
        }

        var text: StyledText
        var drawing = Drawing.none

        var isGauge: Bool { if case .gauge = drawing { true } else { false } }
        var trailing: StyledText = ""

        init(_ text: StyledText, _ drawing: Drawing = .none, trailing: StyledText = "") {
            self.text = text
            self.drawing = drawing
            self.trailing = trailing
        }
    }

    /// When there is no room for all, the later windows go first, then blank lines.
    private static func draw(_ lines: [Line], in rect: Rect, into grid: inout Grid) {
        var shown = lines
        while shown.count > rect.rows, shown.count(where: \.isGauge) > 3,
            let last = shown.lastIndex(where: \.isGauge)
        {
            shown.remove(at: last)
        }
        while shown.count > rect.rows, let gap = shown.lastIndex(where: { $0.text.isEmpty }) {
            shown.remove(at: gap)
        }
        for (index, line) in shown.prefix(max(0, rect.rows)).enumerated() {
            let area = rect.row(index)
            switch line.drawing {
            case .none:
                grid.draw(line.text + line.trailing, in: area)
            case .sparkline(let values):
                let parts = area.splitColumns([.fixed(labelColumns), .fixed(60), .fill])
                grid.draw(line.text, in: parts[0])
                let bars = Rect(
                    x: parts[1].x, y: area.y, columns: min(parts[1].columns, values.count), rows: 1)
                grid.draw(Sparkline(values: values), in: bars)
            case .gauge(let done, let total):
                // The bar is the first to go when there is little room.
                let hasBar = area.columns >= 46
                let tail = min(hasBar ? 22 : 11, area.columns)
                let parts = area.splitColumns(
                    hasBar
                        ? [.fixed(26), .fixed(1), .fill, .fixed(1), .fixed(tail)]
                        : [.fill, .fixed(1), .fixed(0), .fixed(0), .fixed(tail)])
                grid.draw(line.text, in: parts[0])
                if hasBar { grid.draw(Gauge(done: done, total: total), in: parts[2]) }
                grid.draw(line.trailing, in: parts[4])
            }
        }
    }

    private static let labelColumns = 16

    private static func label(_ text: String) -> StyledText {
        let pad = String(repeating: " ", count: max(1, labelColumns - text.count))
        return StyledText("  \(text)\(pad)".prefix(labelColumns).description, .muted)
    }

    private static func connection(
        _ reading: OverviewReading, _ state: AppState, _ glyphs: GlyphSet
    ) -> [Line] {
        var lines = [Line(StyledText("Connection", .title.bold))]
        lines.append(
            Line(label("Site") + StyledText(reading.host.isEmpty ? "none yet" : reading.host)))
        if let circuit = reading.circuit {
            let since = Formatting.short(circuit.since, now: state.now)
            lines.append(
                Line(label("Pushes") + StyledText("\(glyphs.cross) held since \(since)", .error)))
        } else if let silence = Silence.words(state) {
            lines.append(Line(label("Pushes") + StyledText("\(glyphs.cross) \(silence)", .error)))
        } else if !reading.isOn || !reading.hasCredentials {
            lines.append(Line(label("Pushes") + StyledText("! waiting for Setup", .warning)))
        } else {
            lines.append(Line(label("Pushes") + StyledText("\(glyphs.check) flowing", .good)))
        }
        if let request = reading.figures.lastRequest {
            let status = request.status.map(String.init) ?? "no answer"
            let isGood = request.status.map { $0 < 400 } ?? false
            lines.append(
                Line(
                    label("Last request") + StyledText(status, isGood ? .good : .error)
                        + StyledText(
                            "  \(Formatting.short(request.sentAt, now: state.now))"
                                + "  \(request.milliseconds) ms", .muted)))
        }
        if let newest = reading.figures.newestEventAt {
            lines.append(
                Line(
                    label("Newest event") + StyledText(Formatting.short(newest, now: state.now))
                        + StyledText("  of \(Formatting.count(reading.figures.events))", .muted)))
        }
        return lines
    }

    private static func pushes(_ reading: OverviewReading, _ state: AppState) -> [Line] {
        let figures = reading.figures
        var lines = [Line(StyledText("Pushes", .title.bold))]
        let total = figures.requestsPerMinute.reduce(0, +)
        lines.append(Line(label("Requests"), .sparkline(figures.requestsPerMinute)))
        lines.append(Line(label("Last hour") + StyledText(Formatting.count(total, "request"))))
        let oldest = figures.oldestDueAt.map { state.now - $0 } ?? .zero
        lines.append(
            Line(
                label("Due now") + StyledText(Formatting.count(figures.due))
                    + StyledText(
                        figures.due == 0 ? "" : "  oldest waits \(Formatting.span(oldest))",
                        oldest > .seconds(60) ? .warning : .muted)))
        let worst = figures.worstLateness
        lines.append(
            Line(
                label("Slowest start")
                    + StyledText(
                        worst.map { Formatting.span($0) } ?? "none yet",
                        worst.map { $0 > .seconds(60) } ?? false ? .error : .plain)
                    + StyledText("  promised 60 s", .muted)))
        lines.append(
            Line(
                label("Unclear") + StyledText("\(figures.unknown) to look up")
                    + StyledText(
                        "  \(figures.adopted) found, \(figures.repeated) sent again", .muted)))
        return lines
    }

    private static func queue(_ reading: OverviewReading, _ glyphs: GlyphSet) -> [Line] {
        let states: [NotificationState] = [
            .failed, .held, .waiting, .running, .pending, .skipped, .done,
        ]
        let counts = states.map { reading.figures.byState[$0] ?? 0 }
        let width = counts.map { Formatting.count($0).count }.max() ?? 1
        return [Line(StyledText("Notifications", .title.bold))]
            + zip(states, counts).map { state, count in
                let number = Formatting.count(count)
                let pad = String(repeating: " ", count: max(0, width - number.count))
                let words = StateText.words(state, glyphs: glyphs)
                let gap = String(repeating: " ", count: max(1, 12 - words.width))
                let look: (Style) -> Style = { count == 0 ? .muted : $0 }
                return Line(
                    StyledText("  ") + words.restyled(look) + StyledText(gap + pad)
                        + StyledText(number, count == 0 ? .muted : .plain))
            }
    }

    private static func windows(_ reading: OverviewReading, _ state: AppState) -> [Line] {
        let waiting = reading.figures.windows.filter { $0.nextAllowedAt != nil }
        guard !waiting.isEmpty else { return [] }
        return [Line(StyledText("Twelve-hour windows that open next", .title.bold))]
            + waiting.map { summary in
                let customer = summary.customer
                let name = "\(state.prefix)\(customer.number)"
                let next = summary.nextAllowedAt ?? state.now
                let start = summary.lastSynchronizedAt ?? next
                let whole = max(1, Int((next - start).microseconds / 1_000_000))
                let past = Int((state.now - start).microseconds / 1_000_000)
                let left = next > state.now ? "in \(Formatting.hours(next - state.now))" : "open"
                let facts = summary.waitingFacts > 0 ? "  \(summary.waitingFacts) waiting" : ""
                return Line(
                    StyledText("  \(name) ") + StyledText(" \(customer.name)", .muted),
                    .gauge(done: min(max(0, past), whole), total: whole),
                    trailing: StyledText(left) + StyledText(facts, .muted))
            }
    }
}
