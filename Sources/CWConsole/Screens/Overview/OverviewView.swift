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
        let columns = rect.splitColumns(
            rect.columns >= 100 ? [.fill, .fixed(3), .fill] : [.fill, .fixed(2), .fixed(24)])
        let width = isWide ? columns[0].columns : rect.columns
        let left =
            connection(reading, state, grid.glyphs) + [""]
            + pushes(reading, state, columns: width, grid.glyphs)
        let right = queue(reading, grid.glyphs)
        let windows = WindowLines.lines(
            reading.figures.windows, state, columns: rect.columns, glyphs: grid.glyphs)
        let upper = isWide ? max(left.count, right.count) : left.count + right.count + 1
        // When there is no room for all, the blank lines go first, then the later windows.
        let hasAir = upper + 3 < rect.rows
        let parts = rect.splitRows([.fixed(upper), .fixed(hasAir ? 1 : 0), .fill])
        if isWide {
            draw(left, in: columns[0].intersection(parts[0]), into: &grid)
            draw(right, in: columns[2].intersection(parts[0]), into: &grid)
        } else {
            draw(left + [""] + right, in: parts[0], into: &grid)
        }
        draw(windows, in: parts[2], into: &grid)
    }

    private static func draw(_ lines: [StyledText], in rect: Rect, into grid: inout Grid) {
        var shown = lines
        while shown.count > rect.rows, let gap = shown.lastIndex(where: \.isEmpty) {
            shown.remove(at: gap)
        }
        for (index, line) in shown.prefix(max(0, rect.rows)).enumerated() {
            grid.draw(line, in: rect.row(index))
        }
    }

    private static func label(_ text: String) -> StyledText {
        let pad = String(repeating: " ", count: max(1, 15 - text.count))
        return StyledText("  \(text)\(pad)", .muted)
    }

    private static func connection(
        _ reading: OverviewReading, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        var lines = [StyledText("Connection", .title.bold)]
        lines.append(
            label("Site") + StyledText(reading.host.isEmpty ? "none yet" : reading.host))
        if let circuit = reading.circuit {
            let since = Formatting.short(circuit.since, now: state.now)
            lines.append(
                label("Pushes") + StyledText("\(glyphs.cross) held since \(since)", .error))
        } else if let silence = Silence.words(state) {
            lines.append(label("Pushes") + StyledText("\(glyphs.cross) \(silence)", .error))
        } else if !reading.isOn || !reading.hasCredentials {
            lines.append(label("Pushes") + StyledText("! waiting for Setup", .warning))
        } else {
            lines.append(label("Pushes") + StyledText("\(glyphs.check) flowing", .good))
        }
        if let request = reading.figures.lastRequest {
            let status = request.status.map(String.init) ?? "no answer"
            let isGood = request.status.map { $0 < 400 } ?? false
            lines.append(
                label("Last request") + StyledText(status, isGood ? .good : .error)
                    + StyledText(
                        "  \(Formatting.short(request.sentAt, now: state.now))"
                            + "  \(request.milliseconds) ms", .muted))
        }
        if let newest = reading.figures.newestEventAt {
            lines.append(
                label("Newest event") + StyledText(Formatting.short(newest, now: state.now))
                    + StyledText("  of \(Formatting.count(reading.figures.events))", .muted))
        }
        return lines
    }

    private static func pushes(
        _ reading: OverviewReading, _ state: AppState, columns: Int, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let figures = reading.figures
        var lines = [StyledText("Pushes", .title.bold)]
        let total = figures.requestsPerMinute.reduce(0, +)
        lines.append(
            label("Requests") + course(figures.requestsPerMinute, columns: columns - 25, glyphs)
                + StyledText("  60 min", .muted))
        lines.append(label("Last hour") + StyledText(Formatting.count(total, "request")))
        let oldest = figures.oldestDueAt.map { state.now - $0 } ?? .zero
        lines.append(
            label("Due now") + StyledText(Formatting.count(figures.due))
                + StyledText(
                    figures.due == 0 ? "" : "  oldest waits \(Formatting.span(oldest))",
                    oldest > .seconds(60) ? .warning : .muted))
        let worst = figures.worstLateness
        lines.append(
            label("Slowest start")
                + StyledText(
                    worst.map { Formatting.span($0) } ?? "none yet",
                    worst.map { $0 > .seconds(60) } ?? false ? .error : .plain)
                + StyledText("  promised 60 s", .muted))
        lines.append(
            label("Unclear") + StyledText("\(figures.unknown) to look up")
                + StyledText(
                    "  \(figures.adopted) found, \(figures.repeated) resent", .muted))
        return lines
    }

    /// The last hour in as many bars as fit, each of the same number of minutes, oldest first.
    private static func course(
        _ minutes: [Int], columns: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let bars = [30, 20, 15, 12, 10, 6].first { $0 <= columns } ?? 4
        let step = max(1, (minutes.count + bars - 1) / bars)
        let sums = stride(from: 0, to: minutes.count, by: step).map { start in
            minutes.dropFirst(start).prefix(step).reduce(0, +)
        }
        return Sparkline(values: sums).text(columns: bars, glyphs: glyphs)
    }

    private static func queue(_ reading: OverviewReading, _ glyphs: GlyphSet) -> [StyledText] {
        let states: [NotificationState] = [
            .failed, .held, .waiting, .running, .pending, .skipped, .done,
        ]
        let counts = states.map { reading.figures.byState[$0] ?? 0 }
        let width = counts.map { Formatting.count($0).count }.max() ?? 1
        return [StyledText("Notifications", .title.bold)]
            + zip(states, counts).map { state, count in
                let number = Formatting.count(count)
                let pad = String(repeating: " ", count: max(0, width - number.count))
                let words = StateText.words(state, glyphs: glyphs)
                let gap = String(repeating: " ", count: max(1, 12 - words.width))
                let look: (Style) -> Style = { count == 0 ? .muted : $0 }
                return StyledText("  ") + words.restyled(look) + StyledText(gap + pad)
                    + StyledText(number, count == 0 ? .muted : .plain)
            }
    }
}
