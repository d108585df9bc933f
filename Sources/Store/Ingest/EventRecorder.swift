internal import GRDB
internal import IntegrationCore

/// Records events and what they cause, in the running transaction.
///
/// What many events of a batch share (rules, settings, sources, customers, the customer's one
/// statistics effect) is read once and kept for the batch.
struct EventRecorder {
    let db: Database
    let partner: RowID<Partner>
    let planner: any EventPlanning
    let now: Timestamp
    let settings: IntegrationSettings
    let rules: [NotificationRule]
    let installationID: String
    var sources: [String: SourceTally] = [:]
    var links: [LinkKey: CustomerLink] = [:]
    var customers: [RowID<Customer>: Customer] = [:]
    var lastSynchronized: [RowID<Customer>: Timestamp?] = [:]
    var accounts: [AccountKey: StoredAccount] = [:]
    var statistics: [RowID<Customer>: StatisticsEffect] = [:]

    /// Reads what the whole batch needs.
    init(
        _ db: Database, partner: RowID<Partner>, planner: any EventPlanning, now: Timestamp
    ) throws {
        self.db = db
        self.partner = partner
        self.planner = planner
        self.now = now
        settings = try db.settings(of: partner).value
        rules = try db.rules(of: partner)
        installationID = try db.installationID()
    }

    /// Records one event.
    mutating func record(_ event: BackupEvent) throws -> Acceptance {
        var event = event
        if event.digest.count != 32 { event.digest = event.decisionDigest }
        if event.raw.isEmpty { event.raw = event.line }
        let source = try sourceID(event.source)
        if let known = try knownEvent(event, source: source) { return known }
        guard let party = event.customer else {
            let id = try insert(event, source: source, link: nil, facts: EventFacts())
            return .accepted(id)
        }
        guard let link = try link(source: source, to: party) else {
            return .rejected(
                reason: "data.customer.id: \(party.id) is unknown, and 5,000 unknown customers wait"
                    + " already; link or ignore them first.")
        }
        guard let customer = try customer(of: link, named: EventText.name(party.name)) else {
            try db.run(
                "UPDATE source_customers SET waiting = waiting + 1 WHERE id = ?", [link.id])
            let id = try insert(
                event, source: source, link: link, facts: EventFacts(isWaiting: true))
            return .accepted(id)
        }
        let facts = try facts(of: event, source: source, customer: customer)
        let id = try insert(event, source: source, link: link, facts: facts)
        try cause(facts, by: event, id: id, customer: customer)
        return .accepted(id)
    }

    /// Plans an event that waited for its customer.
    mutating func release(
        _ event: BackupEvent, id: RowID<StoredEvent>, customer: Customer
    ) throws {
        let facts = try facts(of: event, source: try sourceID(event.source), customer: customer)
        try db.run(
            "UPDATE events SET is_waiting = 0, customer_id = ?, series_id = ?, is_stale = ?,"
                + " counted = ? WHERE id = ?",
            [
                customer.id.rawValue, facts.series?.id, facts.plan.isStale,
                facts.counted?.rawValue, id.rawValue,
            ])
        try cause(facts, by: event, id: id, customer: customer)
    }

    /// Writes what was only counted during the batch.
    mutating func finish() throws {
        for tally in sources.values where tally.accepted > 0 {
            try db.run(
                "UPDATE sources SET events = events + ?, last_seen_at = ? WHERE id = ?",
                [tally.accepted, now.microseconds, tally.id])
        }
    }

    /// An event of the same identity: a duplicate, or a conflict, which is put aside.
    private func knownEvent(_ event: BackupEvent, source: Int64) throws -> Acceptance? {
        let known = try db.firstHot(
            "SELECT id, digest FROM events WHERE source_id = ? AND external_id = ?",
            [.integer(source), .text(event.id)]
        ) { (id: $0.integer(0), digest: $0.bytes(1)) }
        guard let known else { return nil }
        guard known.digest != event.digest else { return .duplicate }
        try db.run(
            "INSERT INTO quarantine (event_id, digest, received_at, body) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            [known.id, blob(event.digest), now.microseconds, blob(event.raw)])
        return .conflict
    }

    private mutating func insert(
        _ event: BackupEvent, source: Int64, link: CustomerLink?, facts: EventFacts
    ) throws -> RowID<StoredEvent> {
        let information = EventText.information(of: event)
        let account = event.account?.id ?? event.device?.id ?? ""
        let name = EventText.name(event.account == nil ? event.device?.name : event.account?.name)
        try db.runHot(
            "INSERT INTO events (partner_id, source_id, external_id, digest, received_at, moment,"
                + " customer_id, source_customer_id, series_id, run_id, class, severity, account,"
                + " account_name, information, folded, is_waiting, is_stale, counted)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(partner.rawValue), .integer(source), .text(event.id), .blob(event.digest),
                .integer(now.microseconds), .integer(event.moment.microseconds),
                .number(facts.isWaiting ? nil : link?.customer?.rawValue), .number(link?.id),
                .number(facts.series?.id), .words(event.runID), .text(event.eventClass.rawValue),
                .integer(event.severity.stored), .text(account), .words(name), .text(information),
                .words(EventText.folded(information, account, name)), .flag(facts.isWaiting),
                .flag(facts.plan.isStale), .words(facts.counted?.rawValue),
            ])
        let id = RowID<StoredEvent>(db.lastInsertedRowID)
        sources[event.source]?.accepted += 1
        try db.runHot(
            "INSERT INTO event_bodies (event_id, body) VALUES (?, ?)",
            [.integer(id.rawValue), .blob(event.raw)])
        return id
    }
}

extension BackupEvent {
    /// The run's id, for jobs that have one.
    var runID: String? {
        guard case .job(let run) = fact else { return nil }
        return run.runID
    }
}
