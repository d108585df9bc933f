import IntegrationCore

/// Reads what the screens ask for.
struct Reader: Sendable {
    let context: ConsoleContext
    private let ledger: any Ledger, now: Timestamp
    /// The partner, and what signs in to its ConnectWise.
    let partner: RowID<Partner>,
        client: @Sendable (RowID<Partner>) async throws -> ConnectWiseClient

    /// Ids of one bulk act; more are left for a second one.
    static let targetLimit = 10_000

    init(_ context: ConsoleContext) {
        self.context = context
        ledger = context.ledger
        partner = context.partner.id
        now = context.time.now()
        client = context.client
    }

    /// Answers one question.
    func read(_ load: Load) async throws -> Loaded {
        switch load {
        case .changes: return .changes(try await ledger.changeCounter())
        case .overview: return .overview(try await overview())
        case .strip:
            let page = PageRequest<StoredEvent>(limit: StripSize.rows)
            return .strip(try await ledger.events(partner, matching: EventFilter(), page: page))
        case .events(let filter, let page):
            return .events(try await ledger.events(partner, matching: filter, page: page), page)
        case .newEvents(let filter, let top):
            let page = PageRequest<StoredEvent>(after: top, limit: 1_000)
            let rows = try await ledger.events(partner, matching: filter, page: page)
            return .newEvents(
                count: rows.count, newest: rows.first?.id, isMore: rows.count >= page.limit)
        case .eventDetail(let id): return try await eventDetail(id)
        case .failed(let filter, let page):
            return .failed(
                try await ledger.notifications(partner, matching: filter, page: page), page)
        case .causes: return .causes(try await ledger.failureGroups(partner))
        case .notification(let id): return .notification(try await ledger.notification(id))
        case .watched(let ids):
            var rows: [NotificationRow] = []
            for id in ids {
                if let detail = try await ledger.notification(id) { rows.append(detail.row) }
            }
            return .watched(rows)
        case .targets(let filter): return try await targets(filter)
        case .credentials: return .credentials(try await credentials())
        case .customers:
            return .customers(
                try await allCustomers(), try await ledger.waitingSourceCustomers(partner))
        case .accounts(let number):
            return .accounts(
                try await ledger.accounts(partner, customer: number, after: nil, limit: 1_000),
                customer: number)
        case .findings: return .findings(try await ledger.managedIDFindings(partner))
        case .repairs: return .repairs(try await ledger.openRepairs(partner))
        case .references:
            return .references(SavedReferences(try await ledger.crossReferences(partner)))
        case .rules: return .rules(try await ledger.rules(partner))
        case .settings: return .settings(SavedSettings(try await ledger.settings(partner)))
        case .report: return .report(try await ledger.doctorReport(partner))
        case .partners: return .partners(try await partners())
        case .audit(let filter, let id):
            return .audit(
                try await ledger.audit(matching: filter, before: id, limit: AuditState.pageSize),
                filter, before: id)
        case .auditCheck: return .auditCheck(try await ledger.verifyAudit())
        case .choices(let question): return .choices(try await choices(question), question)
        }
    }

    private func allCustomers() async throws -> [CustomerSummary] {
        var all: [CustomerSummary] = []
        while true {
            let page = try await ledger.customers(
                partner, after: all.last?.customer.number, limit: 1_000)
            all += page
            if page.count < 1_000 { return all }
        }
    }

    private func overview() async throws -> OverviewReading {
        let figures = try await ledger.overview(partner, now: now)
        let site = try await ledger.site(partner).value
        let key = try await ledger.secretNote(partner)
        let circuit = try await ledger.partners().first { $0.id == partner }?.circuit
        return OverviewReading(
            figures: figures, circuit: circuit, hasCredentials: key != nil && !site.url.isEmpty,
            isOn: site.isOn, host: WebAddress(site.url)?.authority ?? "",
            prefix: try await ledger.settings(partner).value.managedIDPrefix)
    }

    private func partners() async throws -> [PartnerSummary] {
        var rows: [PartnerSummary] = []
        for partner in try await ledger.partners() {
            let figures = try await ledger.overview(partner.id, now: now)
            let site = try await ledger.site(partner.id).value
            rows.append(
                PartnerSummary(
                    partner: partner, host: WebAddress(site.url)?.authority ?? "",
                    failed: figures.byState[.failed] ?? 0, due: figures.due))
        }
        return rows
    }

    private func eventDetail(_ id: RowID<StoredEvent>) async throws -> Loaded {
        guard let detail = try await ledger.event(id) else { return .eventDetail(nil, []) }
        var full: [NotificationDetail] = []
        for row in detail.notifications.prefix(8) {
            if let notification = try await ledger.notification(row.id) {
                full.append(notification)
            }
        }
        return .eventDetail(detail, full)
    }

    private func targets(_ filter: NotificationFilter) async throws -> Loaded {
        var ids: [RowID<Notification>] = []
        var page = PageRequest<Notification>(limit: 1_000)
        while ids.count < Self.targetLimit {
            let rows = try await ledger.notifications(partner, matching: filter, page: page)
            ids += rows.map(\.id)
            guard rows.count >= page.limit, let last = rows.last else {
                return .targets(ids, isMore: false)
            }
            page.before = last.id
        }
        return .targets(ids, isMore: true)
    }

    private func credentials() async throws -> SavedCredentials {
        let site = try await ledger.site(partner)
        return SavedCredentials(
            site: site.value, version: site.version, savedBy: site.savedBy, savedAt: site.savedAt,
            key: try await ledger.secretNote(partner))
    }
}
