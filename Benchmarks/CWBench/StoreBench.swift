import IntegrationCore
import Store

/// The figures of the store: durable ingest, and pages of a log of a million events.
struct StoreBench {
    static let group = 500
    let ledger: SQLiteLedger
    let partner: RowID<Partner>
    private let clock = ContinuousClock()

    init(path: String) async throws {
        let who = Operator("bench")
        let now = SampleLines.start
        ledger = try SQLiteLedger(path: path)
        partner = try await ledger.addPartner(name: "Bench", mode: .sandbox, by: who, now: now).id
        _ = try await ledger.addRule(
            action: .ticket(TicketRule(board: NamedReference(id: 1, name: "Backup"))),
            severities: [.warning, .error], eventClasses: nil, partner: partner, by: who, now: now)
        _ = try await ledger.addRule(
            action: .synchronize, severities: Set(Severity.allCases), eventClasses: nil,
            partner: partner, by: who, now: now)
    }

    /// Fills the store; the first 100,000 events into the empty store are the budget's figure.
    func ingest(total: Int, report: Report) async throws {
        let measured = min(total, 100_000)
        let lines = (0..<measured).map(SampleLines.line)
        let start = clock.now
        let processor = Process.processorSeconds
        try await record(0..<measured) { lines[$0] }
        let rate = Double(measured) / (clock.now - start).inSeconds
        // Two threads share it, so half of it is the least time an event can take.
        let micros = (Process.processorSeconds - processor) / Double(measured) * 1_000_000
        report.note("processor time of an event, reader and writer together", "\(Int(micros)) µs")
        report.atLeast(
            "durable ingest, \(measured) events into an empty store", rate, 10_000, unit: "events/s"
        )
        let rest = clock.now
        try await record(measured..<total, line: SampleLines.line)
        if total > measured {
            let rate = Double(total - measured) / (clock.now - rest).inSeconds
            report.note("durable ingest, up to \(total) events", "\(Int(rate)) events/s")
        }
    }

    /// Reads one group while the one before it is stored.
    private func record(
        _ range: Range<Int>, line: @escaping @Sendable (Int) -> [UInt8]
    ) async throws {
        @Sendable func events(from first: Int) throws -> [BackupEvent] {
            let reader = EventReader()
            return try (first..<min(first + Self.group, range.upperBound)).map { number in
                try reader.read(line(number), now: SampleLines.start + .seconds(number))
            }
        }
        guard !range.isEmpty else { return }
        var next = try events(from: range.lowerBound)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.group) {
            let batch = next
            async let following = events(
                from: first + Self.group < range.upperBound ? first + Self.group : range.upperBound)
            _ = try await ledger.record(
                batch, partner: partner, planner: EventPlanner(),
                now: SampleLines.start + .seconds(first + Self.group), dryRun: false)
            next = try await following
        }
    }

    /// Pages of the log: the first, any, by customer, failed only.
    func pages(report: Report) async throws {
        let now = SampleLines.start + .days(60)
        // Some failures, spread over the log, so that the failed ones are not all in one place.
        for _ in 0..<20 {
            for claim in try await ledger.claimDue(
                owner: "bench", now: now, lease: .seconds(60),
                room: ClaimRoom(total: 100))
            {
                _ = try await ledger.finish(
                    claim, outcome: .parked(Failure(.boardNotFound, "Backup")), requests: [],
                    now: now)
            }
        }
        let newest = try await page(EventFilter(), before: nil).rows.first?.id.rawValue ?? 1
        let anyPage = (0..<200).map { RowID<StoredEvent>(newest * Int64($0) / 200 + 1) }
        try await time("first page", Array(repeating: nil, count: 200), EventFilter(), report)
        try await time("any page", anyPage, EventFilter(), report)
        var failed = EventFilter()
        failed.failedOnly = true
        try await time("any page of failed", anyPage, failed, report)
        var customer = EventFilter()
        customer.customer = RowID(77)
        try await time("any page of a customer", anyPage, customer, report)
        let start = clock.now
        _ = try await ledger.overview(partner, now: now)
        report.under("overview", (clock.now - start).inSeconds * 1_000, 20, unit: "ms")
    }

    private func time(
        _ name: String, _ starts: [RowID<StoredEvent>?], _ filter: EventFilter, _ report: Report
    ) async throws {
        var times: [Double] = []
        for before in starts {
            times.append(try await page(filter, before: before).milliseconds)
        }
        times.sort()
        let median = times[times.count / 2]
        report.note("\(name), median", "\((median * 1_000).rounded() / 1_000) ms")
        report.under("\(name), 99th of 100", times[times.count * 99 / 100], 5, unit: "ms")
    }

    private func page(
        _ filter: EventFilter, before: RowID<StoredEvent>?
    ) async throws -> (rows: [EventRow], milliseconds: Double) {
        let start = clock.now
        let rows = try await ledger.events(
            partner, matching: filter, page: PageRequest(before: before, limit: 50))
        return (rows, (clock.now - start).inSeconds * 1_000)
    }
}
