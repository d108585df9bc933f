/// How many pushes a site bears at once: grows while answers are good, halves when it asks for rest.
struct Parallelism: Hashable, Sendable {
    private let bounds: ClosedRange<Int>
    private var goodAnswers = 0
    private(set) var value: Int

    /// Starts at the lower bound.
    init(_ bounds: ClosedRange<Int>) {
        self.bounds = bounds
        value = bounds.lowerBound
    }

    /// Counts good answers; so many as are in hand at once earn one more.
    mutating func succeeded(requests: Int) {
        goodAnswers += requests
        guard goodAnswers >= value, value < bounds.upperBound else { return }
        goodAnswers = 0
        value += 1
    }

    /// The site answered 429.
    mutating func wasLimited() {
        goodAnswers = 0
        value = max(1, value / 2)
    }
}
