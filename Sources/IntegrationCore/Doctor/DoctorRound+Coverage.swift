/// Events and additions that would reach nobody.
extension DoctorRound {
    mutating func coverage() async -> [DoctorFinding] {
        var findings = uncoveredEvents()
        let unmapped = facts.customers.filter { $0.companyID == nil }
        if !unmapped.isEmpty {
            let names = Self.names(unmapped.map { "\(facts.managedID($0))" })
            findings.append(
                DoctorFinding(
                    .coverage, .warning,
                    found: "Customers without a company: \(unmapped.count) (\(names));"
                        + " what they send waits.",
                    expected: "Each customer is mapped to a company.",
                    remedy: ["Map them with m, or all with M, in Customers (4)."]))
        }
        let waiting = facts.waiting.reduce(0) { $0 + $1.events }
        if waiting > 0 {
            let names = Self.names(facts.waiting.map { "\($0.source)/\($0.id)" })
            findings.append(
                DoctorFinding(
                    .coverage, .failed,
                    found: "Events that reach nobody: \(waiting), of source customers that are"
                        + " not linked (\(names)).",
                    expected: "Each source customer is linked to a customer.",
                    remedy: ["Link them in Customers (4): they stand on top of the list."]))
        }
        findings += await usageCoverage() + strayAdditions()
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .coverage, .good,
                    found: "Every error reaches somebody, and usage and additions fit together.",
                    expected: "No event is without a rule, a customer and a company, no usage"
                        + " without an addition."))
        }
        return findings
    }

    private func uncoveredEvents() -> [DoctorFinding] {
        let troubles: [EventClass] = [
            .backupFailure, .backupMissed, .archivingFailure, .verification, .hardwareFailure,
            .connectivity, .diskUsage, .serviceStatus, .license, .security, .otherAlert,
        ]
        let rules = facts.rules.filter { $0.action != .synchronize }
        guard !rules.isEmpty else {
            return [
                DoctorFinding(
                    .coverage, .failed, found: "No error opens a ticket: there is no rule for it.",
                    expected: "Each kind of error opens a ticket.",
                    remedy: ["Press n in Rules (8) and choose Open a ConnectWise ticket."])
            ]
        }
        let left = troubles.filter { kind in
            !rules.contains {
                $0.severities.contains(.error) && ($0.eventClasses?.contains(kind) ?? true)
            }
        }
        var findings: [DoctorFinding] = []
        if !left.isEmpty {
            findings.append(
                DoctorFinding(
                    .coverage, .warning,
                    found: "Errors that open no ticket: \(Self.names(left.map(\.rawValue))).",
                    expected: "Each kind of error opens a ticket.",
                    remedy: ["Add the event types to a ticket rule in Rules (8)."]))
        }
        let alone = facts.customers.filter { customer in
            !rules.contains { $0.customers?.contains(customer.number) ?? true }
        }
        if !alone.isEmpty {
            let names = Self.names(alone.map { "\(facts.managedID($0))" })
            findings.append(
                DoctorFinding(
                    .coverage, .warning,
                    found: "Customers that no ticket rule is for: \(alone.count) (\(names)).",
                    expected: "Each customer's failures open tickets.",
                    remedy: ["Widen the customers of a ticket rule in Rules (8)."]))
        }
        return findings
    }

    /// Additions whose serial number is a Managed ID of somebody else: no usage ever reaches them.
    private func strayAdditions() -> [DoctorFinding] {
        let prefix = facts.settings.managedIDPrefix.comparable
        let stray = (additions ?? []).flatMap { company in
            let managedID = facts.managedID(company.customer)
            return company.lines.map(\.addition.serialNumber).filter {
                $0.comparable.hasPrefix(prefix) && !managedID.isNearly($0)
            }.map { "\($0) at \(managedID)" }
        }
        guard !stray.isEmpty else { return [] }
        return [
            DoctorFinding(
                .coverage, .warning,
                found: "Additions that no usage reaches: \(stray.count) (\(Self.names(stray))).",
                expected: "An addition's serial number is the Managed ID of its own company.",
                remedy: ["Correct the serial number of the addition in ConnectWise."])
        ]
    }
}
