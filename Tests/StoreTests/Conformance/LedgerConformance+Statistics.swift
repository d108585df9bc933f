import IntegrationCore
import Testing

extension LedgerConformance {
    static let sentence = "Skipping ConnectWise synchronization (only updating every 12 hours)."

    static let statistics = [
        LedgerCase("several facts of one customer make one synchronisation") { bench in
            try await bench.addSyncRule()
            try await bench.record(
                bench.run(.success, minute: 0), bench.run(.success, minute: 1), at: 1)
            let claims = try await bench.claim(at: 2)
            #expect(claims.map(\.effect.kind) == [.statistics])
            let claim = try #require(claims.first)
            #expect(
                try await bench.ledger.finish(
                    claim: claim, .done(nil, adopted: false), at: bench.at(2)))
            #expect(try await bench.states() == [.done, .done])
        },
        LedgerCase("inside the window facts are skipped, and the newest go when it opens") {
            bench in
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            try await bench.finishNext(.done(nil, adopted: false), at: 1)
            try await bench.record(bench.run(.success, minute: 10), at: 10)
            try await bench.record(bench.run(.success, minute: 20), at: 20)

            let skipped = try await bench.rows(.skipped)
            #expect(skipped.map(\.skipReason) == [sentence, sentence])
            #expect(try await bench.claim(at: 30).isEmpty)
            let opens = bench.at(1) + .hours(12)
            #expect(try await bench.ledger.nextDue() == opens)
            let summary = try await bench.ledger.customers(bench.partner, after: nil, limit: 10)
            #expect(summary.first?.waitingFacts == 2)
            #expect(summary.first?.lastSynchronizedAt == bench.at(1))
            #expect(summary.first?.nextAllowedAt == opens)

            try await bench.finishNext(.done(nil, adopted: false), at: 721)
            #expect(try await bench.states() == [.done, .skipped, .done])
        },
        LedgerCase("a failed synchronisation does not use the window up") { bench in
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            try await bench.finishNext(.parked(Failure(.managedIDMissing, "EFS-19652")), at: 1)
            try await bench.record(bench.run(.success, minute: 2), at: 2)
            #expect(try await bench.states() == [.failed, .pending])
            #expect(try await bench.claim(at: 3).count == 1)
        },
        LedgerCase("facts that come during a synchronisation wait for the next one") { bench in
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            let claim = try #require(try await bench.claim(at: 1).first)
            try await bench.record(bench.run(.success, minute: 1), at: 1)
            #expect(try await bench.states() == [.running, .running])
            #expect(
                try await bench.ledger.finish(
                    claim: claim, .done(nil, adopted: false), at: bench.at(2)))
            #expect(try await bench.states() == [.done, .skipped])
            #expect(try await bench.rows(.skipped).map(\.skipReason) == [sentence])
            #expect(try await bench.ledger.nextDue() == bench.at(2) + .hours(12))
        },
        LedgerCase("the figures of a month count each run once, by its newest result") { bench in
            try await bench.record(
                bench.run(.failed, minute: 0, runID: "r1", account: "EFS1"),
                bench.run(.success, minute: 5, runID: "r1", account: "EFS1", stored: 100),
                bench.run(.failed, minute: 3, id: "late", runID: "r1", account: "EFS1"),
                bench.run(.warning, minute: 6, account: "EFS1"),
                bench.run(.success, minute: 7, device: "ws1"),
                bench.run(.success, minute: 8, id: "restore", device: "ws1", kind: .restore),
                at: 9)
            let customer = try #require(
                try await bench.ledger.customer(bench.partner, number: 19_652))
            let facts = try await bench.ledger.statistics(customer: customer.id, now: bench.at(9))
            #expect(facts.year == 2026)
            #expect(facts.month == 11)
            #expect(facts.successfulJobs == 2)
            #expect(facts.failedJobs == 0)
            #expect(facts.devices == [.server: 2])
            let account = try #require(facts.accounts.first { $0.id == "EFS1" })
            #expect(account.successes == 1)
            #expect(account.incomplete == 1)
            #expect(account.storedBytes == 100)
            #expect(account.lastBackupAt == bench.at(5))
            #expect(account.devices == ["DC01"])
            let device = try #require(facts.accounts.first { $0.id == "ws1" })
            #expect(device.restores == 1)
        },
    ]

    static let reprocessing = [
        LedgerCase("a failed ticket is done again, an unclear create is looked up first") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            let failure = Failure(.outcomeUnknown, "reset")
            try await bench.finishNext(
                .unknown(key: "k", probe: 1, at: bench.at(2), failure), at: 1, key: "k")
            let probe = try #require(try await bench.claim(at: 2).first)
            #expect(
                try await bench.ledger.finish(
                    claim: probe, .parked(Failure(.permissionMissing, "403")), at: bench.at(2)))
            let row = try #require(try await bench.rows(.failed).first)
            let answers = try await bench.ledger.reprocess(
                [row.id, RowID(99)], by: LedgerBench.who, now: bench.at(3))
            #expect(answers == [.queued, .notFound])
            let again = try #require(try await bench.claim(at: 3).first)
            #expect(again.isProbe)
            #expect(again.isReprocess)
            #expect(again.effect.uncertainKey == "k")
            let running = try await bench.ledger.reprocess(
                [row.id], by: LedgerBench.who, now: bench.at(3))
            #expect(running == [.alreadyRunning])
        },
        LedgerCase("a ticket that was opened is not opened again") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0), at: 0)
            try await bench.finishNext(
                .done(TicketChange(phase: .open, remoteID: 700), adopted: false), at: 1)
            let row = try #require(try await bench.rows(.done).first)
            let answers = try await bench.ledger.reprocess(
                [row.id], by: LedgerBench.who, now: bench.at(3))
            guard case .nothingToDo = answers.first else {
                Issue.record("the answer was \(answers)")
                return
            }
            #expect(try await bench.claim(at: 3).isEmpty)
        },
        LedgerCase("a skipped synchronisation is done at once, past the window") { bench in
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            try await bench.finishNext(.done(nil, adopted: false), at: 1)
            try await bench.record(bench.run(.success, minute: 10), at: 10)
            let row = try #require(try await bench.rows(.skipped).first)
            let answers = try await bench.ledger.reprocess(
                [row.id], by: LedgerBench.who, now: bench.at(11))
            #expect(answers == [.queued])
            let claim = try await bench.finishNext(.done(nil, adopted: false), at: 11)
            #expect(claim.effect.bypassesWindow)
            #expect(try await bench.states() == [.done, .done])
            #expect(try await bench.ledger.nextDue() == nil)
        },
        LedgerCase("a synchronisation that was done can be done again") { bench in
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            try await bench.finishNext(.done(nil, adopted: false), at: 1)
            let row = try #require(try await bench.rows(.done).first)
            let answers = try await bench.ledger.reprocess(
                [row.id], by: LedgerBench.who, now: bench.at(2))
            #expect(answers == [.queued])
            let claim = try await bench.finishNext(.done(nil, adopted: false), at: 2)
            #expect(claim.isReprocess)
            #expect(try await bench.states() == [.done])
        },
    ]
}
