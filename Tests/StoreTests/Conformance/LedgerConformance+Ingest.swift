import IntegrationCore
import Testing

extension LedgerConformance {
    static let ingest = [
        LedgerCase("the same event twice is a duplicate, other facts are a conflict") { bench in
            let event = bench.run(.failed, minute: 0, id: "x")
            let renamed = BackupEvent(
                source: event.source, id: event.id, time: event.time, customer: event.customer,
                device: .init(id: "dc01", name: "New name", kind: .server), fact: event.fact)
            let answers = try await bench.record(
                event, event, renamed, bench.run(.success, minute: 0, id: "x"), at: 1)
            #expect(answers == [.accepted(RowID(1)), .duplicate, .duplicate, .conflict])
            #expect(try await bench.ledger.overview(bench.partner, now: bench.at(1)).events == 1)
        },
        LedgerCase("a conflict is put aside where people can read it") { bench in
            let other = try await bench.ledger.addPartner(
                name: "Southwind", mode: .sandbox, by: LedgerBench.who, now: bench.at(0)
            ).id
            try await bench.record(
                bench.run(.failed, minute: 0, id: "x"), bench.run(.success, minute: 0, id: "x"),
                bench.run(.success, minute: 0, id: "x"), bench.run(.failed, minute: 1, id: "x"),
                at: 2)
            let found = try await bench.ledger.conflicts(bench.partner, page: PageRequest())
            #expect(found.map(\.kept) == [RowID(1), RowID(1)])
            #expect(found.map(\.sourceID) == ["x", "x"])
            #expect(found.first?.source == "/efolder/portal")
            #expect(found.map(\.receivedAt) == [bench.at(2), bench.at(2)])
            #expect(found.last?.information != found.last?.keptInformation)
            let bodies = try found.map { try EventReader().read(stored: $0.raw) }
            #expect(bodies.map(\.severity) == [.error, .info])
            let older = try await bench.ledger.conflicts(
                bench.partner, page: PageRequest(before: found.first?.id, limit: 1))
            #expect(older == [found[1]])
            let newer = try await bench.ledger.conflicts(
                bench.partner, page: PageRequest(after: found.last?.id))
            #expect(newer == [found[0]])
            #expect(
                try await bench.ledger.overview(bench.partner, now: bench.at(3)).conflicts == 2)
            #expect(try await bench.ledger.conflicts(other, page: PageRequest()).isEmpty)
            #expect(try await bench.ledger.overview(other, now: bench.at(3)).conflicts == 0)
        },
        LedgerCase("a dry run keeps nothing") { bench in
            let answers = try await bench.ledger.record(
                [bench.run(.failed, minute: 0)], partner: bench.partner, planner: EventPlanner(),
                now: bench.at(1), dryRun: true)
            #expect(answers.count == 1)
            let rows = try await bench.ledger.events(
                bench.partner, matching: EventFilter(), page: PageRequest())
            #expect(rows.isEmpty)
        },
        LedgerCase("an unknown numeric id makes a customer of that number") { bench in
            try await bench.record(bench.run(.success, minute: 0), at: 1)
            let customer = try await bench.ledger.customer(bench.partner, number: 19_652)
            #expect(customer?.name == "Contoso")
            #expect(try await bench.ledger.waitingSourceCustomers(bench.partner).isEmpty)
        },
        LedgerCase("any other unknown id waits until it is linked, then goes in order") { bench in
            try await bench.addTicketRule()
            try await bench.record(
                bench.run(.failed, minute: 0, customer: "acme"),
                bench.run(.failed, minute: 5, customer: "acme"), at: 6)
            let waiting = try await bench.ledger.waitingSourceCustomers(bench.partner)
            #expect(
                waiting == [
                    WaitingSourceCustomer(
                        source: "/efolder/portal", id: "acme", name: "Contoso", events: 2)
                ])
            #expect(try await bench.states().isEmpty)

            let released = try await bench.ledger.linkSourceCustomer(
                source: "/efolder/portal", id: "acme", toNumber: 7, partner: bench.partner,
                planner: EventPlanner(), by: LedgerBench.who, now: bench.at(10))
            #expect(released == 2)
            let kinds = try await bench.rows().reversed().map(\.kind)
            #expect(kinds == [.ticketOpen, .ticketNote])
            #expect(try await bench.ledger.waitingSourceCustomers(bench.partner).isEmpty)
            let answers = try await bench.record(
                bench.run(.failed, minute: 5, customer: "acme"), at: 11)
            #expect(answers == [.duplicate])
        },
        LedgerCase("a heartbeat belongs to no customer") { bench in
            try await bench.addSyncRule()
            let heartbeat = BackupEvent(
                source: "/efolder/portal", id: "hb/1", time: bench.at(0), customer: nil,
                fact: .heartbeat(.init(seen: 3)))
            try await bench.record(heartbeat, at: 1)
            let rows = try await bench.ledger.events(
                bench.partner, matching: EventFilter(), page: PageRequest())
            #expect(rows.map(\.eventClass) == [.heartbeat])
            #expect(rows.first?.customer == nil)
        },
        LedgerCase("an event comes back as it was received") { bench in
            let event = bench.run(.failed, minute: 0, runID: "r1", account: "EFS1", stored: 5)
            try await bench.record(event, at: 1)
            let detail = try #require(try await bench.ledger.event(RowID(1)))
            #expect(detail.event.fact == event.fact)
            #expect(detail.event.account == event.account)
            #expect(detail.row.information == "Backup failed: VSS snapshot error")
            #expect(detail.row.account == "EFS1")
            #expect(detail.row.severity == .error)
            #expect(detail.isStale == false)
        },
        LedgerCase("more than 5,000 unknown customers are refused") { bench in
            let events = (0...5_000).map { number in
                bench.run(.success, minute: 0, customer: "acme-\(number)")
            }
            let answers = try await bench.ledger.record(
                events, partner: bench.partner, planner: EventPlanner(), now: bench.at(1),
                dryRun: false)
            guard case .rejected = answers.last else {
                Issue.record("the 5,001st was \(String(describing: answers.last))")
                return
            }
            #expect(answers.dropLast().allSatisfy { $0 != .duplicate })
            #expect(try await bench.ledger.waitingSourceCustomers(bench.partner).count == 5_000)
        },
        LedgerCase("hostile names are stored clean, and hold nothing back") { bench in
            let named = { (id: String, name: String) in
                BackupEvent(
                    source: "/s", id: id, time: bench.at(0), customer: .init(id: id, name: name),
                    account: .init(id: "a", name: name), device: .init(id: "d", name: name),
                    fact: .job(.init(jobID: "j", result: .success, endedAt: bench.at(0))))
            }
            let answers = try await bench.record(
                named("1", "\u{0}x"), named("2", "\u{202E}\u{200B}"), named("3", "plain"), at: 1)
            #expect(answers == [.accepted(RowID(1)), .accepted(RowID(2)), .accepted(RowID(3))])
            let names = try await bench.ledger.customers(bench.partner, after: nil, limit: 9)
                .map(\.customer.name)
            #expect(names == ["\u{2400}x", "2", "plain"])
        },
        LedgerCase("an event that cannot be stored is refused alone") { bench in
            var broken = bench.run(.success, minute: 1)
            broken.raw = [UInt8](repeating: 32, count: 70_000)
            let answers = try await bench.record(
                bench.run(.success, minute: 0), broken, bench.run(.success, minute: 2), at: 3)
            #expect(answers.first == .accepted(RowID(1)))
            guard case .rejected = answers[1] else {
                Issue.record("the answer was \(answers[1])")
                return
            }
            #expect(answers.last == .accepted(RowID(2)))
        },
    ]
}
