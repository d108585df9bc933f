import Locking
import TestSupport
import Testing

@testable import IntegrationCore

/// How long a site that has too much to do is asked again, and how many records are read at once.
@Suite struct PatienceTests {
    private static func error(
        _ verdict: ResponseVerdict, pause: Duration? = nil
    ) -> ConnectWiseError {
        ConnectWiseError(verdict, Failure(.serverError, "It answered so."), pause: pause)
    }

    /// Fails so often with an error, then succeeds; tells how often and how long it was tried.
    private func ask(
        _ error: ConnectWiseError, times: Int
    ) async -> (attempts: Int, waited: Duration, isGood: Bool) {
        let time = HastyTime()
        let start = time.now()
        var attempts = 0
        do {
            try await Patience(time: time).with { () async throws(ConnectWiseError) in
                attempts += 1
                if attempts <= times { throw error }
            }
            return (attempts, time.now() - start, true)
        } catch {
            return (attempts, time.now() - start, false)
        }
    }

    @Test func `it waits as long as the site asks for, but never more than a minute`() async {
        let asked = await ask(Self.error(.rateLimited(retryAfter: .seconds(7))), times: 1)
        let silent = await ask(Self.error(.rateLimited(retryAfter: nil)), times: 1)
        let long = await ask(Self.error(.rateLimited(retryAfter: .hours(1))), times: 2)
        let busy = await ask(Self.error(.transient, pause: .seconds(3)), times: 2)

        #expect(asked == (2, .seconds(7), true))
        #expect(silent == (2, .seconds(30), true))
        #expect(long == (3, .seconds(120), true))
        #expect(busy == (3, .seconds(6), true))
    }

    @Test func `the fourth failure is the last, and what is refused is not asked again`() async {
        let transient = await ask(Self.error(.transient), times: 9)
        #expect(transient == (4, .milliseconds(3_000), false))
        for verdict: ResponseVerdict in [
            .notApplied, .badCredentials, .forbidden, .notFound, .unknown,
        ] {
            #expect(await ask(Self.error(verdict), times: 1) == (1, .zero, false))
        }
    }

    @Test func `many records are read several at once; one failure stops no other`() async throws {
        let atOnce = Locked((now: 0, most: 0))
        var answers: [Int: Result<Int, Failure>] = [:]

        try await BulkReader(time: HastyTime(), parallel: 3).read(Array(1...20)) {
            number throws(ConnectWiseError) in
            atOnce.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            await Task.yield()
            atOnce.withLock { $0.now -= 1 }
            if number == 7 { throw Self.error(.notFound) }
            return number * 2
        } take: { number, answer in
            answers[number] = answer
        }

        #expect(answers.count == 20)
        #expect(answers[7] == .failure(Self.error(.notFound).failure))
        #expect(answers[8] == .success(16))
        #expect(atOnce.withLock { $0.most } <= 3)
    }

    @Test func `a refused sign-in stops the reading of all`() async {
        let seen = Locked(0)
        await #expect(throws: ConnectWiseError.self) {
            try await BulkReader(time: HastyTime(), parallel: 2).read(Array(1...500)) {
                number throws(ConnectWiseError) in
                seen.withLock { $0 += 1 }
                if number == 3 { throw Self.error(.badCredentials) }
            } take: { _, _ in
            }
        }
        #expect(seen.withLock { $0 } < 500)
    }
}
