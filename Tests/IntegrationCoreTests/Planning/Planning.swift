import IntegrationCore

/// Events and contexts for the planner's tests: one customer, one nightly job, 2026-11-21.
enum Planning {
    static let base = Timestamp(seconds: 1_795_200_000)
    static let customer = Customer(
        id: RowID(1), number: 19_652, name: "Contoso Dental", companyID: 250)
    static let ticketRule = NotificationRule(
        id: RowID(3), action: .ticket(TicketRule(board: NamedReference(id: 12, name: "Backup"))),
        severities: [.warning, .error])
    static let synchronizeRule = NotificationRule(id: RowID(7), action: .synchronize)

    /// The moment `hours` after the base.
    static func at(_ hours: Int) -> Timestamp { base + .hours(hours) }

    static func job(
        _ result: BackupEvent.JobRun.Result, at hours: Int, kind: JobKind = .backup,
        willRetry: Bool = false, message: String? = nil
    ) -> BackupEvent {
        BackupEvent(
            source: "/efolder/portal", id: "e\(hours)-\(result)", time: at(hours),
            customer: .init(id: "19652", name: "Contoso Dental"),
            account: .init(id: "EFS123456789"),
            device: .init(id: "srv-dc01", name: "SRV-DC01", kind: .server),
            fact: .job(
                .init(
                    jobID: "nightly", kind: kind, willRetry: willRetry, result: result,
                    endedAt: at(hours))),
            message: message)
    }

    static func alert(
        _ state: BackupEvent.Alert.State, _ severity: Severity = .error,
        category: BackupEvent.Alert.Category = .quota
    ) -> BackupEvent {
        BackupEvent(
            source: "/efolder/portal", id: "a-\(state)", time: at(1),
            customer: .init(id: "19652"),
            fact: .alert(.init(key: "disk", state: state, severity: severity, category: category)))
    }

    static func status(_ health: BackupEvent.Status.Health) -> BackupEvent {
        BackupEvent(
            source: "/efolder/portal", id: "s-\(health)", time: at(1),
            customer: .init(id: "19652"), device: .init(id: "srv-dc01"),
            fact: .status(.init(health: health, observedAt: at(1))))
    }

    static func ticket(
        _ phase: Ticket.Phase, remote: Int64? = 5_001, closedAt: Timestamp? = nil,
        rule: RowID<NotificationRule>? = ticketRule.id
    ) -> Ticket {
        Ticket(
            id: RowID(9), episode: 4, xref: "EFS-19652:BackupFailure:0123456789abcdef-4",
            rule: rule, phase: phase, remoteID: remote, closedAt: closedAt)
    }

    /// A context ten hours after the base; `watermark` counts hours from it too.
    static func context(
        ticket: Ticket? = nil, watermark: Int? = nil, success: Int? = nil, unsent: Bool = false,
        rules: [NotificationRule] = [ticketRule], settings: IntegrationSettings = .init(),
        lastSynchronizedAt: Timestamp? = nil, replacesRun: Bool = false
    ) -> PlanningContext {
        PlanningContext(
            now: at(10), installationID: "install-1", customer: customer, settings: settings,
            rules: rules,
            series: ticket == nil && watermark == nil
                ? nil
                : SeriesHistory(
                    watermark: watermark.map(at), newestSuccess: success.map(at), ticket: ticket,
                    openIsUnsent: unsent),
            lastSynchronizedAt: lastSynchronizedAt, replacesRun: replacesRun)
    }

    /// The work of the ticket rule, when there is any.
    static func ticketWork(
        _ event: BackupEvent, _ context: PlanningContext
    ) -> PlannedNotification.Work? {
        EventPlanner().plan(event, in: context).notifications
            .first { $0.rule != synchronizeRule.id }?.work
    }
}
