import IntegrationCore
import Testing

@Suite struct TicketPlanningTests {
    @Test func `the first failure of a series opens a ticket`() {
        let work = Planning.ticketWork(Planning.job(.failed, at: 1), Planning.context())

        guard case .openTicket(let episode, let xref) = work else {
            Issue.record("\(String(describing: work))")
            return
        }
        #expect(episode == 1)
        #expect(xref.wholeMatch(of: /EFS-19652:BackupFailure:[0-9a-f]{16}-1/) != nil)
    }

    @Test func `a rule for other customers opens nothing, the next one may`() {
        var others = Planning.ticketRule
        others.customers = [7]
        let everybody = NotificationRule(
            id: RowID(4), action: others.action, severities: others.severities)
        let failure = Planning.job(.failed, at: 1)

        let alone = EventPlanner().plan(failure, in: Planning.context(rules: [others]))
        #expect(alone.notifications.isEmpty)
        let both = EventPlanner().plan(failure, in: Planning.context(rules: [others, everybody]))
        #expect(both.notifications.map(\.rule) == [everybody.id])
        others.customers = [7, 19_652]
        let named = EventPlanner().plan(failure, in: Planning.context(rules: [others, everybody]))
        #expect(named.notifications.map(\.rule) == [others.id])
    }

    @Test func `a success closes the ticket of a customer that its rule no longer names`() {
        var rule = Planning.ticketRule
        rule.customers = [7]
        let context = Planning.context(
            ticket: Planning.ticket(.open), watermark: 1, rules: [rule])

        #expect(Planning.ticketWork(Planning.job(.success, at: 2), context) == .resolve(RowID(9)))
    }

    @Test func `a repeat becomes a note on the open ticket`() {
        for phase in [Ticket.Phase.opening, .open, .drifted] {
            let context = Planning.context(ticket: Planning.ticket(phase), watermark: 1)

            #expect(Planning.ticketWork(Planning.job(.failed, at: 2), context) == .note(RowID(9)))
        }
    }

    @Test func `a rule without notes records the repeat as skipped`() {
        var rule = Planning.ticketRule
        rule.action = .ticket(
            TicketRule(board: NamedReference(id: 12, name: "Backup"), notesRepeats: false))
        let context = Planning.context(
            ticket: Planning.ticket(.open), watermark: 1, rules: [rule])

        #expect(Planning.ticketWork(Planning.job(.failed, at: 2), context).isSkip)
    }

    @Test func `the same run reported again adds no note`() {
        let context = Planning.context(
            ticket: Planning.ticket(.open), watermark: 1, replacesRun: true)

        #expect(Planning.ticketWork(Planning.job(.failed, at: 2), context).isSkip)
    }

    @Test func `a strictly newer success resolves with the ticket's rule`() {
        // The rule listens to warnings and errors only; resolving needs neither.
        let context = Planning.context(ticket: Planning.ticket(.open), watermark: 1)
        let plan = EventPlanner().plan(Planning.job(.success, at: 2), in: context)

        #expect(!plan.isStale)
        #expect(plan.signal == .success)
        #expect(
            plan.notifications
                == [PlannedNotification(rule: RowID(3), work: .resolve(RowID(9)))])
    }

    @Test(arguments: [0, 1])
    func `a success that is as old as the failure, or older, resolves nothing`(hours: Int) {
        let context = Planning.context(ticket: Planning.ticket(.open), watermark: 1)
        let plan = EventPlanner().plan(Planning.job(.success, at: hours), in: context)

        #expect(plan.isStale)
        #expect(plan.notifications.isEmpty)
    }

    @Test func `a late failure opens nothing and says why`() {
        let context = Planning.context(watermark: 5, success: 5)
        let plan = EventPlanner().plan(Planning.job(.failed, at: 3), in: context)

        #expect(plan.isStale)
        guard case .skip(let reason)? = plan.notifications.first?.work else {
            Issue.record("not skipped")
            return
        }
        #expect(reason.contains("A success at"))
    }

    @Test func `a failure on a healthy series that is newer opens`() {
        let context = Planning.context(watermark: 5, success: 5)

        #expect(Planning.ticketWork(Planning.job(.failed, at: 6), context).isOpen(episode: 1))
    }

    @Test func `a success on a healthy series is no work but counts`() {
        let plan = EventPlanner().plan(
            Planning.job(.success, at: 6), in: Planning.context(watermark: 5, success: 5))

        #expect(plan == EventPlan(isStale: false, signal: .success, notifications: []))
    }

    @Test func `a success before the create left takes it back`() {
        let context = Planning.context(
            ticket: Planning.ticket(.opening, remote: nil), watermark: 1, unsent: true)

        #expect(
            Planning.ticketWork(Planning.job(.success, at: 2), context) == .withdraw(RowID(9)))
    }

    @Test func `a success after an unclear create resolves`() {
        let context = Planning.context(
            ticket: Planning.ticket(.opening, remote: nil), watermark: 1, unsent: false)

        #expect(Planning.ticketWork(Planning.job(.success, at: 2), context) == .resolve(RowID(9)))
    }

    @Test func `a failure while the resolve is under way reopens`() {
        let context = Planning.context(ticket: Planning.ticket(.resolving), watermark: 1)

        #expect(Planning.ticketWork(Planning.job(.failed, at: 2), context) == .reopen(RowID(9)))
        #expect(Planning.ticketWork(Planning.job(.success, at: 2), context) == nil)
    }

    @Test func `within the window the same ticket reopens, later a new one opens`() {
        let closed = Planning.ticket(.closed, closedAt: Planning.at(1))
        let context = Planning.context(ticket: closed, watermark: 1)
        var late = Planning.context(ticket: closed, watermark: 1)
        late.now = Planning.at(30)

        #expect(Planning.ticketWork(Planning.job(.failed, at: 20), context) == .reopen(RowID(9)))
        #expect(Planning.ticketWork(Planning.job(.failed, at: 25), late) == .reopen(RowID(9)))
        #expect(Planning.ticketWork(Planning.job(.failed, at: 26), late).isOpen(episode: 5))
    }

    @Test func `a ticket that ConnectWise never had is not reopened`() {
        let withdrawn = Planning.ticket(.closed, remote: nil, closedAt: Planning.at(1))
        let context = Planning.context(ticket: withdrawn, watermark: 1)

        #expect(Planning.ticketWork(Planning.job(.failed, at: 2), context).isOpen(episode: 5))
    }

    @Test func `a ticket that is never closed is told of the first success only`() {
        var rule = Planning.ticketRule
        rule.action = .ticket(
            TicketRule(board: NamedReference(id: 12, name: "Backup"), closing: .never))
        let first = Planning.context(
            ticket: Planning.ticket(.open), watermark: 1, success: 0, rules: [rule])
        let second = Planning.context(
            ticket: Planning.ticket(.open), watermark: 2, success: 2, rules: [rule])

        #expect(Planning.ticketWork(Planning.job(.success, at: 2), first) == .resolve(RowID(9)))
        #expect(Planning.ticketWork(Planning.job(.success, at: 3), second) == nil)
    }

    @Test func `what is tried again, skipped or cancelled opens nothing`() {
        let everything = NotificationRule(id: RowID(3), action: Planning.ticketRule.action)
        let context = Planning.context(rules: [everything])

        for event in [
            Planning.job(.failed, at: 1, willRetry: true), Planning.job(.skipped, at: 1),
            Planning.job(.cancelled, at: 1), Planning.job(.failed, at: 1, kind: .restore),
        ] {
            let plan = EventPlanner().plan(event, in: context)
            #expect(plan.signal == .neutral)
            #expect(plan.notifications.first?.work.isSkip == true)
        }
    }

    @Test(arguments: JobKind.allCases)
    func `only backup, replication, archive and verify open tickets`(kind: JobKind) {
        let work = Planning.ticketWork(
            Planning.job(.failed, at: 1, kind: kind), Planning.context())

        #expect(work.isOpen(episode: 1) == kind.opensTickets)
    }

    @Test func `the first rule that listens wins`() {
        let narrow = NotificationRule(
            id: RowID(1), action: Planning.ticketRule.action, severities: [.error],
            eventClasses: [.archivingFailure])
        let context = Planning.context(rules: [narrow, Planning.ticketRule])

        let backup = EventPlanner().plan(Planning.job(.failed, at: 1), in: context)
        let archive = EventPlanner().plan(
            Planning.job(.failed, at: 1, kind: .archive), in: context)

        #expect(backup.notifications.map(\.rule) == [RowID(3)])
        #expect(archive.notifications.map(\.rule) == [RowID(1)])
    }

    @Test func `a wrong clock of the source cannot block its series`() {
        let plan = EventPlanner().plan(Planning.job(.success, at: 60), in: Planning.context())

        #expect(plan.isStale)
    }

    @Test func `what is older than 400 days opens nothing`() {
        let work = Planning.ticketWork(
            Planning.job(.failed, at: -24 * 401), Planning.context())

        #expect(work.isSkip)
    }

    @Test func `alerts and health open and close like jobs`() {
        #expect(Planning.ticketWork(Planning.alert(.firing), Planning.context()).isOpen(episode: 1))
        #expect(
            Planning.ticketWork(Planning.status(.critical), Planning.context()).isOpen(episode: 1))
        #expect(Planning.ticketWork(Planning.status(.parked), Planning.context()) == nil)
        let open = Planning.context(ticket: Planning.ticket(.open), watermark: 0)
        #expect(Planning.ticketWork(Planning.alert(.resolved), open) == .resolve(RowID(9)))
        #expect(Planning.ticketWork(Planning.status(.normal), open) == .resolve(RowID(9)))
    }
}

extension PlannedNotification.Work? {
    var isSkip: Bool { self?.isSkip == true }

    func isOpen(episode: Int) -> Bool {
        if case .openTicket(episode, _)? = self { true } else { false }
    }
}

extension PlannedNotification.Work {
    var isSkip: Bool { if case .skip = self { true } else { false } }
}
