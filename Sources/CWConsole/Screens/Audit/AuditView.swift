import IntegrationCore
import TUIWidgets

/// Draws the audit trail: the entries, and the one under the cursor in full (B30).
enum AuditView {
    /// Rows of the list.
    static func page(_ state: AppState) -> Int { max(1, parts(state).list.rows - 3) }

    /// The area of the detail's text, for scrolling.
    static func detailArea(_ state: AppState) -> Rect {
        let parts = parts(state)
        return EventDetailView.inside(parts.detail.isEmpty ? parts.list : parts.detail)
    }

    private static func parts(_ state: AppState) -> (list: Rect, detail: Rect) {
        let body = state.layout.middle
        guard body.columns >= FrameLayout.wideColumns else {
            return (body, Rect(x: body.right, y: body.y, columns: 0, rows: 0))
        }
        let columns = min(body.columns * 66 / 100, body.columns - 40)
        return (
            Rect(x: body.x, y: body.y, columns: columns, rows: body.rows),
            Rect(
                x: body.x + columns - 1, y: body.y, columns: body.columns - columns + 1,
                rows: body.rows)
        )
    }

    static func draw(_ state: AppState, in body: Rect, into grid: inout Grid) {
        grid.fill(body)
        let parts = parts(state)
        let isOpen = state.audit.view.isOpen
        if parts.detail.isEmpty {
            if isOpen {
                drawDetail(state, in: parts.list, isFocused: true, into: &grid)
            } else {
                drawList(state, in: parts.list, isFocused: true, into: &grid)
            }
            return
        }
        if !isOpen { drawDetail(state, in: parts.detail, isFocused: false, into: &grid) }
        drawList(state, in: parts.list, isFocused: !isOpen, into: &grid)
        if isOpen { drawDetail(state, in: parts.detail, isFocused: true, into: &grid) }
    }

    private static let columns = [
        TableColumn("Time", minimum: 8, ideal: 11, priority: 90, overflow: .whole),
        TableColumn("Who", minimum: 6, ideal: 8, priority: 60),
        TableColumn("Action", minimum: 12, ideal: 18, priority: 100),
        TableColumn("Target", minimum: 10, ideal: 18, priority: 50),
        TableColumn("Change", minimum: 12, ideal: nil, priority: 40),
    ]

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let audit = state.audit
        let entries = audit.entries ?? []
        var title = StyledText("Audit trail")
        if !audit.filter.text.isEmpty {
            title = title + StyledText(" /\(audit.filter.text)", .accent)
        }
        let place = audit.table.cursorIndex.map { index in
            let more = audit.isComplete ? "" : "+"
            return "\(Formatting.count(index + 1)) of \(Formatting.count(entries.count))\(more)"
        }
        let list = RecordList(
            panel: Panel(
                title: title, trailing: chain(state, grid.glyphs),
                footer: StyledText(place ?? "", .muted), isFocused: isFocused),
            takesKeys: isFocused && state.popups.last == .audit, columns: columns, rows: entries,
            table: audit.table, empty: empty(state), ticks: ticks(state), filter: audit.filter,
            placeholder: AuditQuery.hint)
        list.draw(in: rect, into: &grid) { cells($0, state, $1) }
    }

    /// The entry at which the chain is broken.
    private static func ticks(_ state: AppState) -> [ScrollBar.Tick] {
        guard let broken = state.audit.broken?.entry,
            let index = state.audit.table.ids.firstIndex(of: broken)
        else { return [] }
        return [ScrollBar.Tick(index: index, role: .error)]
    }

    private static func cells(
        _ entry: AuditEntry, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let isBroken = state.audit.broken?.entry == entry.id
        let action =
            isBroken
            ? StyledText("\(glyphs.cross) \(entry.action)", .error) : StyledText(entry.action)
        return [
            StyledText(Formatting.short(entry.at, now: state.now), .muted),
            StyledText(entry.who), action, StyledText(entry.target, .muted),
            StyledText(entry.detail, .muted),
        ]
    }

    /// What the last check of the chain found.
    private static func chain(_ state: AppState, _ glyphs: GlyphSet) -> StyledText {
        if !state.audit.query.problem.isEmpty {
            return StyledText("! \(state.audit.query.problem)", .warning)
        }
        if state.pending.isWaiting(.auditCheck) {
            let spinner = glyphs.spinnerFrame(state.spinnerStep)
            return StyledText("\(spinner) verifying", .accent)
        }
        guard let at = state.audit.checkedAt else { return "" }
        if let broken = state.audit.broken {
            return StyledText("\(glyphs.cross) broken at entry \(broken.entry)", .error.bold)
        }
        return StyledText("\(glyphs.check) intact at \(Formatting.clock(at))", .good)
    }

    private static func empty(_ state: AppState) -> StyledText {
        if state.audit.entries == nil { return Loading.text(state, .audit) }
        if !state.audit.filter.text.isEmpty { return "No entries match. Esc clears the filter." }
        return "Nothing was done yet: every change, push and repair will stand here."
    }

    private static func drawDetail(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        grid.draw(
            Panel(title: "Entry", footer: isFocused ? "Esc back" : "", isFocused: isFocused),
            in: rect)
        grid.draw(
            TextPane(lines: lines(state), offset: state.audit.view.offset),
            in: EventDetailView.inside(rect))
    }

    /// The entry in full: what stood there before, and what stands there now.
    static func lines(_ state: AppState) -> [StyledText] {
        guard let entry = state.audit.current else { return [] }
        var lines = [
            StyledText(entry.action, .title.bold) + StyledText("  \(entry.target)"),
            StyledText("entry \(entry.id)  by \(entry.who)", .muted),
            StyledText("\(Formatting.full(entry.at)) UTC", .muted),
        ]
        if let broken = state.audit.broken, broken.entry == entry.id {
            lines += ["", StyledText("Does not fit: \(broken.reason)", .error)]
        }
        lines += [""] + NotificationText.heading("Change")
        if entry.detail.isEmpty { lines.append(StyledText("  nothing more to say", .muted)) }
        for part in entry.detail.split(separator: "; ") {
            let sides = String(part).components(around: " -> ")
            guard let after = sides.after else {
                lines.append(StyledText("  \(part)"))
                continue
            }
            lines.append(StyledText("  before  ", .muted) + StyledText(sides.before))
            lines.append(StyledText("  after   ", .muted) + StyledText(after, .accent))
        }
        return lines + ["", StyledText("hash \(entry.hash)", .muted)]
    }
}

extension String {
    /// What stands before and after the first occurrence of a mark; no `after` without the mark.
    fileprivate func components(around mark: String) -> (before: String, after: String?) {
        guard let range = firstRange(of: mark) else { return (self, nil) }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
