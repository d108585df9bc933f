import TUIWidgets

/// A pane whose list stands beside the row under its cursor in full, or in turn with it where
/// there is no room for both.
struct ListBesideDetail {
    /// How the detail is shown, its title, and its text.
    let view: WritableKeyPath<AppState, DetailState>, title: String
    let lines: (AppState, GlyphSet) -> [StyledText]

    /// Draws both parts; the one in front comes last, so that its heavier frame wins the shared
    /// border.
    func draw(
        _ state: AppState, _ layout: FrameLayout, into grid: inout Grid,
        list: (Rect, _ isFocused: Bool, inout Grid) -> Void
    ) {
        let isInFront = state[keyPath: view].takesMovement(isWide: state.isWide)
        guard state.isWide else {
            if isInFront {
                drawDetail(state, in: layout.main, isFocused: true, into: &grid)
            } else {
                list(layout.main, true, &grid)
            }
            return
        }
        if !isInFront { drawDetail(state, in: layout.detail, isFocused: false, into: &grid) }
        list(layout.main, !isInFront, &grid)
        if isInFront { drawDetail(state, in: layout.detail, isFocused: true, into: &grid) }
    }

    private func drawDetail(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        grid.draw(
            Panel(
                title: StyledText(title), footer: isFocused && !state.isWide ? "Esc back" : "",
                isFocused: isFocused), in: rect)
        grid.draw(
            TextPane(lines: lines(state, grid.glyphs), offset: state[keyPath: view].offset),
            in: EventDetailView.inside(rect))
    }
}

extension Pane {
    /// The list and detail of the pane; nil when it has none.
    var parts: ListBesideDetail? {
        switch self {
        case .events:
            ListBesideDetail(
                view: \.events.view, title: "Event",
                lines: { EventDetailView.lines($0, glyphs: $1) })
        case .failed:
            ListBesideDetail(
                view: \.failed.view, title: "Detail",
                lines: { FailedDetailView.lines($0, glyphs: $1) })
        case .customers:
            ListBesideDetail(
                view: \.customers.view, title: "Detail",
                lines: { CustomerDetailView.lines($0, glyphs: $1) })
        case .managedIDs:
            ListBesideDetail(
                view: \.managedIDs.view, title: "Detail",
                lines: { ManagedIDDetailView.lines($0, glyphs: $1) })
        case .crossReferences:
            ListBesideDetail(
                view: \.crossReferences.view, title: "Service",
                lines: { CrossReferenceDetail.lines($0, glyphs: $1) })
        case .rules:
            ListBesideDetail(
                view: \.rules.view, title: "Rule", lines: { RuleDetail.lines($0, glyphs: $1) })
        case .overview, .setup: nil
        }
    }
}

extension AppState {
    /// Whether keys that move belong to the detail of the open pane.
    var isDetailInFront: Bool {
        pane.parts.map { self[keyPath: $0.view].takesMovement(isWide: isWide) } ?? false
    }

    /// Scrolls the detail in front; false when movement belongs to the list.
    mutating func scrollDetail(_ movement: Movement) -> Bool {
        guard isDetailInFront, let parts = pane.parts else { return false }
        let area = EventDetailView.area(self)
        let text = TextPane(lines: parts.lines(self, .unicode))
        self[keyPath: parts.view].offset = Scrolling.moved(
            self[keyPath: parts.view].offset, movement, last: text.lastOffset(in: area),
            page: area.rows)
        return true
    }

    /// Brings the detail to the front.
    mutating func showDetail() {
        if let parts = pane.parts { self[keyPath: parts.view].show(isWide: isWide) }
    }

    /// Goes back to the list; false when the list is in front already.
    mutating func closeDetail() -> Bool {
        pane.parts.map { self[keyPath: $0.view].close(isWide: isWide) } ?? false
    }

    /// Moves between list and detail.
    mutating func changeParts() { if !closeDetail() { showDetail() } }

    /// Keeps every detail that is in front there when the screen becomes wider or narrower.
    mutating func fitDetails() {
        for parts in Pane.allCases.compactMap(\.parts) {
            self[keyPath: parts.view].fit(isWide: isWide)
        }
    }
}
