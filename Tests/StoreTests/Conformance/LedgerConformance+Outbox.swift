import IntegrationCore
import Testing

extension LedgerConformance {
    static let tickets = [
        LedgerCase("a failure opens one ticket, a repeat is noted, a success resolves it") {
            bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let opened = try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 700), adopted: false), at: 1, key: "k")
            #expect(opened.effect.kind == .ticketOpen)
            #expect(opened.ticket?.xref.hasPrefix("EFS-19652:BackupFailure:") == true)
            #expect(opened.event?.message == "VSS snapshot error")
            #expect(opened.rule != nil)

            try await bench.record(bench.run(.failed, minute: 5), at: 5)
            let noted = try await bench.finishNext(.done(nil, adopted: false), at: 6)
            #expect(noted.effect.kind == .ticketNote)
            #expect(noted.ticket?.remoteID == 700)

            try await bench.record(bench.run(.success, minute: 10), at: 10)
            let resolved = try await bench.finishNext(
                .done(TicketChange(phase: .closed, closedAt: bench.at(11)), adopted: false), at: 11)
            #expect(resolved.effect.kind == .ticketResolve)
            #expect(try await bench.states() == [.done, .done, .done])
            #expect(try await bench.rows(.done).map(\.ticket) == [700, 700, 700])
        },
        LedgerCase("a failure after the close begins the next episode or reopens") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 700), adopted: false), at: 1)
            try await bench.record(bench.run(.success, minute: 2), at: 2)
            try await bench.finishNext(
                .done(TicketChange(phase: .closed, closedAt: bench.at(3)), adopted: false), at: 3)

            try await bench.record(bench.run(.failed, minute: 60), at: 60)
            let reopened = try await bench.finishNext(
                .done(TicketChange(phase: .open), adopted: false), at: 61)
            #expect(reopened.effect.kind == .ticketReopen)
            #expect(reopened.ticket?.remoteID == 700)

            try await bench.record(bench.run(.success, minute: 62), at: 62)
            try await bench.finishNext(
                .done(TicketChange(phase: .closed, closedAt: bench.at(63)), adopted: false), at: 63)
            try await bench.record(bench.run(.failed, minute: 5_000), at: 5_000)
            let next = try await bench.claim(at: 5_001)
            #expect(next.map(\.effect.kind) == [.ticketOpen])
            #expect(next.first?.ticket?.episode == 2)
        },
        LedgerCase("a failure that is fixed before its ticket left is taken back") { bench in
            try await bench.addTicketRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.success, minute: 1), at: 2)
            #expect(try await bench.states() == [.cancelled, .skipped])
            #expect(try await bench.claim(at: 3).isEmpty)
            #expect(try await bench.ledger.nextDue() == nil)
        },
        LedgerCase("a late failure older than the newest success opens nothing") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.success, minute: 10), at: 10)
            try await bench.record(bench.run(.failed, minute: 5), at: 11)
            #expect(try await bench.claim(at: 12).isEmpty)
            #expect(try await bench.ledger.event(RowID(2))?.isStale == true)
            #expect(try await bench.states() == [.skipped])
        },
        LedgerCase("a ticket closed by people goes on in a new episode, notes after it") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 700), adopted: false), at: 1)
            try await bench.record(
                bench.run(.failed, minute: 5), bench.run(.failed, minute: 6), at: 6)
            try await bench.finishNext(
                .superseded(closedAt: bench.at(4), xref: "EFS-19652:BackupFailure:x-2"), at: 7)

            let open = try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 701), adopted: false), at: 8)
            #expect(open.effect.kind == .ticketOpen)
            #expect(open.ticket?.xref == "EFS-19652:BackupFailure:x-2")
            #expect(open.ticket?.episode == 2)
            let note = try await bench.finishNext(.done(nil, adopted: false), at: 9)
            #expect(note.effect.kind == .ticketNote)
            #expect(note.ticket?.remoteID == 701)
            #expect(try await bench.states() == [.done, .done, .done])
        },
    ]

    static let outbox = [
        LedgerCase("each partner has its own room, however much waits for another") { bench in
            let other = try await bench.ledger.addPartner(
                name: "Southwind", mode: .sandbox, by: LedgerBench.who, now: bench.at(0)
            ).id
            let run = bench.run(.failed, minute: 5, customer: "1")
            for partner in [bench.partner, other] {
                _ = try await bench.ledger.addRule(
                    action: .ticket(TicketRule(board: NamedReference(id: 1, name: "Backup"))),
                    severities: [.error], eventClasses: nil, partner: partner,
                    by: LedgerBench.who, now: bench.at(0))
            }
            for number in 1...6 {
                try await bench.record(
                    bench.run(.failed, minute: 0, customer: "\(number)"), at: 1)
            }
            _ = try await bench.ledger.record(
                [run], partner: other, planner: EventPlanner(), now: bench.at(6), dryRun: false)

            let claims = try await bench.ledger.claimDue(
                owner: "a", now: bench.at(7), lease: .seconds(600),
                room: ClaimRoom(total: 100, each: 2))
            #expect(claims.map(\.partner) == [bench.partner, bench.partner, other])
            let more = try await bench.ledger.claimDue(
                owner: "a", now: bench.at(7), lease: .seconds(600),
                room: ClaimRoom(total: 100, each: 2, left: [bench.partner: 0]))
            #expect(more.isEmpty)
            #expect(try await bench.ledger.nextDue() == bench.at(1))
            let last = try await bench.ledger.claimDue(
                owner: "a", now: bench.at(7), lease: .seconds(600), room: ClaimRoom(total: 1))
            #expect(last.map(\.partner) == [bench.partner])
        },
        LedgerCase("one effect of a lane at a time, tickets before statistics") { bench in
            try await bench.addTicketRule()
            try await bench.addSyncRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.failed, minute: 0, customer: "7"), at: 0)
            let first = try await bench.claim(at: 1)
            #expect(first.map(\.effect.kind) == [.ticketOpen, .ticketOpen])
            #expect(Set(first.map(\.customer.number)) == [7, 19_652])
            #expect(try await bench.claim(at: 1).isEmpty)
        },
        LedgerCase("effects of one ticket go in order, a failed one holds back the rest") { bench in
            try await bench.addTicketRule()
            try await bench.record(
                bench.run(.failed, minute: 0), bench.run(.failed, minute: 1), at: 1)
            try await bench.finishNext(.parked(Failure(.boardNotFound, "Backup")), at: 2)
            #expect(try await bench.claim(at: 3).isEmpty)
            #expect(try await bench.ledger.nextDue() == nil)
            #expect(try await bench.states() == [.failed, .pending])
        },
        LedgerCase("a late worker is fenced off") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let ledger = bench.ledger
            let old = try #require(try await bench.claim(at: 1, owner: "a").first)
            #expect(try await ledger.rescue(owner: "b", now: bench.at(3)) == 1)
            let new = try #require(try await bench.claim(at: 3, owner: "b").first)
            #expect(new.fence > old.fence)
            #expect(try await ledger.markIntent(old, key: nil, now: bench.at(3)) == false)
            #expect(try await ledger.renew(old, until: bench.at(9)) == false)
            let late = try await ledger.finish(
                old, outcome: .done(nil, adopted: false), requests: [], now: bench.at(3))
            #expect(late == false)
            #expect(try await ledger.renew(new, until: bench.at(9)))
            #expect(try await ledger.markIntent(new, key: "k", now: bench.at(3)))
        },
        LedgerCase("what died between intent and answer is probed, not repeated") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let claim = try #require(try await bench.claim(at: 1).first)
            #expect(claim.isProbe == false)
            #expect(try await bench.ledger.markIntent(claim, key: "the-key", now: bench.at(1)))
            #expect(try await bench.ledger.rescue(owner: "b", now: bench.at(2)) == 1)
            #expect(try await bench.states() == [.waiting])
            let probe = try #require(try await bench.claim(at: 2).first)
            #expect(probe.isProbe)
            #expect(probe.effect.uncertainKey == "the-key")
            #expect(probe.effect.attempt == 2)
            let outcome = EffectOutcome.done(
                TicketChange(phase: .open, remoteID: 700), adopted: true)
            #expect(
                try await bench.ledger.finish(claim: probe, outcome, at: bench.at(3)))
            let overview = try await bench.ledger.overview(bench.partner, now: bench.at(3))
            #expect(overview.adopted == 1)
            #expect(overview.unknown == 0)
        },
        LedgerCase("the own lanes of a living engine are not rescued") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            _ = try await bench.claim(at: 1, owner: "a")
            #expect(try await bench.ledger.rescue(owner: "a", now: bench.at(1)) == 0)
            #expect(try await bench.ledger.rescue(owner: "a", now: bench.at(3)) == 1)
        },
        LedgerCase("the fifth death with the same work in hand parks it") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            for death in 1...5 {
                #expect(try await bench.claim(at: death, owner: "a").count == 1)
                #expect(try await bench.ledger.rescue(owner: "b", now: bench.at(death)) == 1)
            }
            #expect(try await bench.claim(at: 9).isEmpty)
            let failed = try await bench.rows(.failed)
            #expect(failed.map(\.failure?.code) == [.repeatedCrash])
        },
        LedgerCase("work that was handed back is no attempt") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let claim = try #require(try await bench.claim(at: 1).first)
            #expect(try await bench.ledger.finish(claim: claim, .released, at: bench.at(1)))
            let again = try #require(try await bench.claim(at: 1).first)
            #expect(again.effect.attempt == 1)
        },
        LedgerCase("a failed attempt waits for its time and keeps its requests") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let request = RequestRecord(
                method: .post, path: "/service/tickets", sentAt: bench.at(1), milliseconds: 120,
                status: 500, requestID: "q", error: "Internal error")
            let failure = Failure(.serverError, "500")
            try await bench.finishNext(
                .retry(at: bench.at(9), failure), at: 1, requests: [request])
            #expect(try await bench.claim(at: 8).isEmpty)
            #expect(try await bench.ledger.nextDue() == bench.at(9))
            let row = try #require(try await bench.rows(.waiting).first)
            #expect(row.failure == failure)
            #expect(row.nextAttemptAt == bench.at(9))
            #expect(row.attempts == 1)
            let detail = try await bench.ledger.notification(row.id)
            #expect(detail?.attempts.first?.requests == [request])
            #expect(detail?.attempts.first?.failure == failure)
            let recent = try await bench.ledger.recentRequests(
                partner: bench.partner, since: bench.at(1))
            #expect(recent == [bench.at(1)])
            #expect(try await bench.claim(at: 9).count == 1)
        },
        LedgerCase("a disproved create may be sent again, and is counted") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            try await bench.finishNext(
                .unknown(key: "k", probe: 1, at: bench.at(2), Failure(.outcomeUnknown, "reset")),
                at: 1, key: "k")
            let overview = try await bench.ledger.overview(bench.partner, now: bench.at(1))
            #expect(overview.unknown == 1)
            let probe = try #require(try await bench.claim(at: 2).first)
            #expect(probe.isProbe)
            #expect(probe.effect.probe == 1)
            #expect(try await bench.ledger.finish(claim: probe, .disproved, at: bench.at(3)))
            let again = try #require(try await bench.claim(at: 3).first)
            #expect(again.isProbe == false)
            #expect(again.effect.uncertainKey == nil)
            let after = try await bench.ledger.overview(bench.partner, now: bench.at(3))
            #expect(after.repeated == 1)
        },
        LedgerCase("an open circuit holds everything of its partner") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let failure = Failure(.signInRefused, "401")
            try await bench.ledger.openCircuit(
                partner: bench.partner, failure: failure, now: bench.at(1))
            #expect(try await bench.claim(at: 2).isEmpty)
            #expect(try await bench.ledger.nextDue() == nil)
            #expect(try await bench.states() == [.held])
            #expect(try await bench.rows(.pending).isEmpty)
            #expect(try await bench.rows(.held).count == 1)
            let circuit = try await bench.ledger.partners().first?.circuit
            #expect(circuit == OpenCircuit(failure: failure, since: bench.at(1)))
            try await bench.ledger.closeCircuit(
                partner: bench.partner, by: LedgerBench.who, now: bench.at(3))
            #expect(try await bench.claim(at: 3).count == 1)
        },
        LedgerCase("a partner that is switched off is left alone") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            var site = ConnectWiseSite()
            site.isOn = false
            try await bench.ledger.saveCredentials(
                site, version: 0, sealedKey: nil, partner: bench.partner, by: LedgerBench.who,
                now: bench.at(1))
            #expect(try await bench.claim(at: 2).isEmpty)
        },
        LedgerCase("mapping a customer releases what waited for it") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let claim = try await bench.finishNext(
                .parked(Failure(.companyNotMapped, "19652")), at: 1)
            #expect(try await bench.claim(at: 2).isEmpty)
            try await bench.ledger.mapCustomer(
                claim.customer.id, to: NamedReference(id: 250, name: "Contoso"),
                by: LedgerBench.who, now: bench.at(3))
            let next = try #require(try await bench.claim(at: 3).first)
            #expect(next.customer.companyID == 250)
            #expect(next.effect.failure == nil)
            // A ticket is open once ConnectWise has it.
            #expect(try await bench.openTickets == 0)
            _ = try await bench.ledger.finish(
                claim: next, .done(TicketChange(phase: .open, remoteID: 1), adopted: false),
                at: bench.at(4))
            #expect(try await bench.openTickets == 1)
        },
    ]
}

extension LedgerBench {
    /// The open tickets of the first customer.
    fileprivate var openTickets: Int? {
        get async throws {
            try await ledger.customers(partner, after: nil, limit: 1).first?.openTickets
        }
    }
}
