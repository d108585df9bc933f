import IntegrationCore
import TestSupport
import Testing

@Suite struct RequestBudgetTests {
    @Test func `a burst may use the whole limit at once`() {
        let budget = RequestBudget(limit: 800)
        let taken = (0..<1_000).filter { _ in budget.take(.ticket, at: .seconds(100)) == nil }

        #expect(taken.count == 800)
        #expect(budget.left(at: .seconds(100)) == 0)
    }

    /// A crowd of callers that come back exactly when they are told, over ten minutes.
    @Test(arguments: 1...20)
    func `no sixty seconds ever hold more than the limit`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let limit = Int.random(in: 1...60, using: &random)
        let budget = RequestBudget(limit: limit)
        var waiting = (0..<Int.random(in: 1...300, using: &random)).map { _ in
            Duration.milliseconds(Int.random(in: 0...120_000, using: &random))
        }
        var sent: [Duration] = []
        while let next = waiting.min(), next < .seconds(900) {
            waiting.removeAll { $0 == next }
            let priority: RequestPriority = Bool.random(using: &random) ? .ticket : .statistics
            if let later = budget.take(priority, at: next) {
                #expect(later > next)
                waiting.append(later)
            } else {
                sent.append(next)
            }
        }
        for (index, first) in sent.enumerated() {
            let inWindow = sent[index...].prefix { $0 - first <= .seconds(60) }
            #expect(inWindow.count <= limit)
        }
        #expect(!sent.isEmpty)
    }

    @Test func `those who do not fit are told different moments`() {
        let budget = RequestBudget(limit: 10)
        for second in 0..<10 { _ = budget.take(.ticket, at: .seconds(second)) }
        let told = (0..<10).compactMap { _ in budget.take(.ticket, at: .seconds(10)) }

        #expect(Set(told).count == 10)
        #expect(told.allSatisfy { $0 > .seconds(60) && $0 <= .seconds(71) })
    }

    @Test func `Retry-After stops everybody`() {
        let budget = RequestBudget(limit: 10)
        budget.close(until: .seconds(30))

        #expect(budget.take(.ticket, at: .seconds(29)) == .seconds(30))
        #expect(budget.left(at: .seconds(29)) == 0)
        #expect(budget.take(.ticket, at: .seconds(30)) == nil)
    }

    @Test func `what an earlier process sent still counts`() {
        let budget = RequestBudget(limit: 3)
        budget.seed([.seconds(50), .seconds(55), .seconds(56)])

        #expect(budget.left(at: .seconds(60)) == 0)
        #expect(budget.left(at: .seconds(112)) == 1)
    }
}
