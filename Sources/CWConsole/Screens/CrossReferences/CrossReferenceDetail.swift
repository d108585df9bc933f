import IntegrationCore
import TUIWidgets

/// A service in full: ours beside ConnectWise's, what the check found, what a repair would send.
enum CrossReferenceDetail {
    /// The text.
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        guard let reference = state.crossReferences.current else { return [] }
        let finding = state.crossReferences.finding(reference)
        var facts = reference.unit.words
        facts += " \(glyphs.dot) \(reference.bills ? "billed" : "not billed")"
        if reference.isOwn { facts += " \(glyphs.dot) own service" }
        if reference.isFlatFee { facts += " \(glyphs.dot) flat fee" }
        var lines = [StyledText(reference.service, .title.bold), StyledText(facts, .muted), ""]
        for record in state.repairsHere where !state.isAtWork(record) {
            lines += OpenRepairText.lines(
                record, refusal: state.refusal(of: record), glyphs)
        }
        let theirs = finding?.steps.compactMap(\.before).first
        lines += comparison(reference, theirs, glyphs)
        lines += [""] + check(state, reference, finding, glyphs)
        if reference.isFlatFee || finding?.flatFeeWarning != nil {
            let reason = finding?.flatFeeWarning ?? "The product is marked as a flat fee."
            lines += ["", StyledText("! Flat fee", .warning.bold)]
            lines.append(
                StyledText(
                    "  \(reason) A flat-fee product must not be cross-referenced: the quantity "
                        + "pushed would be billed on top."))
        }
        if let steps = finding?.steps, !steps.isEmpty {
            lines += [""] + NotificationText.heading("What f would send")
            lines += RepairPlanView.lines(steps)
        }
        return lines
    }

    /// The parts of a cross-reference: ours, and ConnectWise's below where they differ.
    private static func comparison(
        _ reference: CrossReference, _ theirs: JSONValue?, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let parts: [(name: String, ours: String, theirs: String?)] = [
            ("Level", reference.level, theirs?["vendorLevel"]?.string),
            ("Type", reference.type, theirs?["vendorType"]?.string),
            (
                "Configuration", reference.configurationType,
                theirs?["configurationType"]?["name"]?.string
            ),
            ("Agreement", reference.agreementType, theirs?["agreementType"]?["name"]?.string),
            (
                "Product", reference.product?.name ?? "not picked",
                theirs?["product"]?["identifier"]?.string
            ),
        ]
        return parts.flatMap { part -> [StyledText] in
            let name = StyledText(pad(part.name), .muted)
            let any = part.ours.isEmpty ? StyledText("any", .muted) : StyledText(part.ours)
            guard theirs != nil else { return [name + any] }
            let other = part.theirs ?? ""
            guard other != part.ours else {
                return [name + any + StyledText("  \(glyphs.check)", .good)]
            }
            let marked = CharacterDifference.marked(
                ours: part.ours, theirs: other, glyphs: glyphs)
            let none = StyledText("none", .muted)
            return [
                name + StyledText("\(glyphs.cross) differs", .warning),
                StyledText(pad("  ours"), .muted) + (part.ours.isEmpty ? none : marked.ours),
                StyledText(pad("  ConnectWise"), .muted) + (other.isEmpty ? none : marked.theirs),
            ]
        }
    }

    private static func pad(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 15 - name.count))
    }

    private static func check(
        _ state: AppState, _ reference: CrossReference,
        _ finding: CrossReferenceReport.Finding?, _ glyphs: GlyphSet
    ) -> [StyledText] {
        guard let report = state.crossReferences.report else {
            return [StyledText("Not compared with ConnectWise yet; c does it.", .muted)]
        }
        let age = CrossReferencesView.age(report.checkedAt, state)
        guard let finding else {
            return [StyledText("Changed since the check \(age); c checks again.", .muted)]
        }
        var lines = [
            ReferenceText.cell(reference, finding, isChecked: true, glyphs: glyphs)
                + StyledText("  \(age)", .muted),
            StyledText(finding.verdict.sentence),
        ]
        if !finding.detail.isEmpty { lines.append(StyledText(finding.detail, .muted)) }
        return lines
    }
}
