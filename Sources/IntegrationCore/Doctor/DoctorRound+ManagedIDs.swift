/// The Managed ID entries of every mapped company.
extension DoctorRound {
    func managedIDs() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let mapped = facts.mapped
        guard !mapped.isEmpty else {
            throw Unchecked(
                reason: "No customer is mapped to a company.",
                remedy: ["Map them with m, or all with M, in Customers (4)."])
        }
        var wrong: [FailureCode: [String]] = [:], order: [FailureCode] = [], unread: [String] = []
        var holders: [String: Set<Int64>] = [:], good = 0
        for (index, (customer, company)) in mapped.enumerated() {
            try Task.checkCancellation()
            note("\(DoctorCheck.managedIDs.title): \(index) of \(mapped.count) companies")
            let id = facts.managedID(customer)
            guard let entries = try await Self.entries(of: company, client) else {
                unread.append("\(id)")
                continue
            }
            for entry in entries { holders[entry.groupIdentifier, default: []].insert(company) }
            switch ManagedIDCheck(entries, managedID: id, solution: facts.site.solution) {
            case .correct: good += 1
            case .wrong(let failure):
                if wrong[failure.code] == nil { order.append(failure.code) }
                wrong[failure.code, default: []].append("\(id)")
            }
        }
        let expected = "Workstations and Servers first, then Backup Stats, with the Managed ID."
        var findings = order.map { code in
            let names = wrong[code] ?? []
            return DoctorFinding(
                .managedIDs, .failed,
                found: "\(names.count) of \(mapped.count) companies: \(code.explanation.sentence)"
                    + " \(Self.names(names)).",
                expected: expected,
                remedy: ["Open Managed IDs (5) and press f: it shows the requests and asks."]
                    + code.explanation.remedy)
        }
        let shared = holders.filter { !$0.key.isEmpty && $0.value.count > 1 }.keys.sorted()
        if !shared.isEmpty {
            findings.append(
                DoctorFinding(
                    .managedIDs, .failed,
                    found: "The same Managed ID on several companies: \(Self.names(shared)).",
                    expected: "Each Managed ID belongs to one company.",
                    remedy: [
                        "Open Managed IDs (5) and look which company is the customer's.",
                        "Remove the entries of the other one in ConnectWise, tab Management.",
                    ]))
        }
        if !unread.isEmpty {
            findings.append(
                DoctorFinding(
                    .managedIDs, .failed,
                    found: "Companies that cannot be read: \(Self.names(unread)).",
                    expected: "Each mapped company is there.",
                    remedy: ["Map these customers anew with m in Customers (4)."]))
        }
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .managedIDs, .good, found: "The entries of all \(good) companies are correct.",
                    expected: expected))
        }
        return findings
    }

    /// The entries of a company; nil when ConnectWise has no such company for us.
    private static func entries(
        of company: Int64, _ client: ConnectWiseClient
    ) async throws -> [ConnectWise.ManagementSummaryReport]? {
        do {
            return try await client.managementSummaryReports(company: company)
        } catch {
            guard error.verdict == .notFound || error.verdict == .notApplied else { throw error }
            return nil
        }
    }
}
