import IntegrationCore
import TUIWidgets

/// The entries of the customer under the cursor as found, what is wrong, and how it is repaired.
enum ManagedIDDetailView {
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        guard let row = state.managedIDs.currentRow else { return [] }
        var lines = [
            StyledText("\(state.prefix)\(row.id)", .title.bold)
                + StyledText("  \(row.customer.name)"),
            row.customer.companyID.map {
                StyledText("\(row.customer.companyName ?? "") \(glyphs.dot) company \($0)", .muted)
            } ?? StyledText("no company", .warning), "",
        ]
        if let record = row.interrupted, !state.isAtWork(record) {
            lines += OpenRepairText.lines(
                record, refusal: state.refusal(of: record), glyphs)
        }
        lines += NotificationText.heading("Verdict")
        lines.append(StyledText("  ") + ManagedIDWords.cell(row.verdict, glyphs))
        if let detail = row.finding?.detail, !detail.isEmpty {
            lines.append(StyledText("  \(detail.oneLine(limit: 300))"))
        }
        lines += [""] + NotificationText.heading("How to fix it")
        lines.append(StyledText("  \(remedy(row))"))
        if let record = state.managedIDs.repaired[row.id], row.interrupted == nil {
            lines += ended(record, glyphs)
        }
        guard let finding = row.finding else { return lines }
        lines += [""] + NotificationText.heading("Entries as found")
        if finding.entries.isEmpty { lines.append(StyledText("  none", .muted)) }
        for (index, entry) in finding.entries.enumerated() {
            lines.append(
                StyledText("  \(index + 1) ", .accent)
                    + StyledText("\(entry.groupIdentifier.oneLine(limit: 60))", .plain.bold)
                    + StyledText("  id \(entry.id)", .muted))
            lines.append(StyledText("    \(entry.deviceType.oneLine(limit: 60))"))
            lines.append(StyledText("    solution: \(entry.solution ?? "blank")", .muted))
            let agreement = entry.agreement ?? "blank"
            lines.append(
                StyledText(
                    "    agreement: \(agreement)", entry.agreement == nil ? .muted : .warning))
        }
        return lines + ["", StyledText("  checked \(Formatting.full(finding.checkedAt))", .muted)]
    }

    private static func remedy(_ row: ManagedIDRow) -> String {
        if row.interrupted != nil { return "First end the repair that is not over." }
        return row.verdict.map(ManagedIDWords.remedy) ?? "Press c to check it."
    }

    private static func ended(_ record: RepairRecord, _ glyphs: GlyphSet) -> [StyledText] {
        var lines = [""] + NotificationText.heading("Last repair")
        switch record.state {
        case .finished:
            lines.append(StyledText("  \(glyphs.check) finished and read back", .good))
        case .undone: lines.append(StyledText("  taken back", .muted))
        case .open, .stopped:
            let failure = record.failure
            let sentence = failure?.code.explanation.sentence ?? "it stopped"
            lines.append(StyledText("  \(glyphs.cross) \(sentence)", .error))
            if let detail = failure?.detail, !detail.isEmpty {
                lines.append(StyledText("  \(detail.oneLine(limit: 300))"))
            }
            lines.append(StyledText("  Put that right, press c, then f again."))
        }
        return lines
    }
}
