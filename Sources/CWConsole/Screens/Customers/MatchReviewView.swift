import IntegrationCore
import TUIWidgets

/// Draws the proposed companies, each with how sure it is and what was said about it.
enum MatchReviewView {
    private static let columns = [
        TableColumn("Customer", minimum: 9, ideal: 11, priority: 100, overflow: .whole),
        TableColumn("Name", minimum: 10, ideal: nil, priority: 90),
        TableColumn("Match", minimum: 9, ideal: 9, priority: 80),
        TableColumn("Company", minimum: 10, ideal: nil, priority: 95),
        TableColumn("Concern", minimum: 8, ideal: 10, priority: 60),
        TableColumn("Others", minimum: 6, ideal: 6, alignment: .trailing, priority: 20),
        TableColumn("Now", minimum: 6, ideal: nil, priority: 30),
        TableColumn("Answer", minimum: 8, ideal: 10, priority: 92),
    ]

    static func draw(
        _ review: MatchReview, _ state: AppState, in rect: Rect, into grid: inout Grid
    ) {
        let accepted = review.mappings.count
        let title =
            StyledText("\(Pane.customers.heading): proposed companies")
            + StyledText(" \(Formatting.count(accepted)) accepted", accepted > 0 ? .good : .muted)
        let isWorking = state.jobs[.match]?.isRunning == true
        let list = RecordList(
            panel: Panel(
                title: title, trailing: JobLine.text(state, [.match]),
                footer: JobLine.place(review.table.cursorIndex, review.rows.count),
                isFocused: true), takesKeys: state.popups.isEmpty, columns: columns,
            rows: review.rows, table: review.table,
            empty: isWorking
                ? "Looking for companies. Nothing changes before you confirm it."
                : "No company was proposed. Esc goes back.")
        list.draw(in: rect, into: &grid) { cells($0, state, $1) }
    }

    private static func cells(
        _ row: MatchReview.Row, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let customer = row.match.customer
        let others = max(0, row.match.candidates.count - 1)
        return [
            StyledText("\(state.prefix)\(customer.number)"), StyledText(customer.name),
            kind(row.match.kind, glyphs),
            StyledText(row.candidate?.company.name ?? "no company is alike", .plain),
            StyledText(row.candidate?.concern ?? "", .warning),
            StyledText(others == 0 ? "" : "\(others)", .muted),
            StyledText(customer.companyName ?? "unmapped", .muted),
            row.isAccepted
                ? StyledText("\(glyphs.check) accepted", .good)
                : StyledText("\(glyphs.dot) left", .muted),
        ]
    }

    private static func kind(_ kind: CompanyMatch.Kind, _ glyphs: GlyphSet) -> StyledText {
        switch kind {
        case .exact: StyledText("\(glyphs.check) exact", .good)
        case .similar: StyledText("~ similar", .warning)
        case .none: StyledText("\(glyphs.cross) none", .error)
        }
    }
}
