import IntegrationCore
import Testing

extension LedgerBench {
    /// A usage snapshot of a customer at a minute.
    func snapshot(
        _ services: [String: [String: Int64]], minute: Int, customer: String = "19652",
        source: String = "/efolder/portal", plan: String? = nil, isComplete: Bool = true
    ) -> BackupEvent {
        let services = services.sorted { $0.key < $1.key }.map {
            BackupEvent.Usage.Service(service: $0.key, plan: plan, metrics: $0.value)
        }
        return BackupEvent(
            source: source,
            id: "usage/\(customer)/\(minute)/\(isComplete)/\(services.map(\.service))",
            time: at(minute), customer: .init(id: customer, name: "Contoso"),
            fact: .usage(.init(asOf: at(minute), isComplete: isComplete, services: services)))
    }

    /// The quantities of the only customer with usage, by service key.
    func usage() async throws -> [String: [String: Int64]] {
        let all = try await ledger.usage(partner)
        #expect(all.count < 2)
        let services = all.first?.reports.map(\.service) ?? []
        return Dictionary(uniqueKeysWithValues: services.map { ($0.service, $0.metrics) })
    }
}

extension LedgerConformance {
    static let usage = [
        LedgerCase("the latest usage is told for each customer, source, service and plan") {
            bench in
            #expect(try await bench.ledger.usage(bench.partner).isEmpty)
            let other = try await bench.secondPartner()
            try await other.record(
                other.snapshot(["local-backup": ["servers": 9]], minute: 0), at: 0)
            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 1]], minute: 0, customer: "20417"),
                bench.snapshot(
                    ["online-backup-basic": ["storageBytes": 5, "servers": 2]], minute: 1,
                    plan: "Trial (Basic)"),
                bench.snapshot(["local-backup": ["servers": 4]], minute: 2, source: "/cove"),
                at: 3)

            let all = try await bench.ledger.usage(bench.partner)

            #expect(all.map(\.customer) == [19_652, 20_417])
            #expect(all.map(\.isComplete) == [true, true])
            let first = try #require(all.first).reports
            #expect(first.map(\.source) == ["/cove", "/efolder/portal"])
            #expect(first.map(\.asOf) == [bench.at(2), bench.at(1)])
            #expect(first.last?.service.plan == "Trial (Basic)")
            #expect(first.last?.service.metrics == ["storageBytes": 5, "servers": 2])
        },
        LedgerCase("a complete snapshot takes away what it does not list, a partial one does not") {
            bench in
            try await bench.record(
                bench.snapshot(
                    ["local-backup": ["servers": 1], "email-filtering": ["mailboxes": 7]],
                    minute: 0), at: 0)
            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 2]], minute: 1, isComplete: false),
                at: 1)
            #expect(
                try await bench.usage() == [
                    "local-backup": ["servers": 2], "email-filtering": ["mailboxes": 7],
                ])
            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 3]], minute: 2), at: 2)
            #expect(try await bench.usage() == ["local-backup": ["servers": 3]])
        },
        LedgerCase("a late snapshot brings nothing back, and one before a partial one counts") {
            bench in
            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 5]], minute: 5), at: 5)
            try await bench.record(
                bench.snapshot(["email-filtering": ["mailboxes": 7]], minute: 3), at: 6)
            try await bench.record(
                bench.snapshot(
                    ["email-archiving": ["mailboxes": 7]], minute: 4, isComplete: false), at: 6)
            #expect(try await bench.usage() == ["local-backup": ["servers": 5]])

            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 9]], minute: 9, isComplete: false),
                at: 9)
            try await bench.record(
                bench.snapshot(
                    ["local-backup": ["servers": 8], "email-archiving": ["mailboxes": 8]],
                    minute: 8), at: 10)
            #expect(
                try await bench.usage() == [
                    "local-backup": ["servers": 9], "email-archiving": ["mailboxes": 8],
                ])
        },
        LedgerCase("usage is complete once each of its sources has told everything") { bench in
            let isComplete: @Sendable () async throws -> Bool? = {
                try await bench.ledger.usage(bench.partner).first?.isComplete
            }
            let partial = ["local-backup": ["servers": Int64(1)]]
            try await bench.record(bench.snapshot(partial, minute: 0, isComplete: false), at: 0)
            #expect(try await isComplete() == false)
            try await bench.record(bench.snapshot(partial, minute: 1), at: 1)
            #expect(try await isComplete() == true)
            try await bench.record(
                bench.snapshot(partial, minute: 2, source: "/cove", isComplete: false), at: 2)
            #expect(try await isComplete() == false)
        },
        LedgerCase("the usage of a source customer counts from when it is linked") { bench in
            try await bench.record(
                bench.snapshot(["local-backup": ["servers": 2]], minute: 0, customer: "acme"),
                at: 0)
            #expect(try await bench.ledger.usage(bench.partner).isEmpty)
            _ = try await bench.ledger.linkSourceCustomer(
                source: "/efolder/portal", id: "acme", toNumber: 7, partner: bench.partner,
                planner: EventPlanner(), by: LedgerBench.who, now: bench.at(1))
            #expect(try await bench.usage() == ["local-backup": ["servers": 2]])
        },
    ]
}
