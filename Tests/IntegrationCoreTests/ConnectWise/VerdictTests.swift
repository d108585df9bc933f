import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Testing

@Suite struct VerdictTests {
    @Test func `after a code base has moved a read is repeated there`() async throws {
        let world = try SandboxedClient()
        _ = try await world.client.boards()

        world.sandbox.moveCodeBase(to: "v2026_4/")
        let boards = try await world.client.boards()

        #expect(!boards.isEmpty)
        #expect(world.requests.filter { $0.path.contains("companyinfo") }.count == 2)
        #expect(world.requests.last?.path.hasPrefix("/v2026_4/") == true)
    }

    @Test func `after a code base has moved a create is unclear and not repeated`() async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()

        world.sandbox.moveCodeBase(to: "v2026_4/")
        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }

        #expect(error?.verdict == .unknown)
        #expect(world.requests.filter { $0.method == .post }.count == 1)
        #expect(try await world.client.tickets(xref: draft.xref).isEmpty)
        #expect(try await world.client.createTicket(draft).id > 0)
    }

    @Test(arguments: [false, true])
    func `wrong keys are bad credentials, also when the cloud says 404`(cloud: Bool) async throws {
        let world = try SandboxedClient { _, _ in "wrongKey12345678" }
        world.sandbox.changeBehaviour { $0.answersBadKeysWithNotFound = cloud }

        let boards = await failure { () async throws(ConnectWiseError) in
            try await world.client.boards()
        }
        let ticket = await failure { () async throws(ConnectWiseError) in
            try await world.client.ticket(1)
        }

        for error in [boards, ticket] {
            #expect(error?.verdict == .badCredentials)
            #expect(error?.failure.code == .signInRefused)
        }
    }

    @Test func `an unknown company is bad credentials and is named`() async throws {
        let world = try SandboxedClient { site, sandbox in
            site.company = "nobody"
            return sandbox.privateKey
        }

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.boards()
        }

        #expect(error?.verdict == .badCredentials)
        #expect(error?.failure.detail.contains("knows no company nobody") == true)
    }

    @Test func `a record that is not there is not found, once the connection is proved`()
        async throws
    {
        let world = try SandboxedClient()

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.ticket(999_999)
        }

        #expect(error?.verdict == .notFound)
        #expect(world.requests.contains { $0.path.contains("/service/info/boards?pageSize=1") })
    }

    @Test func `a role without the right is forbidden`() async throws {
        var tenant = Tenant.standard
        tenant.keys[0].role = .everything(except: .service)
        let world = try SandboxedClient(tenant: tenant)

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.priorities()
        }

        #expect(error?.verdict == .forbidden)
        #expect(error?.failure.code == .permissionMissing)
    }

    @Test func `a wrong client id is named as such`() async throws {
        let world = try SandboxedClient { site, sandbox in
            site.clientID = "00000000-0000-0000-0000-000000000000"
            return sandbox.privateKey
        }

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.boards()
        }

        #expect(error?.verdict == .forbidden)
        #expect(error?.failure.code == .clientIDMissing)
    }

    @Test(arguments: [
        (Fault.rateLimited(retryAfter: 30), Duration?.some(.seconds(30))),
        (.rateLimited(retryAfter: nil), nil),
        (.rateLimited(retryAfter: 999_999_999), .hours(1)),
        (.rateLimitedUntil("soon"), nil),
        (.rateLimitedUntil("-5"), nil),
    ])
    func `too many requests say how long to wait`(fault: Fault, wait: Duration?) async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()
        world.sandbox.setFaults(FaultPlan(rules: [.init(fault)]))

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }

        #expect(error?.verdict == .rateLimited(retryAfter: wait))
        #expect(world.sandbox.tickets.isEmpty)
    }

    @Test(arguments: [
        Fault.transientError, .poolExhausted, .badGateway, .badGatewayAfterCommit,
        .serviceUnavailable(retryAfter: 5), .redirect(to: "https://psa.example/"),
        .resetBeforeRead, .dropBeforeCommit, .dropAfterCommit, .truncatedBody, .malformedJSON,
        .emptyBody,
    ])
    func `a create is unclear, a read transient`(fault: Fault) async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()
        world.sandbox.setFaults(FaultPlan(rules: [.init(fault, path: "/service/tickets")]))

        let create = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }
        let read = await failure { () async throws(ConnectWiseError) in
            try await world.client.tickets(xref: draft.xref)
        }

        #expect(create?.verdict == .unknown)
        #expect(read?.verdict == .transient)
        #expect(world.sandbox.journal.entries.filter { $0.method == "POST" }.count == 1)
    }

    @Test(arguments: [(5, Duration.seconds(5)), (nil, nil), (86_400, .hours(1))])
    func `a 503 may name a pause, an hour at most`(asked: Int?, pause: Duration?) async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()
        world.sandbox.setFaults(
            FaultPlan(rules: [
                .init(.serviceUnavailable(retryAfter: asked), path: "/service/tickets")
            ]))

        let create = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }
        let read = await failure { () async throws(ConnectWiseError) in
            try await world.client.tickets(xref: draft.xref)
        }

        #expect(create?.pause == pause)
        #expect(read?.pause == pause)
    }

    @Test func `a permanent server error is not applied`() async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()
        world.sandbox.setFaults(FaultPlan(rules: [.init(.permanentError)]))

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }

        #expect(error?.verdict == .notApplied)
        #expect(error?.failure.code == .requestNotUnderstood)
    }

    @Test func `a refusal keeps ConnectWise's own error list`() async throws {
        let world = try SandboxedClient()
        var draft = try await world.draft()
        draft.company = 999_999

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.createTicket(draft)
        }

        #expect(error?.verdict == .notApplied)
        #expect(error?.failure.fields.contains { $0.field.hasPrefix("company") } == true)
    }

    @Test func `a status of another board is refused`() async throws {
        let world = try SandboxedClient()
        let draft = try await world.draft()
        let made = try await world.client.createTicket(draft)
        let other = try #require(await world.client.boards().last)
        let foreign = try #require(await world.client.statuses(board: other.id).last)

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.patchTicketStatus(made.id, to: foreign.id)
        }

        #expect(error?.verdict == .notApplied)
        #expect(error?.failure.code == .statusNotFound)
    }
}
