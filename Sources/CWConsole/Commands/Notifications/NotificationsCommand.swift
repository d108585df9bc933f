import ArgumentParser
import IntegrationCore

/// `notifications`: the outbox, one line for each event x rule.
struct NotificationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications", abstract: "The outbox: what is done, waits, or failed.",
        subcommands: [NotificationsList.self, NotificationsShow.self])
}

extension NotificationRow {
    /// What became of it, in one line.
    var sentence: String {
        let why = failure.map { $0.message } ?? skipReason
        return "\(id) \(action) \(state)" + (ticket.map { " #\($0)" } ?? "")
            + (why.map { ": \($0)" } ?? "")
    }

    /// The notification as `--json` says it (product.md 13).
    func document(requests: [RequestRecord]) -> JSONValue {
        [
            "id": .integer(id.rawValue), "event": .integer(event.rawValue),
            "customer": .integer(customerNumber), "customerName": .string(customerName),
            "account": .string(account), "information": .string(information),
            "time": .time(moment), "action": .string(action),
            "kind": .optional(kind?.rawValue), "state": .string(state.rawValue),
            "attempts": .count(attempts), "nextAttempt": .time(nextAttemptAt),
            "updated": .time(updatedAt),
            "error": failure?.document(customer: customerNumber) ?? .null,
            "reason": .optional(skipReason), "ticket": .optional(ticket),
            "requests": .list(requests, \.document),
        ]
    }
}

extension RequestRecord {
    /// The request as `--json` says it.
    fileprivate var document: JSONValue {
        [
            "method": .string(method.rawValue), "path": .string(path), "sent": .time(sentAt),
            "milliseconds": .count(milliseconds), "status": .optional(status.map(Int64.init)),
            "requestId": .optional(requestID), "error": .optional(error),
        ]
    }
}
