/// Where random bytes come from; tests pass a counter.
public typealias RandomBytes = @Sendable (_ count: Int) -> [UInt8]

/// The kernel's random number generator.
public enum SystemRandom {
    /// Returns `count` unpredictable bytes.
    public static let bytes: RandomBytes = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
