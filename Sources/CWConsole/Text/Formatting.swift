import IntegrationCore

/// How times, spans and numbers are written on the screens; always UTC.
enum Formatting {
    /// The time of day: `15:04:33`.
    static func clock(_ moment: Timestamp) -> String {
        let t = CalendarTime(moment)
        return "\(two(t.hour)):\(two(t.minute)):\(two(t.second))"
    }

    /// The day: `2026-11-03`.
    static func day(_ moment: Timestamp) -> String {
        let t = CalendarTime(moment)
        return "\(t.year)-\(two(t.month))-\(two(t.day))"
    }

    /// Day and time of day: `2026-11-03 15:04:33`.
    static func full(_ moment: Timestamp) -> String { "\(day(moment)) \(clock(moment))" }

    /// The time of day when it was today, else the day and the time: eight or eleven columns.
    static func short(_ moment: Timestamp, now: Timestamp) -> String {
        let t = CalendarTime(moment)
        let today = CalendarTime(now)
        if t.year == today.year, t.month == today.month, t.day == today.day {
            return clock(moment)
        }
        if t.year == today.year {
            return "\(two(t.month))-\(two(t.day)) \(two(t.hour)):\(two(t.minute))"
        }
        return day(moment)
    }

    /// A span in its two largest units: `45 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`.
    static func span(_ duration: Duration) -> String {
        let seconds = max(0, duration.microseconds / 1_000_000)
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return pair(seconds / 60, "min", seconds % 60, "s")
        case ..<86_400: return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
        default: return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h")
        }
    }

    /// Hours and minutes: `03:10 h`.
    static func hours(_ duration: Duration) -> String {
        let minutes = max(0, duration.microseconds / 60_000_000)
        return "\(two(Int(minutes / 60))):\(two(Int(minutes % 60))) h"
    }

    /// A number with its thousands apart: `1,000,000`.
    static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A number and its noun: `1 customer`, `37 customers`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    private static func pair(_ a: Int64, _ first: String, _ b: Int64, _ second: String) -> String {
        b == 0 ? "\(a) \(first)" : "\(a) \(first) \(b) \(second)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
