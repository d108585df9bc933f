import IntegrationCore
import TUIWidgets

/// Draws the Failed pane: causes or notifications, and the one under the cursor in full.
enum FailedView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        if state.failed.showsGroups {
            if state.isWide { drawGroupDetail(state, in: layout.detail, into: &grid) }
            drawGroups(state, in: layout.main, into: &grid)
            return
        }
        Pane.failed.parts?.draw(state, layout, into: &grid) {
            drawList(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    // MARK: - List

    /// The columns; under one cause its name would be the same in every row.
    private static func columns(_ state: AppState) -> [TableColumn] {
        let middle =
            state.failed.cause == nil
            ? TableColumn("Cause", minimum: 22, ideal: 22, priority: 90, overflow: .whole)
            : TableColumn("Event", minimum: 22, ideal: nil, priority: 90)
        let name = TableColumn(
            "Name", minimum: 12, ideal: state.failed.cause == nil ? nil : state.isWide ? 12 : 18,
            priority: 30)
        let columns = [
            TableColumn("Time", minimum: 8, ideal: 8, priority: 70, overflow: .whole),
            TableColumn("Customer", minimum: 9, ideal: 9, priority: 100, overflow: .whole),
            name, middle, TableColumn("Action", minimum: 6, ideal: 6, priority: 20),
            TableColumn("Try", minimum: 3, ideal: 3, alignment: .trailing, priority: 40),
        ]
        return state.bulk == nil ? columns : columns + [resultColumn]
    }

    /// Shown while something is being reprocessed: what became of each row.
    private static let resultColumn = TableColumn(
        "Result", minimum: 10, ideal: 14, priority: 95)

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let failed = state.failed
        let list = RecordList(
            panel: Panel(
                title: title(state), trailing: trailing(state), footer: position(state),
                isFocused: isFocused), takesKeys: isFocused && state.popups.isEmpty,
            columns: columns(state), rows: failed.list.rows, table: failed.table,
            empty: emptyMessage(state), filter: failed.filter)
        list.draw(in: rect, into: &grid) { cells($0, state, $1) }
    }

    private static func cells(
        _ row: NotificationRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let cause =
            state.failed.cause == nil ? row.failure?.code.short ?? row.information : row.information
        var cells = [
            StyledText(Formatting.short(row.updatedAt, now: state.now), .muted),
            StyledText(state.recordName(row)), StyledText(row.customerName, .muted),
            StyledText(cause), StyledText(row.action, .muted),
            StyledText("\(row.attempts)", .muted),
        ]
        if let bulk = state.bulk {
            cells.append(
                bulk.result(row.id).map { ResultText.cell($0, now: state.now, glyphs: glyphs) }
                    ?? "")
        }
        return cells
    }

    /// `3 Failed (12 of 480) /EFS-19`.
    private static func title(_ state: AppState) -> StyledText {
        let failed = state.failed
        let total = state.overview.reading?.figures.byState[.failed]
        var text = StyledText(Pane.failed.heading)
        if !failed.filter.text.isEmpty || failed.cause != nil {
            text = text + StyledText(" " + PositionText.count(failed.list, of: total), .muted)
        } else if let total {
            text = text + StyledText(" (\(Formatting.count(total)))", .muted)
        }
        if let cause = failed.cause { text = text + StyledText(" \(cause.short)", .accent) }
        if !failed.filter.text.isEmpty {
            text = text + StyledText(" /\(failed.filter.text)", .accent)
        }
        return text
    }

    /// How many are marked, those that the filter hides too (B20).
    private static func trailing(_ state: AppState) -> StyledText {
        let table = state.failed.table
        guard !table.marks.isEmpty else { return "" }
        let hidden = table.hiddenMarks
        let more = hidden > 0 ? ", \(hidden) hidden" : ""
        return StyledText("\(table.marks.count) marked\(more)", .accent.bold)
    }

    private static func position(_ state: AppState) -> StyledText {
        let failed = state.failed
        let isAll = failed.filter.text.isEmpty && failed.cause == nil
        return PositionText.text(
            failed.list, cursor: failed.table.cursorIndex,
            total: isAll ? state.overview.reading?.figures.byState[.failed] : nil)
    }

    private static func emptyMessage(_ state: AppState) -> StyledText {
        if !state.failed.list.isLoaded { return Loading.text(state, .failed) }
        if !state.failed.filter.text.isEmpty { return "No rows match. Esc clears the filter." }
        return "Nothing has failed. New failures appear here by themselves."
    }

    // MARK: - Causes

    private static func drawGroups(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        let failed = state.failed
        let groups = failed.shownGroups
        var title = StyledText(Pane.failed.heading) + StyledText(" by cause", .muted)
        if !failed.filter.text.isEmpty {
            title = title + StyledText(" /\(failed.filter.text)", .accent)
        }
        let place = failed.groupTable.cursorIndex.map { "\($0 + 1) of \(groups.count)" } ?? ""
        grid.draw(Panel(title: title, footer: StyledText(place), isFocused: true), in: rect)
        let columns = [
            TableColumn("Cause", minimum: 26, ideal: nil, priority: 100),
            TableColumn("Failed", minimum: 6, ideal: 6, alignment: .trailing, priority: 90),
            TableColumn("Customers", minimum: 9, ideal: 9, alignment: .trailing, priority: 70),
            TableColumn("First", minimum: 8, ideal: 8, priority: 30, overflow: .whole),
            TableColumn("Last", minimum: 8, ideal: 8, priority: 50, overflow: .whole),
        ]
        let rows = groups.map { group in
            TableRow(
                id: group.code,
                cells: [
                    StyledText(group.code.short),
                    StyledText(Formatting.count(group.count), .error),
                    StyledText(Formatting.count(group.customers)),
                    StyledText(Formatting.short(group.first, now: state.now), .muted),
                    StyledText(Formatting.short(group.last, now: state.now), .muted),
                ])
        }
        let empty: StyledText =
            failed.groups == nil
            ? Loading.text(state, .causes)
            : failed.filter.text.isEmpty
                ? "Nothing has failed." : "No causes match. Esc clears the filter."
        grid.draw(
            TUIWidgets.Table(
                columns: columns, rows: rows, state: failed.groupTable,
                isFocused: state.popups.isEmpty, emptyMessage: empty),
            in: Panel.content(of: rect))
        FilterLine.draw(failed.filter, in: rect, into: &grid)
    }

    private static func drawGroupDetail(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        grid.draw(Panel(title: "Remedy"), in: rect)
        guard let code = state.failed.groupTable.cursor else { return }
        var lines = FailedDetailView.explanation(code)
        lines += ["", StyledText("Enter lists them, R reprocesses all of them.", .muted)]
        grid.draw(TextPane(lines: lines), in: EventDetailView.inside(rect))
    }
}
