import IntegrationCore

extension NotificationRule {
    /// `ticket` or `sync`.
    var actionWord: String {
        switch action {
        case .ticket: "ticket"
        case .synchronize: "sync"
        }
    }

    /// The severities, the mildest first.
    var severityWords: [String] { severities.sorted().map(\.rawValue) }

    /// The event types by name; nil for all.
    var eventWords: [String]? { eventClasses.map { $0.map(\.rawValue).sorted() } }

    /// Board, statuses and priorities in words; empty for `sync`.
    var how: String {
        let whose = customerNumbers.map {
            "customers \($0.map(String.init).joined(separator: ","))"
        }
        return [ticketWords, whose ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var ticketWords: String {
        guard case .ticket(let rule) = action else { return "" }
        let status = rule.newStatus?.name ?? "its NotResponded status"
        let priorities = rule.priorities.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value.name)" }
        return "board \(rule.board.name), new: \(status), closed: \(rule.closing.words)"
            + (priorities.isEmpty ? "" : ", priority \(priorities.joined(separator: ","))")
            + ", reopen within \(rule.reopenDays) d"
            + (rule.notesRepeats ? "" : ", no notes on repeats")
    }

    /// What is wrong with a *Synchronize* rule that does not hear everything; nil when nothing is.
    var warning: String? {
        guard action == .synchronize,
            eventClasses != nil || severities != Set(Severity.allCases)
        else { return nil }
        return "Rule \(id) synchronises but is not subscribed to all severities and event types, "
            + "so that statistics and billing may never move: cwconsole rules edit \(id) "
            + "--severities \(Severity.allCases.map(\.rawValue).joined(separator: ",")) "
            + "--events all."
    }

    /// The customers it is for, by number; nil for all.
    private var customerNumbers: [Int64]? { customers.map { $0.sorted() } }

    /// The rule as `--json` says it.
    var document: JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(id.rawValue), "action": .string(actionWord),
            "severities": .texts(severityWords),
            "events": eventWords.map(JSONValue.texts) ?? "all",
            "customers": customerNumbers.map { .list($0, JSONValue.integer) } ?? "all",
        ]
        if case .ticket(let rule) = action {
            members["board"] = rule.board.document
            members["status"] = rule.newStatus.map(\.document) ?? .null
            members["priority"] = .object(
                Dictionary(
                    rule.priorities.map { ($0.key.rawValue, $0.value.document) },
                    uniquingKeysWith: { first, _ in first }))
            members["close"] =
                if case .status(let status) = rule.closing { status.document } else {
                    .string(rule.closing.words)
                }
            members["reopenDays"] = .count(rule.reopenDays)
            members["noteRepeats"] = .bool(rule.notesRepeats)
        }
        return .object(members)
    }
}

extension TicketRule.Closing {
    fileprivate var words: String {
        switch self {
        case .firstClosedStatus: "first closed status"
        case .status(let status): status.name
        case .never: "never"
        }
    }
}

extension NamedReference {
    /// The reference as `--json` says it.
    var document: JSONValue { ["id": .integer(id), "name": .string(name)] }
}
