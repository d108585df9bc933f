import ConnectWiseSandbox
import IntegrationCore
import Testing

@testable import CWConsole

/// One long work, refused at each of its requests in turn.
struct RefusalWalk {
    /// What came of doing the work once.
    struct Outcome {
        /// Sentences about what did not work.
        var troubles: [String] = []
        /// Whether everything is as it should be now.
        var isGood: Bool
    }

    let shop: Workshop, name: String
    /// Brings ConnectWise into the state before the work.
    var arrange: () async throws -> Void = {}
    /// Does the work; repairs that are open are gone on with first, as an operator would.
    let work: () async throws -> Outcome

    /// The answers, one for each request in turn.
    static let answers: [Fault] = [
        .refused(status: 400), .refused(status: 403), .refused(status: 404), .transientError,
        .rateLimited(retryAfter: 2), .refused(status: 401), .permanentError, .badGateway,
        .serviceUnavailable(retryAfter: 3), .dropAfterCommit, .badGatewayAfterCommit,
    ]

    /// Does the work once in peace, then once for each of its requests with that one refused.
    ///
    /// - Parameters:
    ///   - turn: which answer comes first.
    ///   - times: how many refusals there are at least; all answers, unless said otherwise.
    /// - Throws: what arranging or reading the store throws; ConnectWise's errors are its subject.
    func walk(_ turn: Int = 0, atLeast times: Int = answers.count) async throws {
        try await arrange()
        shop.sandbox.setFaults(.none)
        let start = shop.sandbox.journal.count
        let peace = try await work()
        #expect(peace.isGood, "\(name) in peace: \(peace.troubles)")
        let requests = shop.sandbox.journal.count - start
        try #require(requests > 0)
        for index in 0..<max(requests, times) {
            let answer = Self.answers[(turn + index) % Self.answers.count]
            try await refuse(index % requests + 1, with: answer)
        }
    }

    private func refuse(_ number: Int, with answer: Fault) async throws {
        let place = "\(name), request \(number), \(answer)"
        try await arrange()
        let (count, audit) = (shop.sandbox.journal.count, try await newestAudit())
        shop.sandbox.setFaults(FaultPlan(rules: [.init(answer, when: .nth(number))]))

        let refused = try await work()

        shop.sandbox.setFaults(.none)
        for trouble in refused.troubles {
            #expect(Self.isExplained(trouble), "\(place): \(trouble)")
        }
        #expect(refused.isGood || !refused.troubles.isEmpty, "\(place): nothing was said")
        try await expectJournalled(since: count, audit, place)

        let again = try await work()
        #expect(again.isGood, "\(place), then again: \(again.troubles)")
        #expect(try await shop.ledger.openRepairs(shop.partner.id).isEmpty, "\(place)")
    }

    /// Whether a text says what happened and a step out of it, as the catalogue has them.
    static func isExplained(_ text: String) -> Bool {
        FailureCode.allCases.contains { code in
            let explanation = code.explanation
            return text.contains(explanation.sentence)
                && explanation.remedy.contains { text.contains($0) }
        }
    }

    private func newestAudit() async throws -> Int64 {
        try await shop.ledger.audit(before: nil, limit: 1).first?.id ?? 0
    }

    /// Each request that changed something stands in the audit trail, which is written before.
    private func expectJournalled(since count: Int, _ audit: Int64, _ place: String) async throws {
        let trail = try await shop.ledger.audit(before: nil, limit: 100).filter { $0.id > audit }
        let planned = trail.filter { $0.action == "repair.begin" }.map(\.detail).joined()
        let wasTested = trail.contains { $0.action == "ticket.test" }
        for change in shop.changes(since: count) {
            if change.path.hasPrefix("/service/tickets") {
                #expect(wasTested, "\(place): \(change.method) \(change.path)")
            } else {
                #expect(planned.contains("\(change.method) \(change.path)"), "\(place)")
            }
        }
    }
}
