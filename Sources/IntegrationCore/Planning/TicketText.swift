/// The words of tickets and notes: readable on one line, cut to ConnectWise's limits.
///
/// ConnectWise shows line breaks of a JSON text as blanks (contract 5), so parts are joined by
/// ` | ` and lists by `; `. Every foreign word passes the sanitiser first.
public struct TicketText: Sendable {
    /// The most UTF-16 units of a summary (contract 8.4).
    public static let summaryLimit = 100
    /// The most bytes of a source's message in a ticket (sources guide 2.6).
    public static let messageLimit = 4_000

    private let event: BackupEvent, customer: Customer, managedID: ManagedID

    /// Prepares the words about an event of a customer.
    public init(_ event: BackupEvent, customer: Customer, prefix: String) {
        self.event = event
        self.customer = customer
        managedID = ManagedID(prefix: prefix, number: customer.number)
    }

    /// `[EFS-19652] Backup failed: SRV-DC01`, at most 100 UTF-16 units.
    public var summary: String {
        var bare = event
        bare.message = nil
        if case .status(var status) = bare.fact {
            status.reason = nil
            bare.fact = .status(status)
        }
        let text = "[\(managedID)] \(bare.information): \(event.subjectName)"
        return Self.cut(text.oneLine())
    }

    /// The first description of a ticket.
    public var description: String { facts.joined(separator: " | ") }

    /// A note about a repeat, which `token` finds again.
    public func repeatNote(token: String) -> String {
        (["Failed again"] + happening + [token]).joined(separator: " | ")
    }

    /// The note that resolves a ticket.
    public func resolution(token: String) -> String {
        (["Resolved by itself"] + happening + [token]).joined(separator: " | ")
    }

    /// The note that reopens a ticket.
    public func reopening(token: String) -> String {
        (["Reopened: failed again"] + happening + [token]).joined(separator: " | ")
    }

    /// A cut is shown; it never splits a character.
    private static func cut(_ text: String) -> String {
        text.utf16.count <= summaryLimit ? text : text.cut(toUTF16: summaryLimit - 1) + "…"
    }

    private var facts: [String] {
        var parts = ["Customer: \(Sanitizer.line(customer.name)) (\(managedID))"]
        if let account = event.account {
            parts.append("Account: \(Self.named(account.id, account.name))")
        }
        if let device = event.device {
            parts.append("Device: \(Self.named(device.id, device.name)), \(device.kind.rawValue)")
        }
        if case .job(let run) = event.fact {
            parts.append("Job: \(Self.named(run.jobID, run.jobName))")
        }
        return parts + happening + ["Source: \(Sanitizer.line(event.source))"]
    }

    private var happening: [String] {
        var bare = event
        bare.message = nil
        var parts = [Sanitizer.line(bare.information), "Time: \(event.moment.rfc3339Seconds)"]
        if case .job(let run) = event.fact, let code = run.code, !code.isEmpty {
            parts.append("Code: \(Sanitizer.line(code))")
        }
        if let message = event.message, !message.isEmpty {
            parts.append("Message: \(Self.cut(Sanitizer.line(message), utf8: Self.messageLimit))")
        }
        if let url = event.url { parts.append("Link: \(Sanitizer.line(url))") }
        return parts
    }

    private static func named(_ id: String, _ name: String?) -> String {
        let id = Sanitizer.line(id)
        guard let name = name.map({ Sanitizer.line($0) }), !name.isEmpty, name != id else {
            return id
        }
        return "\(name) (\(id))"
    }

    private static func cut(_ text: String, utf8 limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var result = "", used = 0
        for character in text {
            let size = character.utf8.count
            guard used + size <= limit else { break }
            result.append(character)
            used += size
        }
        return result + "…"
    }
}
