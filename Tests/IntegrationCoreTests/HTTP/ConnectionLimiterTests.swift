import Locking
import Testing

@testable import IntegrationCore

@Suite struct ConnectionLimiterTests {
    @Test func `four requests are under way and the fifth waits`() async throws {
        let held = HeldTransport()
        let limiter = Limited(held)
        let tasks = (0..<6).map { _ in Task { await limiter.attempt() } }

        await held.waitFor(started: 4)
        #expect(held.underWay == 4)
        held.answer(200)
        await held.waitFor(started: 5)
        #expect(held.underWay == 4)
        held.answerAll(200)

        for task in tasks { #expect(await task.value == 200) }
    }

    @Test func `the limit grows by one for each ten good seconds, up to sixteen`() async throws {
        let time = StandingTime()
        let limiter = Limited(InstantTransport(200), time)

        _ = await limiter.attempt()
        #expect(limiter.limit == 4)
        time.move(.seconds(10))
        _ = await limiter.attempt()
        _ = await limiter.attempt()
        #expect(limiter.limit == 5)
        for _ in 0..<30 {
            time.move(.seconds(10))
            _ = await limiter.attempt()
        }

        #expect(limiter.limit == 16)
    }

    @Test func `too many requests halve it, never below one`() async throws {
        let limiter = Limited(InstantTransport(429))

        var limits: [Int] = []
        for _ in 0..<4 {
            _ = await limiter.attempt()
            limits.append(limiter.limit)
        }

        #expect(limits == [2, 1, 1, 1])
    }

    @Test func `a server error is no reason to grow`() async throws {
        let time = StandingTime()
        let limiter = Limited(InstantTransport(503), time)

        time.move(.seconds(60))
        _ = await limiter.attempt()

        #expect(limiter.limit == 4)
    }

    @Test func `cancelling a waiting request lets the others go on`() async throws {
        let held = HeldTransport()
        let limiter = Limited(held)
        let first = (0..<4).map { _ in Task { await limiter.attempt() } }
        await held.waitFor(started: 4)
        let waiting = Task { await limiter.attempt() }
        let last = Task { await limiter.attempt() }

        waiting.cancel()
        #expect(await waiting.value == nil)
        held.answerAll(200)

        for task in first { #expect(await task.value == 200) }
        #expect(await last.value == 200)
    }
}

/// A transport behind a limiter, as the client uses it.
private struct Limited {
    let transport: any Transport
    let limiter: ConnectionLimiter

    init(_ transport: any Transport, _ time: StandingTime = StandingTime()) {
        self.transport = transport
        limiter = ConnectionLimiter(time: time)
    }

    var limit: Int { limiter.limit }

    /// The status; nil when the task was cancelled while it waited.
    func attempt() async -> Int? {
        guard await limiter.enter() else { return nil }
        let request = HTTPRequest(method: .get, url: "https://psa.example/")
        let status = try? await transport.send(request).status
        limiter.leave(status: status)
        return status
    }
}

/// A clock that a test moves.
final class StandingTime: TimeSource {
    private let current = Locked(Timestamp(seconds: 1_780_000_000))

    func now() -> Timestamp { current.withLock { $0 } }
    func move(_ duration: Duration) { current.withLock { $0 = $0 + duration } }
    func sleep(until moment: Timestamp) async throws {
        current.withLock { $0 = max($0, moment) }
    }
}

private struct InstantTransport: Transport {
    let status: Int

    init(_ status: Int) { self.status = status }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        HTTPResponse(status: status)
    }
}

/// Holds every request until the test answers.
private final class HeldTransport: Transport {
    private struct State {
        var held: [CheckedContinuation<Int, Never>] = []
        var started = 0
        var answersAll: Int?
        var awaited: (count: Int, wake: CheckedContinuation<Void, Never>)?
    }

    private let state = Locked(State())

    var underWay: Int { state.withLock { $0.held.count } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let status = await withCheckedContinuation { continuation in
            let (wake, status) = state.withLock { state in
                state.started += 1
                if state.answersAll == nil { state.held.append(continuation) }
                guard let awaited = state.awaited, state.started >= awaited.count else {
                    return (nil as CheckedContinuation<Void, Never>?, state.answersAll)
                }
                state.awaited = nil
                return (awaited.wake, state.answersAll)
            }
            if let status { continuation.resume(returning: status) }
            wake?.resume()
        }
        return HTTPResponse(status: status)
    }

    func waitFor(started count: Int) async {
        await withCheckedContinuation { wake in
            let isThere = state.withLock { state in
                if state.started >= count { return true }
                state.awaited = (count, wake)
                return false
            }
            if isThere { wake.resume() }
        }
    }

    func answer(_ status: Int) {
        let first = state.withLock { $0.held.isEmpty ? nil : $0.held.removeFirst() }
        first?.resume(returning: status)
    }

    func answerAll(_ status: Int) {
        let all = state.withLock { state in
            defer { state.held = [] }
            state.answersAll = status
            return state.held
        }
        for one in all { one.resume(returning: status) }
    }
}
