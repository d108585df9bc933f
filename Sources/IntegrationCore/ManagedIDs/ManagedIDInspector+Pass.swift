extension ManagedIDInspector {
    /// What is known while companies are read.
    struct Pass {
        let inspector: ManagedIDInspector
        /// The customers of each company.
        let byCompany: [Int64: [Customer]]
        var companies: [Int64: ConnectWise.Company] = [:]
        private(set) var findings: [Int64: ManagedIDFinding] = [:]
        /// Where each Managed ID was met, as ConnectWise writes it.
        private var met: [String: [ManagedIDFinding.Entry]] = [:]
        private var readings: [Int64: [ConnectWise.ManagementSummaryReport]] = [:]

        init(inspector: ManagedIDInspector, customers: [Customer]) {
            self.inspector = inspector
            byCompany = Dictionary(
                grouping: customers.filter { $0.companyID != nil }, by: { $0.companyID ?? 0 })
            for customer in customers where customer.companyID == nil {
                findings[customer.number] = ManagedIDFinding(
                    verdict: .notMapped, detail: "The customer is mapped to no company.",
                    checkedAt: inspector.time.now())
            }
        }

        /// Judges the customers of a company that was read.
        mutating func take(
            _ id: Int64, _ reading: Result<[ConnectWise.ManagementSummaryReport], Failure>
        ) {
            let reports: [ConnectWise.ManagementSummaryReport]
            switch reading {
            case .success(let entries): reports = entries
            case .failure(let failure):
                guard let inactivity = inactivity(id) else {
                    for customer in byCompany[id] ?? [] {
                        findings[customer.number] = ManagedIDFinding(
                            verdict: .unreadable, detail: failure.advice,
                            company: name(id, customer), checkedAt: inspector.time.now())
                    }
                    return
                }
                // A deleted company hides its entries: that is what must be said.
                for customer in byCompany[id] ?? [] {
                    judge(customer, id, [], inactivity)
                }
                return
            }
            readings[id] = reports
            for report in reports {
                var entry = ManagedIDFinding.Entry(report)
                entry.company = name(id, byCompany[id]?.first)
                met[report.groupIdentifier, default: []].append(entry)
            }
            for customer in byCompany[id] ?? [] { judge(customer, id, reports, inactivity(id)) }
        }

        /// Judges again what only all entries together show; returns what changed or is new.
        mutating func conclude(telling told: Set<Int64>) -> [Int64: ManagedIDFinding] {
            let before = findings
            for (id, customers) in byCompany {
                for customer in customers {
                    guard let reports = readings[id] else { continue }
                    judge(customer, id, reports, inactivity(id))
                }
            }
            return findings.filter { number, finding in
                !told.contains(number)
                    || before[number].map { !$0.says(the: finding) } ?? true
            }
        }

        private mutating func judge(
            _ customer: Customer, _ id: Int64,
            _ reports: [ConnectWise.ManagementSummaryReport], _ inactivity: String?
        ) {
            let managedID = ManagedID(prefix: inspector.prefix, number: customer.number)
            let elsewhere = (met[managedID.description] ?? []).filter { $0.company?.id != id }
            findings[customer.number] = ManagedIDFinding(
                of: managedID, company: name(id, customer), inactivity: inactivity,
                reports: reports, solution: inspector.solution, elsewhere: elsewhere,
                checkedAt: findings[customer.number]?.checkedAt ?? inspector.time.now())
        }

        /// Why ConnectWise takes nothing for a company; nil when it does.
        private func inactivity(_ id: Int64) -> String? {
            guard let company = companies[id] else { return "no longer in ConnectWise" }
            if company.isDeleted { return "deleted" }
            let status = company.status?.name.lowercased() ?? ""
            return status.contains("inactive") ? "inactive" : nil
        }

        private func name(_ id: Int64, _ customer: Customer?) -> NamedReference {
            NamedReference(
                id: id, name: companies[id]?.name ?? customer?.companyName ?? "company \(id)")
        }
    }
}

extension ManagedIDFinding {
    /// Whether another finding says the same.
    fileprivate func says(the other: ManagedIDFinding) -> Bool {
        verdict == other.verdict && elsewhere == other.elsewhere
    }
}
