import IntegrationCore
import TUIWidgets

/// Draws the proposed companies, each with how sure it is and what was said about it.
enum MatchReviewView {
    /// On a narrow screen the two names stay longest: they are what is compared.
    private static let columns = [
        TableColumn("Customer", minimum: 9, ideal: 11, priority: 94, overflow: .whole),
        TableColumn("Name", minimum: 10, ideal: nil, priority: 98),
        TableColumn("Match", minimum: 9, ideal: 9, priority: 80),
        TableColumn("Company", minimum: 10, ideal: nil, priority: 100),
        TableColumn("Others", minimum: 6, ideal: 6, alignment: .trailing, priority: 20),
        TableColumn("Now", minimum: 20, ideal: nil, priority: 30),
        TableColumn("Answer", minimum: 11, ideal: 12, priority: 96),
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
            kind(row.match.kind, glyphs), company(row),
            StyledText(others == 0 ? "" : "\(others)", .muted),
            StyledText(customer.companyName ?? "unmapped", .muted),
            answer(row, glyphs),
        ]
    }

    private static func company(_ row: MatchReview.Row) -> StyledText {
        guard let candidate = row.candidate else { return StyledText("none is alike", .muted) }
        return candidate.concern.map { concern in
            StyledText("! \(concern): \(candidate.company.name)", .warning)
        } ?? StyledText(candidate.company.name)
    }

    private static func answer(_ row: MatchReview.Row, _ glyphs: GlyphSet) -> StyledText {
        if row.isSo { return StyledText("\(glyphs.dot) as it is", .muted) }
        return row.isAccepted
            ? StyledText("\(glyphs.check) accepted", .good)
            : StyledText("\(glyphs.dot) not taken", .muted)
    }

    private static func kind(_ kind: CompanyMatch.Kind, _ glyphs: GlyphSet) -> StyledText {
        switch kind {
        case .exact: StyledText("\(glyphs.check) exact", .good)
        case .similar: StyledText("~ similar", .warning)
        case .none: StyledText("\(glyphs.cross) none", .error)
        }
    }
}
