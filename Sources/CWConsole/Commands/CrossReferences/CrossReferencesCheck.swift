import ArgumentParser
import IntegrationCore

/// `xref check`: compares with ConnectWise and shows the requests that would repair it.
struct CrossReferencesCheck: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compare the cross-references with ConnectWise.",
        discussion: "Changes nothing. Exit code 1 when something needs to be looked at.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "Look for flat fees at every mapped company, not at a sample.")
    var allCompanies = false

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let progress = ProgressLine(output: session.output, time: session.time)
        let report = try await CrossReferenceCheck(ledger: ledger, time: session.time).run(
            partner: partner.id, client: try await session.jobClient(for: partner, ledger),
            extent: allCompanies ? .all : .usual
        ) { done, total, note in
            progress.show(
                note, count: done, share: total > 0 ? Double(done) / Double(total) : nil)
        }
        progress.clear()
        session.output.result(report.document, Self.text(report))
        let isGood = report.findings.allSatisfy {
            [.matched, .notBilled].contains($0.verdict) && $0.flatFeeWarning == nil
        }
        return isGood ? .done : .doneWithFailures
    }

    private static func text(_ report: CrossReferenceReport) -> String {
        var table = ResultTable(.text("SERVICE"), .text("VERDICT"), .text("FOUND"))
        for finding in report.findings {
            table.add(finding.reference, finding.verdict.words, finding.detail)
        }
        var lines = [table.text(empty: "There are no services.")]
        lines += report.findings.compactMap { finding in
            finding.flatFeeWarning.map { "Warning, \(finding.reference): \($0)" }
        }
        if !report.foreign.isEmpty {
            lines.append("Left alone, none of ours: \(report.foreign.joined(separator: "; ")).")
        }
        lines.append(
            "Flat fees were looked for at \(report.companiesRead) of "
                + "\(report.companiesMapped) mapped companies.")
        if let repair = report.repair {
            lines.append("These requests would repair it:")
            lines += repair.steps.map {
                "  \($0.method.rawValue) \($0.path) \($0.body?.text ?? "")  (\($0.purpose))"
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension CrossReferenceReport.Verdict {
    /// The verdict in words, as lists show it.
    var words: String {
        switch self {
        case .matched: "matched"
        case .nearMiss: "differs in case or blanks"
        case .missing: "missing"
        case .duplicate: "duplicate"
        case .inactive: "inactive"
        case .productMissing: "product missing"
        case .productNotPicked: "product not picked"
        case .productDiffers: "another product"
        case .typesDiffer: "other types"
        case .notBilled: "not billed"
        }
    }
}

extension CrossReferenceReport {
    /// The report as `--json` says it.
    var document: JSONValue {
        [
            "integration": integration.map(\.document) ?? .null, "checkedAt": .time(checkedAt),
            "foreign": .texts(foreign), "companiesRead": .count(companiesRead),
            "companiesMapped": .count(companiesMapped),
            "findings": .list(findings) { finding in
                [
                    "service": .string(finding.reference),
                    "verdict": .string(finding.verdict.rawValue),
                    "detail": .string(finding.detail),
                    "flatFeeWarning": .optional(finding.flatFeeWarning),
                    "steps": .list(finding.steps) { step in
                        [
                            "method": .string(step.method.rawValue), "path": .string(step.path),
                            "body": step.body ?? .null, "purpose": .string(step.purpose),
                        ]
                    },
                ]
            },
        ]
    }
}
