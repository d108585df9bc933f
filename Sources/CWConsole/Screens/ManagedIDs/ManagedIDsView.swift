import IntegrationCore
import TUIWidgets

/// Draws the pane of Managed IDs.
enum ManagedIDsView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        if let review = state.managedIDs.review {
            RepairPlanView.draw(review.plans, state, into: &grid)
            return
        }
        Pane.managedIDs.parts?.draw(state, layout, into: &grid) {
            drawList(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    private static let columns = [
        TableColumn("Managed ID", minimum: 10, ideal: 11, priority: 100, overflow: .whole),
        TableColumn("Company", minimum: 18, ideal: nil, priority: 80),
        TableColumn("Entry 1", minimum: 9, ideal: 9, priority: 40, overflow: .whole),
        TableColumn("Entry 2", minimum: 9, ideal: 9, priority: 40, overflow: .whole),
        TableColumn("Verdict", minimum: 17, ideal: 17, priority: 90),
        TableColumn("Checked", minimum: 8, ideal: 8, priority: 30, overflow: .whole),
    ]

    private static func drawList(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let managed = state.managedIDs
        let marks = managed.table.marks.count
        let work = JobLine.text(state, [.check, .plan, .add, .repair])
        let list = RecordList(
            panel: Panel(
                title: title(state),
                trailing: marks == 0 ? "" : StyledText("\(marks) marked", .accent.bold),
                footer: work.isEmpty
                    ? JobLine.place(managed.table.cursorIndex, managed.rows.count) : work,
                isFocused: isFocused), takesKeys: isFocused && state.popups.isEmpty,
            columns: columns, rows: managed.rows, table: managed.table, empty: empty(state),
            ticks: managed.wrongPlaces.map { ScrollBar.Tick(index: $0, role: .error) },
            filter: managed.filter)
        list.draw(in: rect, into: &grid) { cells($0, state, $1) }
        NumberEntryView.draw(state, in: rect, into: &grid)
    }

    /// `5 Managed IDs 2 switched, 1 both missing, 37 correct`.
    private static func title(_ state: AppState) -> StyledText {
        let managed = state.managedIDs
        var text = StyledText(Pane.managedIDs.heading)
        let shown = managed.counts.sorted {
            ($0.key.isWrong ? 0 : 1, -$0.value, $0.key.rawValue)
                < ($1.key.isWrong ? 0 : 1, -$1.value, $1.key.rawValue)
        }
        for (index, part) in shown.prefix(4).enumerated() {
            let words = "\(Formatting.count(part.value)) \(ManagedIDWords.words(part.key))"
            let style: Style =
                part.key.isWrong ? .error : part.key == .correct ? .good : .muted
            text = text + StyledText(index == 0 ? " " : ", ", .muted) + StyledText(words, style)
        }
        if !managed.filter.text.isEmpty {
            text = text + StyledText(" /\(managed.filter.text)", .accent)
        }
        return text
    }

    private static func empty(_ state: AppState) -> StyledText {
        if !state.customers.isLoaded { return Loading.text(state, .customers) }
        if !state.managedIDs.filter.text.isEmpty { return "No rows match. Esc clears the filter." }
        return "No customers yet. They appear here with their first event."
    }

    private static func cells(
        _ row: ManagedIDRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        return [
            StyledText("\(state.prefix)\(row.id)"),
            StyledText(row.customer.companyName ?? row.customer.name), entry(0, row, state, glyphs),
            entry(1, row, state, glyphs), verdict(row, state, glyphs),
            row.finding.map {
                StyledText(Formatting.short($0.checkedAt, now: state.now), .muted)
            } ?? "",
        ]
    }

    /// An entry in its place: a sign when it is right, else what is wrong about it.
    private static func entry(
        _ index: Int, _ row: ManagedIDRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> StyledText {
        guard let finding = row.finding else { return "" }
        guard finding.entries.indices.contains(index) else { return StyledText("none", .muted) }
        let entry = finding.entries[index]
        guard entry.groupIdentifier == "\(state.prefix)\(row.id)" else {
            return StyledText(entry.groupIdentifier.oneLine(limit: 24), .warning)
        }
        typealias DeviceType = ConnectWise.ManagementSummaryReport.DeviceType
        let wanted: DeviceType = index == 0 ? .workstationsAndServers : .backupStats
        guard entry.deviceType != wanted.rawValue else {
            return StyledText("\(glyphs.check)", .good)
        }
        switch DeviceType(rawValue: entry.deviceType) {
        case .backupStats: return StyledText("Stats", .warning)
        case .workstationsAndServers: return StyledText("Machines", .warning)
        default: return StyledText(entry.deviceType.oneLine(limit: 12), .warning)
        }
    }

    /// The verdict, or that a repair is not over, with the keys that end it.
    private static func verdict(
        _ row: ManagedIDRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> StyledText {
        guard let record = row.interrupted else {
            return ManagedIDWords.cell(row.verdict, glyphs)
        }
        if state.isAtWork(record) { return StyledText("\(glyphs.dot) repairing", .accent) }
        return state.refusal(of: record) == nil
            ? StyledText("! interrupted R u", .warning)
            : StyledText("\(glyphs.cross) refused R u", .error)
    }
}
