import IntegrationCore
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()
    private let now = Planning.base

    @Test(arguments: [(1, 0.5), (2, 1), (3, 2), (7, 32), (8, 60), (9, 60)])
    func `quick attempts wait up to half a second, doubled, at most a minute`(
        attempt: Int, longest: Double
    ) {
        let full = policy.nextAttempt(after: attempt, acceptedAt: now, now: now, jitter: 1)
        let none = policy.nextAttempt(after: attempt, acceptedAt: now, now: now, jitter: 0)

        #expect(full.map { ($0 - now).inSeconds } == longest)
        #expect(none == now)
    }

    @Test func `after ten attempts it is a quarter of an hour, up to 48 hours`() {
        let early = policy.nextAttempt(
            after: 10, acceptedAt: now, now: now + .hours(47), jitter: 0.5)
        let late = policy.nextAttempt(
            after: 10, acceptedAt: now, now: now + .hours(48), jitter: 0.5)

        #expect(early == now + .hours(47) + .seconds(900))
        #expect(late == nil)
    }

    @Test func `nothing falls inside Retry-After`() {
        for jitter in [0.0, 0.3, 1.0] {
            let moment = policy.nextAttempt(
                afterRateLimit: 1, retryAfter: .seconds(30), now: now, jitter: jitter)
            #expect(moment >= now + .seconds(30))
            #expect(moment <= now + .seconds(33))
        }
    }

    @Test func `without Retry-After it is 30 seconds, doubled`() {
        let pauses = (1...3).map {
            (policy.nextAttempt(afterRateLimit: $0, retryAfter: nil, now: now, jitter: 0) - now)
                .inSeconds
        }
        #expect(pauses == [30, 60, 120])
    }

    @Test func `probes fall 5, 20, 50 and 110 seconds after the unclear answer`() {
        var moment = now, seconds: [Double] = []
        for done in 0... {
            guard let next = policy.nextProbe(after: done, now: moment) else { break }
            seconds.append((next - now).inSeconds)
            moment = next
        }
        #expect(seconds == [5, 20, 50, 110])
    }
}
