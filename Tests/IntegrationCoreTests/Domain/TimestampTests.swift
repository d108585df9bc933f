import IntegrationCore
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-21T02:14:09Z", 1_795_227_249_000_000),
        ("2025-11-20T14:36:16.008569+02:00", 1_763_642_176_008_569),
        ("2024-02-29t23:59:59.123456789z", 1_709_251_199_123_456),
        ("1969-12-31T23:59:59.5Z", -500_000),
        ("2000-03-01T00:00:00-05:30", 951_888_600_000_000),
    ])
    func `an RFC 3339 time becomes its moment`(text: String, microseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T02:14:09", "2026-11-21 02:14:09Z", "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T00:60:00Z",
        "2026-11-21T00:00:00.Z", "2026-11-21T00:00:00.1234567890Z", "2026-11-21T00:00:00+2:00",
        "2026-11-21T00:00:00Z ", "٢٠٢٦-11-21T00:00:00Z", "2026-00-10T00:00:00Z",
        "2026-11-00T00:00:00Z",
    ])
    func `anything else is no moment`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `what is written is read back to the microsecond, in every year`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999
            let moment = Timestamp(microseconds: .random(in: range, using: &generator))

            #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
        }
    }

    @Test func `ConnectWise is sent whole seconds only`() {
        let moment = Timestamp(microseconds: 1_763_642_176_908_569)

        #expect(moment.rfc3339Seconds == "2025-11-20T12:36:16Z")
        #expect(moment.rfc3339 == "2025-11-20T12:36:16.908569Z")
    }

    @Test func `adding saturates instead of trapping`() {
        let end = Timestamp(microseconds: .max)

        #expect(end + .days(1) == end)
        #expect(Timestamp(microseconds: .min) - .days(1) == Timestamp(microseconds: .min))
    }
}
