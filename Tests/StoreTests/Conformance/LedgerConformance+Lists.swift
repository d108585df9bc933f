import IntegrationCore
import Testing

extension LedgerConformance {
    static let lists = [
        LedgerCase("pages follow each other without gaps, newest first") { bench in
            for minute in 0..<7 {
                try await bench.record(bench.run(.success, minute: minute), at: minute)
            }
            let ledger = bench.ledger
            let first = try await ledger.events(
                bench.partner, matching: EventFilter(), page: PageRequest(limit: 3))
            #expect(first.map(\.id.rawValue) == [7, 6, 5])
            let second = try await ledger.events(
                bench.partner, matching: EventFilter(),
                page: PageRequest(before: first.last?.id, limit: 3))
            #expect(second.map(\.id.rawValue) == [4, 3, 2])
            let newer = try await ledger.events(
                bench.partner, matching: EventFilter(),
                page: PageRequest(after: RowID(2), limit: 3))
            #expect(newer.map(\.id.rawValue) == [5, 4, 3])
        },
        LedgerCase("the filters of the log each do what they say") { bench in
            try await bench.addTicketRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.success, minute: 1, device: "ws1"),
                bench.run(.success, minute: 1, customer: "7", account: "EFS9"), at: 1)
            try await bench.finishNext(.parked(Failure(.signInRefused, "Username 50%_")), at: 2)
            func ids(_ change: (inout EventFilter) -> Void) async throws -> [Int64] {
                var filter = EventFilter()
                change(&filter)
                return try await bench.ledger.events(
                    bench.partner, matching: filter, page: PageRequest()
                ).map(\.id.rawValue)
            }
            func search(
                _ field: SearchCondition.Field, _ comparison: SearchCondition.Operator,
                _ term: String
            ) async throws -> [Int64] {
                try await ids {
                    $0.condition = SearchCondition(field: field, comparison: comparison, term: term)
                }
            }
            let contoso = try await bench.ledger.customer(bench.partner, number: 19_652)
            #expect(try await ids { $0.failedOnly = true } == [1])
            #expect(try await ids { $0.customer = contoso?.id } == [2, 1])
            #expect(try await ids { $0.severity = .warning } == [1])
            #expect(try await ids { $0.account = "EFS9" } == [3])
            #expect(try await ids { $0.text = "vss SNAP" } == [1])
            #expect(try await ids { $0.text = "19652" } == [2, 1])
            #expect(try await ids { $0.text = "%" } == [])
            #expect(try await search(.errorList, .like, "?*") == [1])
            #expect(try await search(.errorList, .contains, "50%_") == [1])
            #expect(try await search(.errorList, .contains, "50__") == [])
            #expect(try await search(.information, .like, "backup f?iled*") == [1])
            #expect(try await search(.severity, .greater, "info") == [1])
            #expect(try await search(.customer, .equals, "7") == [3])
            #expect(try await search(.account, .equals, "ws1") == [2])
            #expect(try await search(.time, .less, "2026-11-22") == [3, 2, 1])
            #expect(try await search(.time, .greater, "2026-11-22") == [])
        },
        LedgerCase("a hostile search term is only a term") { bench in
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            var filter = EventFilter()
            filter.text = "'; DROP TABLE events; --"
            for field in SearchCondition.Field.allCases {
                for comparison in SearchCondition.Operator.allCases {
                    filter.condition = SearchCondition(
                        field: field, comparison: comparison, term: "\\' OR 1=1 --")
                    let rows = try await bench.ledger.events(
                        bench.partner, matching: filter, page: PageRequest())
                    #expect(rows.isEmpty)
                }
            }
        },
        LedgerCase("failed notifications are grouped by cause, the largest first") { bench in
            try await bench.addTicketRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.failed, minute: 0, customer: "7"),
                bench.run(.failed, minute: 0, customer: "8"), at: 0)
            try await bench.finishNext(.parked(Failure(.boardNotFound, "b")), at: 1)
            try await bench.finishNext(.parked(Failure(.companyNotMapped, "c")), at: 2)
            try await bench.finishNext(.parked(Failure(.companyNotMapped, "d")), at: 3)
            let groups = try await bench.ledger.failureGroups(bench.partner)
            #expect(groups.map(\.code) == [.companyNotMapped, .boardNotFound])
            #expect(groups.first?.count == 2)
            #expect(groups.first?.customers == 2)
            #expect(groups.first?.first == bench.at(2))
            #expect(groups.first?.last == bench.at(3))
            var filter = NotificationFilter()
            filter.cause = .boardNotFound
            let rows = try await bench.ledger.notifications(
                bench.partner, matching: filter, page: PageRequest())
            #expect(rows.map(\.failure?.detail) == ["b"])
        },
        LedgerCase("the overview counts what there is") { bench in
            try await bench.addTicketRule()
            try await bench.addSyncRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.success, minute: 0, customer: "acme"),
                at: 0)
            let request = RequestRecord(
                method: .post, path: "/service/tickets", sentAt: bench.at(1), milliseconds: 9,
                status: 201)
            try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 1), adopted: false), at: 1,
                requests: [request])
            let overview = try await bench.ledger.overview(bench.partner, now: bench.at(2))
            #expect(overview.events == 2)
            #expect(overview.byState == [.done: 1, .pending: 1])
            #expect(overview.due == 1)
            #expect(overview.oldestDueAt == bench.at(0))
            #expect(overview.requestsPerMinute.count == 60)
            #expect(overview.requestsPerMinute.reduce(0, +) == 1)
            #expect(overview.lastRequest == request)
            #expect(overview.worstLateness == .seconds(60))
            #expect(overview.waitingSourceCustomers == 1)
            #expect(overview.unmappedCustomers == 1)
            #expect(overview.ticketRules == 1)
            #expect(overview.synchronizeRules == 1)
            #expect(overview.newestEventAt == bench.at(0))
        },
    ]

    static let audit = [
        LedgerCase("every change leaves an entry, and the chain holds") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let claim = try await bench.finishNext(
                .parked(Failure(.companyNotMapped, "19652")), at: 1)
            try await bench.ledger.mapCustomer(
                claim.customer.id, to: NamedReference(id: 250, name: "Contoso"),
                by: LedgerBench.who, now: bench.at(2))
            try await bench.ledger.appendAudit(
                "credentials.test", target: "Northwind", detail: "passed", partner: bench.partner,
                by: LedgerBench.who, now: bench.at(3))
            let entries = try await bench.ledger.audit(before: nil, limit: 100)
            #expect(
                entries.map(\.action) == [
                    "credentials.test", "customer.map", "push.ticket.open", "rule.add",
                    "partner.add",
                ])
            #expect(entries.map(\.who) == ["ann", "ann", "engine", "ann", "ann"])
            #expect(entries[1].detail == "none -> Contoso (250)")
            let older = try await bench.ledger.audit(before: 3, limit: 1)
            #expect(older.map(\.id) == [2])
            #expect(try await bench.ledger.verifyAudit() == nil)
        },
        LedgerCase("the trail keeps a certificate's fingerprint, not the certificate") { bench in
            var site = ConnectWiseSite()
            site.url = "https://cw.example"
            let lines = String(repeating: "MIIB0zCCAXqgAwIBAgIU\n", count: 60)
            site.certificateAuthorityPEM =
                "-----BEGIN CERTIFICATE-----\n\(lines)-----END CERTIFICATE-----\n"
            site.company = String(repeating: "long ", count: 100)
            try await bench.ledger.saveCredentials(
                site, version: 0, sealedKey: nil, partner: bench.partner, by: LedgerBench.who,
                now: bench.at(1))
            let detail = try await bench.ledger.audit(before: nil, limit: 1).first?.detail ?? ""
            #expect(detail.contains("certificate of 1314 bytes, SHA-256 "))
            #expect(!detail.contains("MIIB0zCC") && !detail.contains("long long"))
            #expect(detail.contains("https://cw.example"))
            #expect(detail.split(separator: ";").allSatisfy { $0.count < 500 })
        },
    ]
}
