import ArgumentParser
import IntegrationCore

/// `xref check`: compares with ConnectWise, and with `--fix` repairs what differs.
struct CrossReferencesCheck: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compare the cross-references with ConnectWise.",
        discussion: """
            Changes nothing without --fix. Exit code 1 when something needs to be looked at.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Look for flat fees at every mapped company, not at a sample.")
    var allCompanies = false
    @Flag(help: "Repair what the API can repair, after showing the requests and asking.")
    var fix = false
    @Flag(help: "With --fix: do not ask.")
    var yes = false

    /// Looking needs no manager, repairing does.
    var needs: OperatorRole { fix ? .manager : .support }

    func run(in session: Session) async throws -> ExitStatus {
        let offer = RepairOffer(session: session, isAgreed: yes)
        if fix { try offer.requireAnswer() }
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        var report = try await look(partner, ledger, session)
        var repairs: [RepairRecord] = []
        if fix, let plan = report.repair, try await offer.isAccepted([plan]) {
            repairs = try await offer.carryOut([plan], for: partner, ledger)
            report = try await look(partner, ledger, session)
        }
        var document = report.document.object ?? [:]
        document["repairs"] = .list(repairs, \.document)
        session.output.result(.object(document), report.text)
        return report.isGood ? .done : .doneWithFailures
    }

    private func look(
        _ partner: Partner, _ ledger: any Ledger, _ session: Session
    ) async throws -> CrossReferenceReport {
        let progress = ProgressLine(output: session.output, time: session.time)
        defer { progress.clear() }
        return try await CrossReferenceCheck(ledger: ledger, time: session.time).run(
            partner: partner.id, client: try await session.jobClient(for: partner, ledger),
            extent: allCompanies ? .all : .usual
        ) { done, total, note in
            progress.show(
                note, count: done, share: total > 0 ? Double(done) / Double(total) : nil)
        }
    }
}

extension CrossReferenceReport {
    /// Whether nothing needs to be looked at.
    fileprivate var isGood: Bool {
        findings.allSatisfy {
            [.matched, .notBilled].contains($0.verdict) && $0.flatFeeWarning == nil
        }
    }

    /// The findings as a table, and the requests that would repair them.
    fileprivate var text: String {
        var table = ResultTable(.text("SERVICE"), .text("VERDICT"), .text("FOUND"))
        for finding in findings {
            table.add(finding.reference, finding.verdict.words, finding.detail)
        }
        var lines = [table.text(empty: "There are no services.")]
        lines += findings.compactMap { finding in
            finding.flatFeeWarning.map { "Warning, \(finding.reference): \($0)" }
        }
        if !foreign.isEmpty {
            lines.append("Left alone, none of ours: \(foreign.joined(separator: "; ")).")
        }
        lines.append(
            "Flat fees were looked for at \(companiesRead) of \(companiesMapped) mapped companies.")
        if let repair {
            lines.append("These requests would repair it: cwconsole xref check --fix.")
            lines += repair.steps.map { "  " + $0.line }
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
                    "steps": .list(finding.steps, \.document),
                ]
            },
        ]
    }
}
