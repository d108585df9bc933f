import ArgumentParser
import IntegrationCore
import Store

/// `managed-ids repair`: shows the exact requests, and with `--yes` makes them, in order.
struct ManagedIDsRepair: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Repair entries: shows the requests; --yes makes them.",
        usage: "cwconsole managed-ids repair ID ... | --all | --resume | --undo [--yes]")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Customer numbers or Managed IDs, like 19652 or EFS-19652.")
    var id: [String] = []
    @Flag(help: "Every mapped customer.")
    var all = false
    @Flag(help: "Make the requests that are shown.")
    var yes = false
    @Flag(help: "Only show the requests, as without --yes.")
    var dryRun = false
    @Flag(help: "Finish the repairs that were interrupted or refused.")
    var resume = false
    @Flag(help: "Take back the repairs that were interrupted or refused.")
    var undo = false

    func validate() throws {
        guard [!id.isEmpty, all, resume, undo].count(where: { $0 }) == 1 else {
            throw ValidationError("Name customers, or say --all, --resume or --undo: one of them.")
        }
        guard !(yes && dryRun) else {
            throw ValidationError("--dry-run only shows; leave --yes out.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let work = try await ManagedIDWork.open(in: session)
        return resume || undo ? try await takeUp(work) : try await repair(work)
    }

    private func repair(_ work: ManagedIDWork) async throws -> ExitStatus {
        let line = ProgressLine(output: work.session.output, time: work.session.time)
        let answers = try await work.desk.plans(
            work.numbers(id), tell: work.progress(line))
        line.clear()
        var results = RepairResults()
        var plans: [RepairPlan] = []
        for (customer, answer) in answers {
            switch answer {
            case .nothing: continue
            case .plan(let plan): plans.append(plan)
            case .person(let reason):
                results.persons.append(("\(work.prefix)\(customer.number)", reason))
            }
        }
        guard yes else {
            results.plans = plans
            work.session.output.result(results.document, results.text(advice: "--yes"))
            return plans.isEmpty && results.persons.isEmpty ? .done : .doneWithFailures
        }
        let lock = try RepairLock.hold(store: work.session.storePlace.path)
        defer { withExtendedLifetime(lock) {} }
        for (index, plan) in plans.enumerated() {
            line.show(
                "\(index) of \(plans.count) repairs", count: index,
                share: Double(index) / Double(plans.count))
            results.ends.append(try await work.desk.repair(plan))
        }
        line.clear()
        return end(work, results)
    }

    private func takeUp(_ work: ManagedIDWork) async throws -> ExitStatus {
        let lock = try RepairLock.hold(store: work.session.storePlace.path)
        defer { withExtendedLifetime(lock) {} }
        var results = RepairResults()
        for record in try await work.ledger.openRepairs(work.partner.id) {
            results.ends.append(try await work.desk.takeUp(record, undo: undo))
        }
        return end(work, results)
    }

    private func end(_ work: ManagedIDWork, _ results: RepairResults) -> ExitStatus {
        work.session.output.result(results.document, results.text(advice: nil))
        return results.isGood ? .done : .doneWithFailures
    }
}

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
            if let failure = record.failure {
                lines.append("  " + failure.message)
                lines.append(
                    "  \(record.answered) of \(record.plan.steps.count) requests were done. Go on: "
                        + "cwconsole managed-ids repair --resume; or take them back: --undo.")
            }
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
            "plans": .list(plans) { plan in
                ["title": .string(plan.title), "requests": .list(plan.steps, \.document)]
            },
            "repairs": .list(ends) { record, finding in
                [
                    "id": .integer(record.id.rawValue), "title": .string(record.plan.title),
                    "state": .string(record.state.rawValue),
                    "verdict": .optional(finding?.verdict.words),
                    "error": .optional(record.failure?.message),
                    "requests": .list(record.plan.steps, \.document),
                ]
            },
            "persons": .list(persons) {
                ["managedId": .string($0.managedID), "reason": .string($0.reason)]
            },
        ]
    }
}

extension RepairStep {
    /// The request in one line.
    var line: String {
        let body = body.map { " \($0.text.oneLine(limit: 300))" } ?? ""
        return "\(method.rawValue) \(path)\(body)  (\(purpose))"
    }

    /// The request as `--json` says it.
    var document: JSONValue {
        [
            "method": .string(method.rawValue), "path": .string(path), "body": body ?? .null,
            "purpose": .string(purpose),
        ]
    }
}
