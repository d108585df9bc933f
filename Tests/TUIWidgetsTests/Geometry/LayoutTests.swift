import Testing

@testable import TUIWidgets

@Suite struct LayoutTests {
    @Test func `shares cover what the fixed parts leave`() {
        #expect(Track.lengths([.fixed(10), .fill, .fill(weight: 2)], of: 40) == [10, 10, 20])
        #expect(Track.lengths([.fill, .fill, .fill], of: 10).reduce(0, +) == 10)
    }

    @Test func `fixed parts are served in order until the axis is used up`() {
        #expect(Track.lengths([.fixed(10), .fixed(10), .fill], of: 15) == [10, 5, 0])
        #expect(Track.lengths([.fixed(-3), .fill], of: -1) == [0, 0])
    }

    @Test func `splits stand side by side`() {
        let parts = Rect(x: 2, y: 1, columns: 10, rows: 4).splitColumns([.fixed(3), .fill])
        #expect(
            parts == [
                Rect(x: 2, y: 1, columns: 3, rows: 4), Rect(x: 5, y: 1, columns: 7, rows: 4),
            ])
    }

    @Test func `extreme numbers are clamped and never overflow`() {
        let rect = Rect(x: .min, y: .max, columns: .max, rows: .min)
        #expect(rect.rows == 0 && rect.columns == 10_000)
        #expect(rect.inset(columns: 20_000, rows: 0).isEmpty)
        #expect(rect.intersection(Rect(x: 0, y: 0, columns: 5, rows: 5)).isEmpty)
        #expect(Rect(x: 0, y: 0, columns: 5, rows: 5).row(5).isEmpty)
    }
}
