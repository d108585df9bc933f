import IntegrationCore

/// What was found about one customer's Managed ID entries, as commands print it.
struct ManagedIDEntries: Sendable {
    /// Whose they are, and what was found.
    let customer: Customer, managedID: String, finding: ManagedIDFinding

    /// The findings as a table.
    static func table(_ all: [ManagedIDEntries]) -> String {
        var table = ResultTable(
            .text("MANAGED ID"), .text("COMPANY"), .text("ENTRY 1"), .text("ENTRY 2"),
            .text("VERDICT"))
        for item in all {
            let kinds = item.finding.entries.map(\.deviceType)
            table.add(
                item.managedID, item.finding.company?.name ?? "", kinds.first ?? "",
                kinds.dropFirst().joined(separator: ", "), item.finding.verdict.words)
        }
        return table.text(
            empty: "No customer is mapped to a company yet: cwconsole customers map.")
    }

    /// The entries as `--json` says them.
    var document: JSONValue {
        [
            "customer": .integer(customer.number), "managedId": .string(managedID),
            "companyId": .optional(finding.company?.id),
            "companyName": .optional(finding.company?.name),
            "verdict": .string(finding.verdict.words), "detail": .string(finding.detail),
            "code": .optional(finding.verdict.failureCode?.rawValue),
            "entries": .list(finding.entries, Self.document),
            "elsewhere": .list(finding.elsewhere, Self.document),
        ]
    }

    private static func document(_ entry: ManagedIDFinding.Entry) -> JSONValue {
        [
            "id": .integer(entry.id), "groupIdentifier": .string(entry.groupIdentifier),
            "deviceType": .string(entry.deviceType), "solution": .optional(entry.solution),
            "agreement": .optional(entry.agreement), "company": .optional(entry.company?.name),
        ]
    }
}

/// What the commands about Managed IDs have at hand.
struct ManagedIDWork: Sendable {
    let session: Session, ledger: any Ledger, partner: Partner, desk: ManagedIDDesk
    let customers: [Customer], prefix: String

    /// Opens store and ConnectWise.
    static func open(in session: Session) async throws -> ManagedIDWork {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let client = try await session.jobClient(for: partner, ledger)
        return try await ManagedIDWork(
            session: session, ledger: ledger, partner: partner,
            desk: .make(
                partner.id, ledger: ledger, client: client, by: session.user, time: session.time),
            customers: ledger.allCustomers(of: partner.id).map(\.customer),
            prefix: ledger.settings(partner.id).value.managedIDPrefix)
    }

    /// The numbers that a person named; nil for all mapped customers.
    func numbers(_ ids: [String]) async throws -> Set<Int64>? {
        var numbers: Set<Int64> = []
        for id in ids {
            numbers.insert(try await ledger.customer(named: id, of: partner.id).number)
        }
        return ids.isEmpty ? nil : numbers
    }

    /// Checks customers with a progress line.
    func check(_ numbers: Set<Int64>?) async throws -> [ManagedIDEntries] {
        let line = ProgressLine(output: session.output, time: session.time)
        defer { line.clear() }
        let findings = try await desk.check(numbers, tell: progress(line))
        return customers.compactMap { customer in
            findings[customer.number].map {
                ManagedIDEntries(
                    customer: customer, managedID: "\(prefix)\(customer.number)", finding: $0)
            }
        }
    }

    /// Shows how far a check is.
    func progress(_ line: ProgressLine) -> @Sendable (ManagedIDInspector.News) -> Void {
        { news in
            guard case .progress(let done, let total) = news, total > 0 else { return }
            line.show(
                "\(done) of \(total) companies", count: done,
                share: Double(done) / Double(total))
        }
    }
}
