import IntegrationCore
import TUIWidgets

/// Draws the whole screen from the state; the state and the symbols decide every cell.
enum ConsoleView {
    /// The frame of a state.
    static func draw(_ state: AppState, glyphs: GlyphSet) -> Grid {
        var grid = Grid(size: state.size, glyphs: glyphs)
        let layout = state.layout
        guard !layout.isTooSmall else {
            drawTooSmall(state.size, into: &grid)
            return grid
        }
        ContextLine.draw(state, in: layout.context, into: &grid)
        grid.draw(tabs(state), in: layout.tabs)
        if !layout.log.isEmpty { LogStripView.draw(state, in: layout.log, into: &grid) }
        switch state.pane {
        case .overview: OverviewView.draw(state, layout, into: &grid)
        case .events: EventsView.draw(state, layout, into: &grid)
        case .failed: FailedView.draw(state, layout, into: &grid)
        case .customers: CustomersView.draw(state, layout, into: &grid)
        case .managedIDs: ManagedIDsView.draw(state, layout, into: &grid)
        case .crossReferences: CrossReferencesView.draw(state, layout, into: &grid)
        case .rules: RulesView.draw(state, layout, into: &grid)
        case .setup: SetupView.draw(state, layout, into: &grid)
        }
        // A line that is typed lies in the same border.
        if !layout.log.isEmpty, !state.isFiltering, state.numberEntry == nil {
            LogStripView.drawTitle(state, in: layout.log, into: &grid)
        }
        if !layout.status.isEmpty {
            LogStripView.drawNewest(state, in: layout.status, into: &grid)
        }
        drawPopups(state, layout, into: &grid)
        grid.draw(FooterView.bar(state), in: layout.footer)
        drawToasts(state, layout, into: &grid)
        return grid
    }

    /// The size that is there and the size that is needed (B4).
    private static func drawTooSmall(_ size: Size, into grid: inout Grid) {
        let least = FrameLayout.least
        let words = StyledText("too small: have \(size), need \(least)", .title)
        let middle = Rect(x: 0, y: size.rows / 2, columns: size.columns, rows: 1)
        if words.width <= size.columns {
            grid.draw(words, in: middle, alignment: .center)
        } else {
            let lines = [
                StyledText("too small", .title), StyledText("have \(size)"),
                StyledText("need \(least)"),
            ]
            grid.draw(
                TextPane(lines: lines, wraps: false),
                in: Rect(x: 0, y: max(0, size.rows / 2 - 1), columns: size.columns, rows: 3))
        }
    }

    /// The panes with their counts.
    private static func tabs(_ state: AppState) -> TabBar {
        let tabs = Pane.allCases.map { pane in
            TabBar.Tab(
                key: pane.key.description, title: pane.title, shortTitle: pane.shortTitle,
                badge: badge(pane, state))
        }
        return TabBar(tabs: tabs, selected: Pane.allCases.firstIndex(of: state.pane) ?? 0)
    }

    private static func badge(_ pane: Pane, _ state: AppState) -> StyledText {
        switch pane {
        case .overview:
            let errors = state.concerns.filter(\.isError).count
            return errors == 0 ? "" : StyledText("\(errors)!", .error)
        case .events:
            let fresh = state.events.fresh
            let more = state.events.hasMoreFresh ? "+" : ""
            return fresh == 0 ? "" : StyledText("+\(Formatting.count(fresh))\(more)", .accent)
        case .failed:
            let count = state.overview.reading?.figures.byState[.failed] ?? 0
            return count == 0 ? "" : StyledText(Formatting.count(count), .error)
        case .customers:
            let count = state.overview.reading?.figures.unmappedCustomers ?? 0
            return count == 0 ? "" : StyledText(Formatting.count(count), .warning)
        case .managedIDs:
            let count = state.managedIDs.wrong
            return count == 0 ? "" : StyledText("\(Formatting.count(count))!", .error)
        case .crossReferences, .rules: return ""
        case .setup: return state.setup.hasChanges ? StyledText("*", .warning) : ""
        }
    }

    private static func drawPopups(
        _ state: AppState, _ layout: FrameLayout, into grid: inout Grid
    ) {
        let body = layout.middle
        for popup in state.popups {
            switch popup {
            case .help(let scope, let offset):
                HelpView.draw(scope, offset: offset, state, in: body, into: &grid)
            case .palette(let palette):
                PaletteView.draw(palette, state, in: body, into: &grid)
            case .confirm(let question): ConfirmView.draw(question, state, into: &grid)
            case .form(let form): FormView.draw(form, state, in: body, into: &grid)
            case .partners(let selected):
                PartnersView.draw(selected, state, in: body, into: &grid)
            case .picker(let picker): PickerView.draw(picker, state, in: body, into: &grid)
            case .search(let search): SearchView.draw(search, in: body, into: &grid)
            case .messages(let offset):
                MessagesView.draw(state.messages, offset: offset, in: body, into: &grid)
            case .audit: AuditView.draw(state, in: body, into: &grid)
            }
        }
    }

    /// Toasts in front of the live log, never over the row with the cursor.
    ///
    /// Without a log the newest takes the row of the status, else the footer's, where the remark
    /// about the last key lies.
    private static func drawToasts(
        _ state: AppState, _ layout: FrameLayout, into grid: inout Grid
    ) {
        var toasts = state.messages.shown.map { ToastStack.Toast($0.text, role: $0.role) }
        if let bulk = state.bulk, !bulk.isReported {
            let verb = bulk.isSending ? "Reprocessing" : "Reprocessed"
            let hint = bulk.isSending ? "  Esc stops" : ""
            toasts.append(ToastStack.Toast("\(verb) \(bulk.words)\(hint)", role: .accent))
        }
        let cursor = grid.cursor.map(\.position.y) ?? 0
        let top = max(layout.log.y + 1, cursor + 1)
        let room = Rect(
            x: 0, y: top, columns: state.size.columns, rows: max(0, layout.log.bottom - top))
        if room.rows >= 3 {
            grid.draw(ToastStack(toasts: toasts), in: room)
        } else if let newest = toasts.last {
            drawLine(newest, in: layout.status.isEmpty ? layout.footer : layout.status, into: &grid)
        }
        guard !state.messages.remark.isEmpty else { return }
        grid.fill(layout.footer)
        grid.draw(
            StyledText(" ! ", .warning.bold) + StyledText(state.messages.remark),
            in: layout.footer)
    }

    /// A toast as one line; an error stays until it is dismissed, and says by which key.
    private static func drawLine(
        _ toast: ToastStack.Toast, in line: Rect, into grid: inout Grid
    ) {
        let end = toast.role == .error ? "  Esc " : " "
        let text = ToastStack(toasts: [toast]).line(grid.glyphs)
            .cut(to: line.columns - end.count, grid.glyphs.ellipsis)
        grid.fill(line)
        grid.draw(
            (text + StyledText(end)).restyled { _ in Style(toast.role, [.bold, .reverse]) },
            in: line)
    }
}
