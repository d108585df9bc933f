import IntegrationCore

/// What the `/` line of the audit trail means: `who:kim action:rule since:2h words`.
struct AuditQuery: Equatable, Sendable {
    /// What the store is asked for, and what of the line is not understood.
    var filter = AuditFilter(), problem = ""

    /// What the line accepts, for its placeholder.
    static let hint = "who:kim action:rule since:2h until:2026-11-03 words"

    /// Reads a line; a part that is not understood filters nothing and is named.
    init(_ line: String, now: Timestamp) {
        var words: [String] = []
        for part in line.split(whereSeparator: \.isWhitespace).map(String.init) {
            let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? String(pair[1]) : ""
            switch pair.first?.lowercased() {
            case "who" where pair.count == 2: filter.who = value
            case "action" where pair.count == 2: filter.action = value
            case "since" where pair.count == 2: filter.since = moment(value, now: now)
            case "until" where pair.count == 2: filter.until = moment(value, now: now)
            default: words.append(part)
            }
        }
        filter.text = words.joined(separator: " ")
    }

    /// Reads `15m`, `2h`, `3d`, a day, or a time as RFC 3339 writes it.
    private mutating func moment(_ text: String, now: Timestamp) -> Timestamp? {
        if let exact = Timestamp(rfc3339: text) { return exact }
        if let day = Timestamp(rfc3339: text + "T00:00:00Z") { return day }
        let seconds: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
        if let unit = text.last, let factor = seconds[unit], let count = Int64(text.dropLast()),
            (0...36_500).contains(count)
        {
            return now - .seconds(count * factor)
        }
        problem = "'\(text)' is no time: 15m, 2h, 3d or 2026-11-03"
        return nil
    }
}
