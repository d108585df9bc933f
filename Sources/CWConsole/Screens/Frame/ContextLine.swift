import IntegrationCore
import TUIWidgets

/// The first row: program, partner, site, LIVE or SANDBOX, operator, engine, due, clock (B49).
enum ContextLine {
    /// Draws the row; the clock and the label stay longest.
    static func draw(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        let glyphs = grid.glyphs
        let place = state.place
        let label: Style = place.isSandbox ? .sandbox : .live
        let leading: [StatusLine.Item] = [
            .init(StyledText("cwconsole", .accent.bold), priority: 30),
            .init(StyledText(place.partner, .title.bold), priority: 80),
            .init(host(state), priority: 40),
            .init(StyledText(" \(place.modeLabel) ", label.bold), priority: 100),
            .init(
                StyledText(place.user)
                    + StyledText(" (\(place.options.effectiveRole.rawValue))", .muted),
                priority: 50),
        ]
        let trailing: [StatusLine.Item] = [
            .init(store(state), priority: 70), .init(engine(state, glyphs), priority: 60),
            .init(due(state), priority: 45),
            .init(StyledText("\(Formatting.clock(state.now)) UTC", .muted), priority: 90),
        ]
        let gap = rect.columns >= 124 ? 3 : 2
        grid.draw(StatusLine(leading: leading, trailing: trailing, gap: gap), in: rect)
    }

    private static func host(_ state: AppState) -> StyledText {
        let host = state.overview.reading?.host ?? ""
        if state.overview.reading != nil, host.isEmpty {
            return StyledText("no site yet", .warning)
        }
        return StyledText(host, .muted)
    }

    /// The store's trouble, and since when what is shown is old (B48).
    private static func store(_ state: AppState) -> StyledText {
        guard let trouble = state.reading.trouble else { return "" }
        let since = Formatting.clock(trouble.since)
        return StyledText("store offline since \(since), retry in 1 s", .error.bold)
    }

    private static func engine(_ state: AppState, _ glyphs: GlyphSet) -> StyledText {
        if let circuit = state.overview.reading?.circuit {
            return StyledText(
                "\(glyphs.cross) held since \(Formatting.clock(circuit.since))", .error.bold)
        }
        if let silence = Silence.words(state) {
            return StyledText("\(glyphs.cross) \(silence)", .error.bold)
        }
        switch state.place.engine {
        case .here:
            return StyledText("engine ", .muted) + StyledText("\(glyphs.bullet) here", .good)
        case .elsewhere(let host, let pid):
            return StyledText("engine ", .muted)
                + StyledText("\(glyphs.bullet) \(host) pid \(pid)", .good)
        case .nowhere: return StyledText("! no engine", .warning.bold)
        }
    }

    private static func due(_ state: AppState) -> StyledText {
        guard let figures = state.overview.reading?.figures else { return "" }
        return StyledText("due ", .muted) + StyledText(Formatting.count(figures.due))
    }
}

/// ConnectWise does not answer: since when, and when it is tried again (B48).
enum Silence {
    /// `offline since 19:42:05, retry in 8 s`; nil while requests are answered.
    static func words(_ state: AppState) -> String? {
        guard let figures = state.overview.reading?.figures, let since = figures.unansweredSince
        else { return nil }
        let text = "offline since \(Formatting.clock(since))"
        guard let next = figures.nextTryAt else { return text + ", retry with the next event" }
        return text + (next <= state.now ? ", retry now" : ", retry in \(Self.span(next, state))")
    }

    private static func span(_ next: Timestamp, _ state: AppState) -> String {
        Formatting.span(max(.seconds(1), next - state.now))
    }
}
