import IntegrationCore
import TUIWidgets

/// The notification under the cursor: what happened, how to fix it, and its requests (B27).
enum FailedDetailView {
    /// The text.
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        guard let current = state.failed.currentRow else { return [] }
        let read = state.failed.detail?.row
        let row = state.isDetailLate(.notification) ? read ?? current : current
        var lines: [StyledText] = [
            StyledText(state.recordName(row), .title.bold) + StyledText("  \(row.customerName)")
        ]
        let attempts = row.attempts == 1 ? "1 attempt" : "\(row.attempts) attempts"
        var facts = "\(row.action) \(glyphs.dot) \(attempts) \(glyphs.dot) no. \(row.id)"
        if let ticket = row.ticket { facts += " \(glyphs.dot) ticket \(ticket)" }
        lines.append(StyledText(facts, .muted))
        lines.append(StyledText(row.information))
        if !row.account.isEmpty { lines.append(StyledText(row.account, .muted)) }
        if let result = state.bulk?.result(row.id) {
            lines += ["", ResultText.cell(result, now: state.now, glyphs: glyphs)]
            lines.append(
                StyledText(ResultText.sentence(result, managedID: state.recordName(row))))
        }
        lines.append("")
        if let failure = row.failure {
            lines += explanation(
                failure.code, detail: failure.detail, customer: row.customerNumber)
            if !failure.fields.isEmpty {
                lines += [""] + NotificationText.heading("ConnectWise said")
                for field in failure.fields {
                    lines.append(StyledText("  \(field.field): \(field.message) (\(field.code))"))
                }
            }
        }
        return lines + requests(row, state, glyphs)
    }

    /// What happened and how to fix it, from the catalogue.
    static func explanation(
        _ code: FailureCode, detail: String = "", customer: Int64? = nil
    ) -> [StyledText] {
        let explanation = code.explanation
        var lines = NotificationText.heading("What happened")
        lines.append(StyledText("  ") + StyledText(explanation.sentence, .error))
        if !detail.isEmpty { lines.append(StyledText("  \(detail)")) }
        lines.append(StyledText("  \(explanation.cause)"))
        lines += [""] + NotificationText.heading("How to fix it")
        for (index, step) in explanation.remedy(customer: customer).enumerated() {
            lines.append(StyledText("  \(index + 1) ", .accent) + StyledText(step))
        }
        if explanation.mendsItself {
            lines.append(StyledText("  It is tried again by itself.", .muted))
        }
        lines.append(StyledText("  \(code.rawValue)", .muted))
        return lines
    }

    private static func requests(
        _ row: NotificationRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let heading = [""] + NotificationText.heading("Requests")
        guard let detail = state.failed.detail, detail.row.id == row.id else {
            let waiting = Loading.text(state, .notification)
            return waiting.isEmpty ? [] : heading + [waiting.restyled { _ in .muted }]
        }
        guard !detail.attempts.isEmpty else {
            return heading + [StyledText("  none was sent", .muted)]
        }
        return heading
            + detail.attempts.reversed().flatMap {
                NotificationText.requests($0, indent: "  ", glyphs: glyphs)
            }
    }
}
