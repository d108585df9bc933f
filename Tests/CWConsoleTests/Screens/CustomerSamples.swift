import IntegrationCore
import TUIWidgets

@testable import CWConsole

extension Samples {
    /// Customers 19652 and on, with a company but for the third and the sixth.
    static func summaries(_ count: Int) -> [CustomerSummary] {
        (0..<count).map { index in
            let number = 19_652 + Int64(index)
            let isMapped = index % 3 != 2
            let name = names[index % names.count]
            return CustomerSummary(
                customer: Customer(
                    id: RowID(number), number: number, name: name,
                    companyID: isMapped ? 250 + Int64(index) : nil,
                    companyName: isMapped ? name + " Ltd" : nil),
                lastSynchronizedAt: isMapped ? now - .seconds(3_600) : nil,
                nextAllowedAt: isMapped ? now + .seconds(11 * 3_600) : nil,
                waitingFacts: index % 4, openTickets: index % 3, failed: index % 2)
        }
    }

    /// A parent with a sub-account, and one account on its own.
    static func accounts(of number: Int64) -> [Account] {
        (0..<3).map { index in
            var settings = AccountSettings()
            if index == 2 { settings.parent = "EFS1234500" }
            settings.plan = "Select"
            return Account(
                id: RowID(number * 10 + Int64(index)), customer: RowID(number),
                customerNumber: number, externalID: "EFS123450\(index)", name: "SRV-0\(index)",
                kind: .server, settings: settings, devices: ["SRV-0\(index)"],
                lastSuccessAt: now - .seconds(7_200),
                lastEvent: Account.LastEvent(
                    at: now - .seconds(600), severity: index == 1 ? .error : .info,
                    information: index == 1 ? "Backup failed: VSS" : "Backup completed"),
                storedBytes: Int64(index + 1) * 100 * (1 << 30))
        }
    }

    static let waiting = [
        WaitingSourceCustomer(source: "veeam", id: "ACME-7", name: "Acme Foods", events: 12)
    ]

    static func match(_ number: Int64, _ kind: CompanyMatch.Kind, concern: String? = nil)
        -> CompanyMatch
    {
        let candidates = [
            CompanyMatch.Candidate(
                company: NamedReference(id: 900, name: "Litware Inc"), likeness: 1,
                concern: concern),
            CompanyMatch.Candidate(
                company: NamedReference(id: 901, name: "Litware Labs"), likeness: 0.7,
                concern: "prospect"),
        ]
        return CompanyMatch(
            customer: Customer(id: RowID(number), number: number, name: "Litware"), kind: kind,
            candidates: kind == .none ? [] : candidates)
    }

    static func finding(_ verdict: ManagedIDVerdict, entries: [String] = []) -> ManagedIDFinding {
        ManagedIDFinding(
            verdict: verdict, detail: verdict == .correct ? "" : "entry 1 is Backup Stats",
            entries: entries.enumerated().map {
                .init(
                    id: Int64($0 + 1), groupIdentifier: $1,
                    deviceType: ($0 == 0) == (verdict == .switched)
                        ? "BackupStats" : "WorkstationsAndServers",
                    solution: "eFolder")
            }, checkedAt: now - .seconds(300))
    }

    static let plan = RepairPlan(
        title: "Managed IDs of EFS-19653 Fabrikam", customerNumber: 19_653,
        steps: [
            RepairStep(
                .delete, "/company/companies/251/managementReportSetups/1",
                purpose: "remove entry 1"),
            RepairStep(
                .post, "/company/companies/251/managementReportSetups",
                body: ["groupIdentifier": "EFS-19653"], purpose: "add entry 1"),
        ])
}

extension Console {
    /// A console with customers, their accounts and what checks found.
    static func withCustomers(
        _ size: Size = Size(columns: 120, rows: 36), pane: Pane, count: Int = 6,
        place: Place = Samples.place()
    ) -> Console {
        var console = Console(size, pane: pane, place: place, events: 50, failed: 2)
        console.customers = Samples.summaries(count)
        console.waiting = Samples.waiting
        for summary in console.customers.prefix(50) {
            let number = summary.customer.number
            console.accounts[number] = Samples.accounts(of: number)
        }
        console.findings = [
            19_652: Samples.finding(.correct, entries: ["EFS-19652", "EFS-19652"]),
            19_653: Samples.finding(.switched, entries: ["EFS-19653", "EFS-19653"]),
            19_655: Samples.finding(.nearMiss, entries: ["efs-19655"]),
        ]
        console.send(.tick(Samples.now))
        console.answerAll()
        console.pass(.milliseconds(400))
        return console
    }

    /// News of the job that was started last.
    mutating func news(_ news: JobNews) {
        guard
            case .start(_, let run)? = effects.last(where: {
                if case .start = $0 { true } else { false }
            })
        else { return }
        send(.job(news, run: run))
        answerAll()
    }
}
