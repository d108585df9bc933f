import IntegrationCore
import TUIWidgets

/// Draws the pane of rules: the list with its warnings, and the rule under the cursor in full.
enum RulesView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        Pane.rules.parts?.draw(state, layout, into: &grid) {
            drawList(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    private static let columns = [
        TableColumn("No", minimum: 3, ideal: 3, alignment: .trailing, priority: 95),
        TableColumn("Action", minimum: 13, ideal: 13, priority: 100),
        TableColumn("Board", minimum: 12, ideal: nil, priority: 90),
        TableColumn("Severities", minimum: 14, ideal: 14, priority: 70),
        TableColumn("Events", minimum: 8, ideal: 12, priority: 60),
        TableColumn("Warning", minimum: 14, ideal: 16, priority: 85),
        TableColumn("New status", minimum: 12, ideal: 15, priority: 50),
        TableColumn("Customers", minimum: 9, ideal: 12, priority: 40),
        TableColumn("Closing", minimum: 12, ideal: 12, priority: 30),
        TableColumn("Reopen", minimum: 6, ideal: 6, alignment: .trailing, priority: 20),
        TableColumn("Notes", minimum: 5, ideal: 5, priority: 15),
        TableColumn("Priorities", minimum: 12, ideal: 20, priority: 10),
    ]

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let rules = state.rules.list ?? []
        let place = state.rules.table.cursorIndex.map { "\($0 + 1) of \(rules.count)" } ?? ""
        let count = state.rules.list == nil ? "" : " (\(rules.count))"
        grid.draw(
            Panel(
                title: StyledText(Pane.rules.heading) + StyledText(count, .muted),
                footer: StyledText(place, .muted), isFocused: isFocused),
            in: rect)
        let missing = state.rules.list == nil ? [] : RuleWarnings.missing(in: rules)
        let inside = Panel.content(of: rect)
        let rows = missing.isEmpty || inside.rows < 6 ? 0 : missing.count
        let parts = inside.splitRows([.fixed(rows), .fill])
        if rows > 0 {
            for (index, warning) in missing.enumerated() {
                grid.draw(
                    StyledText("  ! \(warning)", .warning), in: parts[0].row(index))
            }
        }
        grid.draw(
            TUIWidgets.Table(
                columns: columns, rows: rules.map { row($0, rules, state, grid.glyphs) },
                state: state.rules.table, isFocused: isFocused && state.popups.isEmpty,
                emptyMessage: empty(state)),
            in: parts[1])
    }

    private static func empty(_ state: AppState) -> StyledText {
        state.rules.list == nil
            ? Loading.text(state, .rules)
            : "No rule yet: nothing that happens reaches ConnectWise."
    }

    private static func row(
        _ rule: NotificationRule, _ rules: [NotificationRule], _ state: AppState,
        _ glyphs: GlyphSet
    ) -> TableRow<RowID<NotificationRule>> {
        let warnings = RuleWarnings.about(rule, in: rules)
        let warning = warnings.first.map { StyledText("! \($0.short)", .warning) }
        var cells = [
            StyledText("\(rule.id)", .muted), StyledText(RuleText.action(rule)), "",
            StyledText(RuleText.severities(rule)), StyledText(RuleText.events(rule)),
            warning ?? StyledText("\(glyphs.check) none", .good), "",
            StyledText(RuleText.customers(rule, prefix: state.prefix)), "", "", "", "",
        ]
        if case .ticket(let ticket) = rule.action {
            cells[2] = StyledText(ticket.board.name)
            cells[6] = StyledText(RuleText.newStatus(ticket))
            cells[8] = StyledText(RuleText.closing(ticket))
            cells[9] = StyledText("\(ticket.reopenDays) d")
            cells[10] = StyledText(ticket.notesRepeats ? "yes" : "no")
            cells[11] = StyledText(RuleText.priorities(ticket).joined(separator: ", "), .muted)
        }
        return TableRow(
            id: rule.id, cells: cells, severity: warnings.isEmpty ? .plain : .warning)
    }
}
