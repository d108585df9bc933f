import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct FaultPlanTests {
    private func struck(_ plan: FaultPlan, requests: Int = 1_000) -> [Int] {
        var dice = FaultDice(plan)
        return (1...requests).filter { _ in
            !dice.draw(method: "POST", path: "/service/tickets").isEmpty
        }
    }

    @Test func `the same seed strikes the same requests`() {
        let plan = FaultPlan(seed: 7, rules: [.init(.transientError, when: .probability(0.3))])
        var other = plan
        other.seed = 8

        #expect(struck(plan) == struck(plan))
        #expect(struck(plan) != struck(other))
        #expect((250...350).contains(struck(plan).count))
    }

    @Test func `rules count the requests they match`() {
        #expect(struck(.init(rules: [.init(.badGateway, when: .nth(3))]), requests: 9) == [3])
        #expect(struck(.init(rules: [.init(.badGateway, when: .first(2))]), requests: 9) == [1, 2])
        #expect(struck(.init(rules: [.init(.badGateway, when: .every(4))]), requests: 9) == [4, 8])
    }

    @Test(arguments: [
        ("/service/tickets", "/service/tickets/5001", true),
        ("/service/tickets$", "/service/tickets/5001", false),
        ("/service/tickets/{id}$", "/service/tickets/5001", true),
        ("/service/tickets/{id}/notes", "/service/tickets/5001/notes", true),
        ("/service/boards", "/service/tickets", false),
    ])
    func `a rule knows its routes`(pattern: String, path: String, matches: Bool) {
        let rule = FaultPlan.Rule(.transientError, path: pattern)
        #expect(rule.matches(method: "GET", path: path) == matches)
    }

    @Test(
        arguments: [
            (Fault.rateLimited(retryAfter: 30), 429, "Retry-After"), (.transientError, 500, nil),
            (.poolExhausted, 500, nil), (.permanentError, 500, nil), (.badGateway, 502, nil),
            (.serviceUnavailable(retryAfter: 5), 503, "Retry-After"),
            (.redirect(to: "https://elsewhere.example/"), 302, "Location"),
        ] as [(Fault, Int, String?)])
    func `a refused request does nothing`(fault: Fault, status: Int, header: String?) throws {
        let desk = try Desk(faults: FaultPlan(rules: [.init(fault, method: "POST")]))

        let answer = try desk.ticket()

        #expect(answer.status == status)
        if let header { #expect(answer.headers[header] != nil) }
        #expect(desk.sandbox.tickets.isEmpty)
        #expect(desk.sandbox.journal.entries.first?.faults == [fault.name])
    }

    @Test(arguments: [Fault.badGatewayAfterCommit, .malformedJSON, .emptyBody])
    func `a spoiled answer hides a done request`(fault: Fault) throws {
        let desk = try Desk(faults: FaultPlan(rules: [.init(fault, method: "POST")]))
        let answer = try desk.ticket()
        #expect(answer.json == .null)
        #expect(desk.sandbox.tickets.count == 1)
    }

    @Test func `numbers can come as text`() throws {
        let desk = try Desk(faults: FaultPlan(rules: [.init(.numbersAsText)]))
        let answer = try desk.ticket()
        #expect(answer.status == 201)
        #expect(answer.json["id"] == "5001")
        #expect(answer.json["board"]?["id"] == "12")
    }

    @Test func `the tenant's own limit opens again after a minute`() throws {
        var behaviour = Behaviour()
        behaviour.requestsPerMinute = 2
        let desk = try Desk(behaviour: behaviour)
        let ask = { try desk.send("GET", "/system/info") }

        _ = try ask()
        desk.clock.advance(.seconds(20))
        #expect(try ask().status == 200)
        let refused = try ask()
        #expect(refused.status == 429)
        #expect(refused.headers["Retry-After"] == "40")
        desk.clock.advance(.seconds(40))
        #expect(try ask().status == 200)
        #expect(try ask().status == 429)
    }

    @Test(arguments: [400, 401, 403, 404])
    func `a refusal has ConnectWise's shape, and nothing is done`(status: Int) throws {
        let desk = try Desk(faults: FaultPlan(rules: [.init(.refused(status: status))]))
        let answer = try desk.ticket()
        #expect(answer.status == status)
        #expect(answer.json["code"]?.string?.isEmpty == false)
        #expect(answer.json["message"]?.string?.isEmpty == false)
        #expect(desk.sandbox.tickets.isEmpty)
    }

    @Test func `429 has the shape of the rate limiter`() throws {
        let desk = try Desk(faults: FaultPlan(rules: [.init(.rateLimited(retryAfter: 30))]))
        let answer = try desk.send("GET", "/system/info")
        #expect(answer.json["error"] == "ConnectWiseAPI")
        #expect(answer.headers["Retry-After"] == "30")
    }
}
