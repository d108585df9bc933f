/// Numbers that look drawn by chance and are the same for the same seed (SplitMix64).
struct SeededDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Makes dice that fall the same way for the same seed.
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in so many of a hundred cases.
    mutating func isLucky(percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of the elements; nil when there is none.
    mutating func pick<Element>(_ elements: some Collection<Element>) -> Element? {
        elements.randomElement(using: &self)
    }
}
