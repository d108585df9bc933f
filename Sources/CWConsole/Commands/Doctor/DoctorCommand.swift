import ArgumentParser
import IntegrationCore

/// `doctor`: checks every prerequisite and says how to put it right (product.md 11).
struct DoctorCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check everything that the integration needs, and say how to fix it.",
        discussion: """
            Ends with 0 when nothing failed (warnings are allowed), 1 when something did, \
            4 when ConnectWise cannot be reached. Nothing is changed without --fix.
            """)

    @OptionGroup var common: CommonOptions
    @Option(
        help: ArgumentHelp(
            "Make only this check; may be repeated: "
                + DoctorCheck.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "check"))
    var only: [String] = []
    @Flag(help: "Repair what the API can repair, after showing the requests and asking.")
    var fix = false
    @Flag(help: "With --fix: do not ask.")
    var yes = false

    /// Looking needs no manager, repairing does.
    var needs: OperatorRole { fix ? .manager : .support }

    func run(in session: Session) async throws -> ExitStatus {
        let checks = try wanted()
        let offer = RepairOffer(session: session, isAgreed: yes)
        if fix { try offer.requireAnswer() }
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let visit = DoctorVisit(
            ledger: ledger, partner: partner.id, user: session.user, time: session.time
        ) { _ in try await session.jobClient(for: partner, ledger) }
        var report = try await look(visit, checks, session)
        var agreed: [DoctorFinding] = []
        for finding in report.findings where fix && !finding.repairs.isEmpty {
            if try await offer.isAccepted(finding.repairs) { agreed.append(finding) }
        }
        if !agreed.isEmpty {
            _ = try await offer.carryOut(agreed.flatMap(\.repairs), for: partner, ledger)
            let repaired = Set(agreed.map(\.check))
            report = try await look(visit, repaired, session).over(report, checked: repaired)
        }
        session.output.result(report.document, report.text)
        return report.status
    }

    private func wanted() throws(Problem) -> Set<DoctorCheck> {
        guard !only.isEmpty else { return Set(DoctorCheck.allCases) }
        var checks: Set<DoctorCheck> = []
        for name in only.flatMap({ $0.split(separator: ",") }) {
            guard let check = DoctorCheck(rawValue: String(name)) else {
                let all = DoctorCheck.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("There is no check '\(name)'. Say one of: \(all).")
            }
            checks.insert(check)
        }
        return checks
    }

    private func look(
        _ visit: DoctorVisit, _ checks: Set<DoctorCheck>, _ session: Session
    ) async throws -> DoctorReport {
        let progress = ProgressLine(output: session.output, time: session.time)
        defer { progress.clear() }
        let result = try await visit.run(checks) { news in
            guard case .progress(let done, let total, let note) = news, total > 0 else { return }
            progress.show(
                "\(done) of \(total) checks  \(note)", count: done,
                share: Double(done) / Double(total))
        }
        if let trouble = result.trouble {
            session.output.message("cwconsole: the report is not kept: \(trouble)")
        }
        return result.report
    }
}

extension DoctorReport {
    /// How a command that shows it ends.
    var status: ExitStatus {
        let isUnreachable = findings.contains { $0.check == .connection && $0.outcome == .failed }
        if isUnreachable { return .connectWiseRefused }
        return count(.failed) > 0 ? .doneWithFailures : .done
    }

    /// The findings as a table, and how to fix what is not good.
    var text: String {
        var table = ResultTable(.text("OUTCOME"), .text("CHECK"), .text("FOUND"))
        for finding in findings {
            table.add(finding.outcome.words, finding.check.title, finding.found)
        }
        var lines = [table.text(empty: "Nothing was checked.")]
        for finding in findings where finding.outcome != .good {
            lines += ["", "\(finding.check.title): \(Sanitizer.line(finding.found))"]
            lines.append("  expected: \(Sanitizer.line(finding.expected))")
            for (index, step) in finding.remedy.enumerated() {
                lines.append("  \(index + 1) \(Sanitizer.line(step))")
            }
            if !finding.repairs.isEmpty { lines.append("  cwconsole doctor --fix repairs this.") }
        }
        return lines.joined(separator: "\n")
    }

    /// The report of `--json`.
    var document: JSONValue {
        [
            "startedAt": .time(startedAt), "endedAt": .time(endedAt), "by": .string(by),
            "findings": .list(findings) { finding in
                [
                    "check": .string(finding.check.rawValue), "title": .string(finding.check.title),
                    "outcome": .string(finding.outcome.rawValue), "found": .string(finding.found),
                    "expected": .string(finding.expected), "remedy": .texts(finding.remedy),
                    "repairs": .list(finding.repairs, \.document),
                ]
            },
        ]
    }
}

extension DoctorFinding.Outcome {
    /// The outcome as people read it.
    fileprivate var words: String { self == .notChecked ? "not checked" : rawValue }
}
