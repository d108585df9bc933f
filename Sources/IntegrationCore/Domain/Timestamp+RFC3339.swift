extension Timestamp {
    /// Reads an RFC 3339 time with offset, strictly; digits below a microsecond are cut.
    ///
    /// Returns nil for anything else: a time without an offset is not a moment.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.skip("-"),
            let month = reader.number(2), (1...12).contains(month), reader.skip("-"),
            let day = reader.number(2), (1...Self.length(ofMonth: month, year: year)).contains(day),
            reader.skip("Tt"), let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second <= 60
        else { return nil }
        var micros: Int64 = 0
        if reader.skip(".") {
            guard let fraction = reader.fraction() else { return nil }
            micros = fraction
        }
        var offset = 0
        if !reader.skip("Zz") {
            let west = reader.skip("-")
            guard west || reader.skip("+"), let hours = reader.number(2), hours < 24,
                reader.skip(":"), let minutes = reader.number(2), minutes < 60
            else { return nil }
            offset = (hours * 3_600 + minutes * 60) * (west ? -1 : 1)
        }
        guard reader.isAtEnd else { return nil }
        let days = CalendarTime.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
        self.init(microseconds: seconds * 1_000_000 + micros)
    }

    /// The moment as `yyyy-MM-ddTHH:mm:ss[.ffffff]Z`; the fraction only when there is one.
    public var rfc3339: String {
        let fraction = CalendarTime(self).microsecond
        guard fraction > 0 else { return rfc3339Seconds }
        return rfc3339Seconds.dropLast() + "." + Self.padded(fraction, 6) + "Z"
    }

    /// The moment as `yyyy-MM-ddTHH:mm:ssZ`, the only form ConnectWise is sent (contract 5).
    public var rfc3339Seconds: String {
        let t = CalendarTime(self)
        return "\(Self.padded(t.year, 4))-\(Self.padded(t.month, 2))-\(Self.padded(t.day, 2))"
            + "T\(Self.padded(t.hour, 2)):\(Self.padded(t.minute, 2)):\(Self.padded(t.second, 2))Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Reads fixed runs of decimal digits.
private struct DigitReader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    mutating func number(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<index + count] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        index += count
        return value
    }

    mutating func skip(_ allowed: String) -> Bool {
        guard index < bytes.count, allowed.utf8.contains(bytes[index]) else { return false }
        index += 1
        return true
    }

    /// One to nine digits, as microseconds.
    mutating func fraction() -> Int64? {
        var micros: Int64 = 0
        var digits = 0
        while let digit = number(1) {
            if digits < 6 { micros = micros * 10 + Int64(digit) }
            digits += 1
        }
        guard (1...9).contains(digits) else { return nil }
        for _ in digits..<max(digits, 6) { micros *= 10 }
        return micros
    }
}

extension Timestamp: Codable, CustomStringConvertible {
    public var description: String { rfc3339 }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Timestamp(rfc3339: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an RFC 3339 time"))
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}
