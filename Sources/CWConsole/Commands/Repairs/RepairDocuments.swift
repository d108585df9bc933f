import IntegrationCore

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

extension RepairPlan {
    /// The plan as `--json` says it.
    var document: JSONValue {
        ["title": .string(title), "requests": .list(steps, \.document)]
    }
}

extension RepairRecord {
    /// Why it stopped and how it goes on, in lines; none when it did not stop.
    var reason: [String] {
        guard let failure else { return [] }
        guard !changedNothing else {
            return ["  " + FailureText.sentence(failure), "  Nothing was changed."]
        }
        let done = progress.count { if case .done = $0 { true } else { false } }
        return [
            "  " + FailureText.sentence(failure),
            "  \(done) of \(plan.steps.count) requests were done. Go on: "
                + "cwconsole managed-ids repair --resume; or take them back: --undo.",
        ]
    }

    /// How it ended, as `--json` says it.
    var document: JSONValue {
        [
            "id": .integer(id.rawValue), "title": .string(plan.title),
            "state": .string(state.rawValue), "error": .optional(failure?.message),
            "requests": .list(plan.steps, \.document),
        ]
    }
}
