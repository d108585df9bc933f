import IntegrationCore

/// What a run of repairs planned, did and left to people.
struct RepairResults {
    var plans: [RepairPlan] = []
    var ends: [(record: RepairRecord, finding: ManagedIDFinding?)] = []
    var persons: [(managedID: String, reason: String)] = []

    /// Whether nothing is left to do.
    var isGood: Bool {
        persons.isEmpty
            && ends.allSatisfy {
                $0.record.state == .undone
                    || ($0.record.state == .finished && $0.finding?.verdict ?? .correct == .correct)
            }
    }

    /// The results as lines; `advice` names the option that carries the plans out.
    func text(advice: String?) -> String {
        var lines = plans.flatMap { [$0.title] + $0.steps.map { "  " + $0.line } }
        for (record, finding) in ends {
            let reading = finding.map { "; read back: \($0.verdict.words)" } ?? ""
            lines.append("\(record.plan.title): \(record.state.rawValue)\(reading)")
            lines += record.reason
        }
        lines += persons.map { "\($0.managedID): \($0.reason)" }
        if !plans.isEmpty, let advice {
            lines.append("Nothing was sent. Add \(advice) to do this.")
        }
        return lines.isEmpty ? "Nothing to repair." : lines.joined(separator: "\n")
    }

    /// The results as `--json` says them.
    var document: JSONValue {
        [
            "plans": .list(plans, \.document),
            "repairs": .list(ends) { record, finding in
                guard var members = record.document.object else { return .null }
                members["verdict"] = .optional(finding?.verdict.words)
                return .object(members)
            },
            "persons": .list(persons) {
                ["managedId": .string($0.managedID), "reason": .string($0.reason)]
            },
        ]
    }
}
