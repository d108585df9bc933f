import IntegrationCore
import Testing

@Suite struct SynchronizationPlanningTests {
    private func work(
        _ event: BackupEvent, last: Timestamp? = nil, settings: IntegrationSettings = .init()
    ) -> PlannedNotification.Work? {
        let context = Planning.context(
            rules: [Planning.synchronizeRule], settings: settings, lastSynchronizedAt: last)
        return EventPlanner().plan(event, in: context).notifications.first?.work
    }

    @Test func `the first fact of a customer synchronises at once`() {
        #expect(work(Planning.job(.success, at: 1)) == .synchronize)
    }

    @Test func `within twelve hours the portal's exact sentence is recorded`() {
        let last = Planning.at(9)

        #expect(
            work(Planning.job(.success, at: 1), last: last)
                == .synchronizeLater(
                    due: last + .hours(12),
                    reason: "Skipping ConnectWise synchronization (only updating every 12 hours)."))
    }

    @Test func `a rule for other customers synchronises nothing`() {
        var rule = Planning.synchronizeRule
        for (customers, hears) in [(Set<Int64>?.none, true), ([7, 19_652], true), ([7], false)] {
            rule.customers = customers
            let plan = EventPlanner().plan(
                Planning.job(.success, at: 1), in: Planning.context(rules: [rule]))

            #expect(plan.notifications.count == (hears ? 1 : 0))
        }
    }

    @Test func `when twelve hours are over it synchronises again`() {
        #expect(work(Planning.job(.success, at: 1), last: Planning.at(-2)) == .synchronize)
    }

    @Test func `a clock that was set back does not shut the window for longer than its length`() {
        let future = Planning.at(10) + .days(365)

        guard
            case .synchronizeLater(let due, _)? = work(Planning.job(.success, at: 1), last: future)
        else {
            Issue.record("not postponed")
            return
        }
        #expect(due == Planning.at(22))
    }

    @Test func `a heartbeat synchronises nothing, usage does`() {
        let heartbeat = BackupEvent(
            source: "/s", id: "h", time: Planning.at(1), customer: nil,
            fact: .heartbeat(.init()))
        let usage = BackupEvent(
            source: "/s", id: "u", time: Planning.at(1), customer: .init(id: "19652"),
            fact: .usage(.init(asOf: Planning.at(1), services: [])))

        #expect(work(heartbeat) == nil)
        #expect(work(usage) == .synchronize)
    }

    @Test func `when statistics are switched off the reason is recorded`() {
        var settings = IntegrationSettings()
        settings.updatesStatistics = false

        #expect(work(Planning.job(.success, at: 1), settings: settings).isSkip)
    }

    @Test func `a late fact still counts in the statistics`() {
        let context = Planning.context(
            watermark: 5, success: 5, rules: [Planning.ticketRule, Planning.synchronizeRule])
        let plan = EventPlanner().plan(Planning.job(.failed, at: 3), in: context)

        #expect(plan.isStale)
        #expect(plan.notifications.last?.work == .synchronize)
    }
}
