import ConnectWiseSandbox
import IntegrationCore
import Locking
import Store
import TestSupport
import Testing

/// One partner's trouble is never another's (product.md 9).
@Suite struct FairnessTests {
    /// A site that takes every request and never answers.
    private struct HangingTransport: Transport {
        let host: String
        let hangs: @Sendable () -> Void
        let real: any Transport

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            guard request.url.contains(host) else { return try await real.send(request) }
            hangs()
            let (never, end) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            withExtendedLifetime(end) {}
            throw .outcomeUnknown(.cancelled, detail: "cancelled")
        }
    }

    /// Adds a partner whose ConnectWise is at `hanging.example`, with a ticket for each customer.
    private func addHangingPartner(_ plant: Plant, customers: Int) async throws -> RowID<Partner> {
        let partner = try await plant.ledger.addPartner(
            name: "Stuck", mode: .sandbox, by: Plant.who, now: plant.time.now()
        ).id
        var site = try await plant.ledger.site(plant.partner).value
        site.url = "https://hanging.example"
        site.confirmedHost = "hanging.example"
        try await plant.ledger.saveCredentials(
            site, version: 0, sealedKey: SealedKey(sealed: Array("k".utf8), fingerprint: "abcd"),
            partner: partner, by: Plant.who, now: plant.time.now())
        let known = try (0..<customers).map { try plant.job("success", customer: $0, at: -86_400) }
        try await record(known, partner, plant)
        for index in 0..<customers {
            let customer = try #require(
                try await plant.ledger.customer(
                    partner, number: Int64(Plant.firstCustomer + index)))
            try await plant.ledger.mapCustomer(
                customer.id, to: NamedReference(id: 250, name: "Client"), by: Plant.who,
                now: plant.time.now())
        }
        _ = try await plant.ledger.addRule(
            action: .ticket(TicketRule(board: plant.board)), severities: [.error],
            eventClasses: nil, partner: partner, by: Plant.who, now: plant.time.now())
        try await record(
            (0..<customers).map { try plant.job("failed", customer: $0) }, partner, plant)
        return partner
    }

    private func record(
        _ events: [BackupEvent], _ partner: RowID<Partner>, _ plant: Plant
    ) async throws {
        _ = try await plant.ledger.record(
            events, partner: partner, planner: EventPlanner(), now: plant.time.now(),
            dryRun: false)
    }

    @Test(.timeLimit(.minutes(10)))
    func `a site that hangs takes no place from another partner's tickets`() async throws {
        let plant = try await Plant()
        try await plant.addTicketRule()
        let stuck = try await addHangingPartner(plant, customers: 20)
        let (hung, hangs) = AsyncStream.makeStream(of: Void.self)
        let engine = SyncEngine(
            ledger: plant.ledger,
            access: ConnectWiseAccess {
                sealed, _ in
                Secret(sealed)
            } transport: { site in
                HangingTransport(
                    host: "hanging.example", hangs: { hangs.yield() },
                    real: CurlTransport(loop: Plant.loop, site: site))
            }, time: plant.time, options: EngineOptions(owner: "test"))
        let events = engine.events()
        try await engine.start()
        var places = hung.makeAsyncIterator()
        for _ in 0..<4 { await places.next() }

        try await plant.ingest(plant.job("failed"))
        engine.wake()
        for await event in events {
            if case .finished = event { break }
        }

        #expect(plant.tickets.count == 1)
        let inHand = await engine.status().inFlight.map(\.partner)
        #expect(inHand == Array(repeating: stuck, count: 4))
        await engine.stop(within: .zero)
    }
}
