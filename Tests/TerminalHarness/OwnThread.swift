public import Testing

import Dispatch

/// Runs the tests of a suite on a thread of their own.
///
/// Tests on a pseudo-terminal block in `poll`; the few threads of the cooperative pool belong to
/// the other tests.
public struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    /// Whether the trait holds for the tests inside a suite; always.
    public var isRecursive: Bool { true }

    /// Whether the caller runs on such a thread.
    public static var isCurrent: Bool { DispatchQueue.getSpecific(key: QueueExecutor.key) != nil }

    /// Runs one test with the thread as its preferred executor.
    public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(QueueExecutor(), operation: function)
    }
}

extension Trait where Self == OwnThread {
    /// Runs the tests on a thread of their own, because they block.
    public static var ownThread: Self { OwnThread() }
}

/// A thread of Dispatch, which adds threads when others block.
private final class QueueExecutor: TaskExecutor {
    static let key = DispatchSpecificKey<Bool>()
    private let queue = DispatchQueue(label: "terminal test")

    init() { queue.setSpecific(key: Self.key, value: true) }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        queue.async { unowned.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
