/// Lets requests of background jobs leave while no engine runs in this process.
///
/// Jobs and engine together stay below ConnectWise's 1,000 a minute (contract 7). Beside an engine
/// of another process the jobs get what it leaves; without one, the partner's whole budget, and
/// then each request is counted in the ledger before it leaves, so that an engine that starts
/// meanwhile counts it too. One gate per partner and process.
public actor JobGate: RequestGate {
    /// How many places are counted at once, and how long they may be used.
    private static let largestBlock = 50
    static let blockLife = Duration.milliseconds(500)

    private let budget: RequestBudget
    private let time: any TimeSource
    private let requestsPerMinute: Int
    private let engineRuns: @Sendable () async -> Bool
    private let record: @Sendable (Int) async throws -> Void

    private var block = (size: 10, left: 0, start: Duration.zero, end: Duration.zero)
    private var engineSeen: Duration?
    private var refilling: Task<Void, any Error>?

    /// Makes a gate.
    ///
    /// - Parameters:
    ///   - requestsPerMinute: the partner's setting.
    ///   - recent: when requests of the last minute left, as the ledger knows.
    ///   - time: the clock.
    ///   - engineRuns: looks whether another process runs the engine.
    ///   - record: counts requests in the ledger.
    public init(
        requestsPerMinute: Int, recent: [Timestamp] = [], time: any TimeSource,
        engineRuns: @escaping @Sendable () async -> Bool,
        record: @escaping @Sendable (Int) async throws -> Void
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.time = time
        self.engineRuns = engineRuns
        self.record = record
        budget = RequestBudget(limit: requestsPerMinute)
        let (now, uptime) = (time.now(), time.uptime())
        budget.seed(recent.map { uptime - (now - $0) })
    }

    /// What a partner's setting leaves for jobs beside an engine of another process.
    ///
    /// Jobs get 60 at least, so a setting above 940 lets both together pass 1,000 by up to 60.
    public static func besideEngine(_ requestsPerMinute: Int) -> Int {
        max(60, 1_000 - requestsPerMinute)
    }

    public func admit(_ priority: RequestPriority) async throws {
        while true {
            try Task.checkCancellation()
            if block.left > 0, time.uptime() < block.end {
                block.left -= 1
                return
            }
            try await refillOnce()
        }
    }

    /// Refills for everybody who waits; one that is cancelled does not end the others.
    private func refillOnce() async throws {
        let task = refilling ?? Task { try await refill() }
        refilling = task
        defer { if refilling == task { refilling = nil } }
        do {
            try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch is CancellationError {
            try Task.checkCancellation()
        }
    }

    private func refill() async throws {
        let wasRunning = await lookForEngine()
        let count = min(nextSize(), budget.left(at: time.uptime()))
        guard count > 0 else {
            // Not longer than a second: an engine may come or go meanwhile.
            return try await time.sleep(until: time.now() + .seconds(1))
        }
        let start = time.uptime()
        for _ in 0..<count { _ = budget.take(.statistics, at: start) }
        try await record(count)
        // An engine that came before the record did not count it: these places are given up.
        if !wasRunning, await lookForEngine() { return }
        block = (count, count, start, start + Self.blockLife)
    }

    /// Looks for an engine and sets the limit; what one sent counts for a minute after it ended.
    private func lookForEngine() async -> Bool {
        let isRunning = await engineRuns()
        let now = time.uptime()
        if isRunning { engineSeen = now }
        let counts = engineSeen.map { now < $0 + RequestBudget.window } ?? false
        budget.setLimit(counts ? Self.besideEngine(requestsPerMinute) : requestsPerMinute)
        return isRunning
    }

    /// As many places as the last block's callers used, more when they were quick.
    private func nextSize() -> Int {
        let used = block.size - block.left
        if block.left > 0 { return max(1, used) }
        let wasQuick = time.uptime() < block.start + Self.blockLife / 2
        return min(wasQuick ? block.size * 2 : block.size, Self.largestBlock)
    }
}
