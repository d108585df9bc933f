import Dispatch

/// Runs work that blocks on a thread of its own, away from the cooperative pool.
enum OwnThread {
    /// The result of `work`, or its error.
    static func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try work() })
            }
        }
    }
}
