import IntegrationCore
import TUIWidgets

/// Verdicts about cross-references in words.
enum ReferenceText {
    /// A glyph and a word; the colour only repeats them.
    static func cell(
        _ reference: CrossReference, _ finding: CrossReferenceReport.Finding?, isChecked: Bool,
        glyphs: GlyphSet
    ) -> StyledText {
        guard let finding else {
            if reference.bills, reference.product == nil {
                return StyledText("! pick product", .warning)
            }
            return StyledText("\(glyphs.dot) \(isChecked ? "changed" : "not checked")", .muted)
        }
        if finding.verdict == .matched, finding.flatFeeWarning != nil {
            return StyledText("! flat fee", .warning)
        }
        let role = role(finding.verdict)
        let glyph =
            switch role {
            case .good: String(glyphs.check)
            case .error: String(glyphs.cross)
            case .warning: "!"
            default: String(glyphs.dot)
            }
        return StyledText("\(glyph) \(word(finding.verdict))", Style(role))
    }

    /// A word or two.
    static func word(_ verdict: CrossReferenceReport.Verdict) -> String {
        switch verdict {
        case .matched: "matched"
        case .nearMiss: "near miss"
        case .missing: "missing"
        case .duplicate: "duplicate"
        case .inactive: "inactive"
        case .productMissing: "product gone"
        case .productNotPicked: "pick product"
        case .productDiffers: "other product"
        case .typesDiffer: "types differ"
        case .notBilled: "not billed"
        }
    }

    /// How bad a verdict is.
    static func role(_ verdict: CrossReferenceReport.Verdict) -> Role {
        switch verdict {
        case .matched: .good
        case .missing, .inactive, .productMissing: .error
        case .nearMiss, .duplicate, .productNotPicked, .productDiffers, .typesDiffer: .warning
        case .notBilled: .muted
        }
    }

    /// A check in one line.
    static func summary(_ report: CrossReferenceReport) -> (String, Role) {
        guard report.integration != nil else {
            return (
                "ConnectWise has no managed devices integration for the management solution; "
                    + "the doctor (9, D) names what is missing", .error
            )
        }
        let bad = report.findings.filter { role($0.verdict) == .error }.count
        let odd = report.findings.filter {
            role($0.verdict) == .warning || $0.flatFeeWarning != nil
        }.count
        if bad + odd == 0 { return ("cross-references checked: all well", .good) }
        let words = [(bad, "wrong"), (odd, "to look at")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }
        return ("cross-references checked: \(words.joined(separator: ", "))", .warning)
    }
}
