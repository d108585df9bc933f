import IntegrationCore
import Testing

@testable import CWConsole

/// How times, spans and numbers are written.
@Suite struct FormattingTests {
    @Test(arguments: [
        (0, "0 s"), (59, "59 s"), (60, "1 min"), (185, "3 min 5 s"), (7_800, "2 h 10 min"),
        (273_600, "3 d 4 h"), (-5, "0 s"),
    ])
    func `a span is written in its two largest units`(seconds: Int, text: String) {
        #expect(Formatting.span(.seconds(seconds)) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func `thousands stand apart`(number: Int, text: String) {
        #expect(Formatting.count(number) == text)
    }

    @Test func `a moment of today is a time of day, an older one has its day`() {
        let now = Samples.now

        #expect(Formatting.short(now - .seconds(33), now: now) == "15:04:00")
        #expect(Formatting.short(now - .days(1), now: now) == "11-02 15:04")
        #expect(Formatting.short(now - .days(400), now: now) == "2025-09-29")
    }

    @Test func `one of a thing and several are told apart`() {
        #expect(Formatting.count(1, "customer") == "1 customer")
        #expect(Formatting.count(1_200, "customer") == "1,200 customers")
    }
}
