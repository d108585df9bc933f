import IntegrationCore
import TUIWidgets

@testable import CWConsole

/// Named sample records, all at one documented instant: 2026-11-03 15:04:33 UTC.
enum Samples {
    static let now = Timestamp(rfc3339: "2026-11-03T15:04:33Z") ?? Timestamp(seconds: 0)

    static let names = [
        "Contoso Dental", "Fabrikam", "Litware", "Café Zoë", "O'Neill & Söhne", "漢字 Trading",
        "Adatum", "Wide World Importers",
    ]

    static func place(
        isSandbox: Bool = true, isReadOnly: Bool = false, role: OperatorRole = .manager
    ) -> Place {
        var options = ConsoleOptions()
        options.isReadOnly = isReadOnly
        options.role = role
        return Place(
            partner: "Northwind MSP", modeLabel: isSandbox ? "SANDBOX" : "LIVE",
            isSandbox: isSandbox, user: "kim", engine: .here, options: options)
    }

    static func event(_ number: Int64, secondsAgo: Int = 0, severity: Severity? = nil) -> EventRow {
        let kinds: [Severity] = [.info, .info, .warning, .info, .error]
        let severity = severity ?? kinds[Int(number % 5)]
        let sentences: [Severity: String] = [
            .info: "Backup completed", .warning: "Backup completed with warnings: 3 files skipped",
            .error: "Backup failed: VSS snapshot error 0x8004231f",
        ]
        let customer = 19_652 + number % 8
        let marks: [EventRow.Mark] =
            severity == .error
            ? [
                .init(action: "ticket", state: .done, ticket: 5_000 + number),
                .init(action: "sync", state: .failed),
            ] : [.init(action: "sync", state: .skipped)]
        return EventRow(
            id: RowID(number), receivedAt: now - .seconds(secondsAgo),
            moment: now - .seconds(secondsAgo + 2), customerNumber: customer,
            customerName: names[Int(number % 8)], customer: RowID(customer),
            account: "EFS12345\(1_000 + number % 100)", information: sentences[severity] ?? "",
            eventClass: severity == .error ? .backupFailure : .backupCompleted,
            severity: severity, notifications: marks)
    }

    /// Events `newest`, `newest - 1`, … one second apart.
    static func events(newest: Int64, count: Int) -> [EventRow] {
        (0..<count).map { event(newest - Int64($0), secondsAgo: $0) }
    }

    static let causes: [FailureCode] = [
        .signInRefused, .managedIDSwitched, .boardNotFound, .companyNotMapped,
    ]

    static func failed(_ number: Int64, state: NotificationState = .failed) -> NotificationRow {
        let customer = 19_652 + number % 8
        let code = causes[Int(number % 4)]
        return NotificationRow(
            id: RowID(number), event: RowID(number * 2),
            information: "Backup failed: VSS snapshot error 0x8004231f",
            moment: now - .seconds(600 + Int(number)), customerNumber: customer,
            customerName: names[Int(number % 8)], customer: RowID(customer),
            account: "EFS12345\(1_000 + number % 100)", action: number % 3 == 0 ? "sync" : "ticket",
            kind: .ticketOpen, state: state, attempts: Int(number % 4) + 1, nextAttemptAt: nil,
            updatedAt: now - .seconds(400 + Int(number) * 60),
            failure: state == .failed ? Failure(code, "Board \"Alerts\" is gone.") : nil,
            skipReason: nil, ticket: nil)
    }

    static func detail(_ row: NotificationRow) -> NotificationDetail {
        NotificationDetail(
            row: row,
            attempts: [
                .init(
                    at: row.updatedAt, outcome: "failed", failure: row.failure,
                    requests: [
                        RequestRecord(
                            method: .post, path: "/service/tickets", sentAt: row.updatedAt,
                            milliseconds: 214, status: 401, requestID: "a1b2c3d4",
                            error: "Unauthorized")
                    ])
            ])
    }

    static func eventDetail(_ row: EventRow) -> EventDetail {
        let event = BackupEvent(
            source: "veeam-01", id: "run-\(row.id)", time: row.moment,
            customer: .init(id: "19652", name: row.customerName),
            account: .init(id: row.account), device: .init(id: "srv-1", name: "SRV-DC01"),
            fact: .job(
                .init(
                    jobID: "job-7", jobName: "Nightly", result: .failed, endedAt: row.moment,
                    code: "0x8004231f")),
            message: "VSS snapshot error \u{1B}[31mred\u{1B}[0m", raw: Array("{\"id\":1}".utf8))
        return EventDetail(
            row: row, event: event, isStale: false, notifications: [failed(row.id.rawValue)])
    }

    static let window = CustomerSummary(
        customer: Customer(id: RowID(1), number: 19_652, name: "Contoso Dental", companyID: 7),
        lastSynchronizedAt: now - .hours(9), nextAllowedAt: now + .hours(3), waitingFacts: 4,
        openTickets: 1, failed: 0)

    static func overview(failed: Int = 480, events: Int = 12_480) -> OverviewReading {
        OverviewReading(
            figures: Overview(
                byState: [.failed: failed, .done: 11_204, .skipped: 830, .pending: 3, .waiting: 2],
                events: events, due: 3, oldestDueAt: now - .seconds(12),
                requestsPerMinute: (0..<60).map { ($0 * 7) % 31 },
                worstLateness: .seconds(21), unknown: 1, adopted: 4, repeated: 0,
                windows: [window], newestEventAt: now - .seconds(1), waitingSourceCustomers: 2,
                unmappedCustomers: 3, ticketRules: 1, synchronizeRules: 1,
                lastRequest: RequestRecord(
                    method: .get, path: "/company/companies", sentAt: now - .seconds(4),
                    milliseconds: 87, status: 200)),
            circuit: nil, hasCredentials: true, isOn: true, host: "api-na.myconnectwise.net",
            prefix: "EFS-")
    }

    static var site: ConnectWiseSite {
        var site = ConnectWiseSite()
        site.url = "https://api-na.myconnectwise.net"
        site.company = "northwind"
        site.publicKey = "Zx81pQ"
        site.clientID = "0b6e5c6e-4f7b-4d2e-9a31-0a4f6f1e2d3c"
        site.solution = "Backup"
        return site
    }

    static let credentials = SavedCredentials(
        site: site, version: 3, savedBy: "kim", savedAt: now - .days(2),
        key: SecretNote(setAt: now - .days(2), setBy: "kim", fingerprint: "7f2a"))
}
