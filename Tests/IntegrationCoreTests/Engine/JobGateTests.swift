import IntegrationCore
import Locking
import TestSupport
import Testing

@Suite struct JobGateTests {
    @Test(arguments: [100, 800, 940])
    func `jobs and an engine that starts in the middle never exceed 1,000 a minute`(
        requestsPerMinute: Int
    ) async throws {
        let world = World(requestsPerMinute: requestsPerMinute, engineFrom: 5_000)
        let gate = world.gate()
        var random = SeededGenerator(seed: UInt64(requestsPerMinute))

        for _ in 0..<10_000 {
            try await gate.admit(.interactive)
            world.jobSent()
            world.time.advance(.milliseconds(Int.random(in: 1...40, using: &random)))
            world.engineSends()
        }

        #expect(world.mostInAnyMinute <= 1_000)
        #expect(world.engineCount > 0 && world.jobCount == 10_000)
        // Every request was counted before it left, and a block is not counted for nothing.
        #expect(world.recordedCount >= 10_000 && world.recordedCount < 15_000)
    }

    @Test func `without an engine the jobs use the whole budget and no more`() async throws {
        let world = World(requestsPerMinute: 300, engineFrom: .max)
        let gate = world.gate()

        for _ in 0..<1_200 {
            try await gate.admit(.statistics)
            world.jobSent()
        }

        #expect(world.mostInAnyMinute <= 300 && world.mostInAnyMinute > 250)
    }

    @Test(arguments: [(800, 200), (100, 900), (1_000, 60)])
    func `beside another engine the jobs get what it leaves`(rpm: Int, left: Int) async throws {
        let world = World(requestsPerMinute: rpm, engineFrom: 0)
        let gate = world.gate()

        for _ in 0..<(left * 2) {
            try await gate.admit(.statistics)
            world.jobSent()
        }

        #expect(world.mostJobsInAnyMinute <= left)
    }

    @Test func `requests that the ledger knows of count from the start`() async throws {
        let world = World(requestsPerMinute: 10, engineFrom: .max)
        let start = world.time.now()
        let recent = (0..<10).map { start - .seconds($0) }

        try await world.gate(recent: recent).admit(.statistics)

        #expect(world.time.now() - start > .seconds(50))
    }

    @Test func `a request that waits can be cancelled`() async throws {
        let time = ManualTime()
        let recent = Array(repeating: time.now(), count: 10)
        let gate = JobGate(
            requestsPerMinute: 10, recent: recent, time: time, engineRuns: { false },
            record: { _ in })
        let task = Task { try await gate.admit(.statistics) }
        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `a ledger that cannot count lets nothing leave`() async throws {
        struct Trouble: Error {}
        let gate = JobGate(
            requestsPerMinute: 10, time: ManualTime(), engineRuns: { false },
            record: { _ in throw Trouble() })

        await #expect(throws: Trouble.self) { try await gate.admit(.statistics) }
    }

    @Test func `jobs beside the engine share its budget and come after tickets`() async throws {
        let time = LeapingClock()
        let budget = RequestBudget(limit: 5)
        let gate = BudgetGate(budget: budget, time: time)
        for _ in 0..<5 { _ = budget.take(.ticket, at: time.uptime()) }
        let start = time.now()

        try await gate.admit(.interactive)

        #expect(time.now() - start > .seconds(60))
        #expect(budget.left(at: time.uptime()) == 4)
    }
}

/// Jobs, an engine of another process that takes all it may, and the ledger between them.
private final class World: Sendable {
    private struct State {
        var jobs: [Timestamp] = [], engine: [Timestamp] = [], recorded: [Timestamp] = []
        var budget: RequestBudget?
    }

    let time = LeapingClock()
    private let requestsPerMinute: Int, engineFrom: Int
    private let state = Locked(State())

    init(requestsPerMinute: Int, engineFrom: Int) {
        self.requestsPerMinute = requestsPerMinute
        self.engineFrom = engineFrom
        if engineFrom == 0 { state.withLock { $0.budget = RequestBudget(limit: 1) } }
    }

    func gate(recent: [Timestamp] = []) -> JobGate {
        JobGate(
            requestsPerMinute: requestsPerMinute, recent: recent, time: time,
            engineRuns: { self.state.withLock { $0.budget != nil } },
            record: { count in
                let now = self.time.now()
                self.state.withLock { $0.recorded += Array(repeating: now, count: count) }
            })
    }

    func jobSent() { state.withLock { $0.jobs.append(time.now()) } }

    /// The engine starts when its moment has come, counts the ledger, and sends what it may.
    func engineSends() {
        state.withLock { state in
            guard state.jobs.count >= engineFrom else { return }
            let now = time.uptime()
            let budget = state.budget ?? RequestBudget(limit: requestsPerMinute)
            if state.budget == nil {
                let wall = time.now()
                budget.seed(state.recorded.map { now - (wall - $0) })
                state.budget = budget
            }
            while budget.left(at: now) > 0, budget.take(.ticket, at: now) == nil {
                state.engine.append(time.now())
            }
        }
    }

    var jobCount: Int { state.withLock { $0.jobs.count } }
    var engineCount: Int { state.withLock { $0.engine.count } }
    var recordedCount: Int { state.withLock { $0.recorded.count } }
    var mostInAnyMinute: Int { state.withLock { Self.most($0.jobs + $0.engine) } }
    var mostJobsInAnyMinute: Int { state.withLock { Self.most($0.jobs) } }

    private static func most(_ moments: [Timestamp]) -> Int {
        let moments = moments.sorted()
        var (most, first) = (0, 0)
        for (last, moment) in moments.enumerated() {
            while moments[first] + .seconds(60) <= moment { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }
}

/// A clock on which every sleep is over at once.
private final class LeapingClock: TimeSource {
    private let moment = Locked(Timestamp(seconds: 1_795_262_400))

    func now() -> Timestamp { moment.withLock { $0 } }
    func advance(_ step: Duration) { moment.withLock { $0 = $0 + step } }
    func sleep(until wanted: Timestamp) async throws {
        try Task.checkCancellation()
        moment.withLock { $0 = max($0, wanted) }
    }
}
