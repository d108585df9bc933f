/// The parts of a `Timestamp` in UTC (proleptic Gregorian calendar).
public struct CalendarTime: Hashable, Sendable {
    /// Calendar parts; `microsecond` is the part below a second.
    public let year, month, day, hour, minute, second, microsecond: Int

    /// Splits a moment into its UTC parts.
    public init(_ moment: Timestamp) {
        let (days, micros) = Self.floorDivide(moment.microseconds, 86_400_000_000)
        // Days to civil date, in eras of 400 years counted from 0000-03-01.
        let (era, dayOfEra) = Self.floorDivide(days + 719_468, 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        hour = Int(micros / 3_600_000_000)
        minute = Int(micros / 60_000_000 % 60)
        second = Int(micros / 1_000_000 % 60)
        microsecond = Int(micros % 1_000_000)
    }

    /// The number of days from 1970-01-01 to a civil date.
    static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = floorDivide(shifted, 400)
        let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> (Int64, Int64) {
        let remainder = value % by
        return remainder < 0 ? (value / by - 1, remainder + by) : (value / by, remainder)
    }
}
