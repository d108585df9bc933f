/// What can be told from the store alone: rules, alerts, coverage.
extension DoctorRound {
    func rules() -> [DoctorFinding] {
        let tickets = facts.rules.filter { $0.action != .synchronize }
        let synchronize = facts.rules.filter { $0.action == .synchronize }
        var findings: [DoctorFinding] = []
        if tickets.isEmpty {
            findings.append(
                DoctorFinding(
                    .rules, .failed, found: "No rule opens tickets.",
                    expected: "A rule Open a ConnectWise ticket.",
                    remedy: [
                        "Press n in Rules (8) and choose Open a ConnectWise ticket.",
                        "Or: cwconsole rules add --action ticket --board NAME"
                            + " --severities warning,error.",
                    ]))
        }
        let expected = "A rule Synchronize with ConnectWise that is subscribed to everything."
        if synchronize.isEmpty {
            findings.append(
                DoctorFinding(
                    .rules, .failed,
                    found: "No rule synchronizes: statistics and billing never move.",
                    expected: expected,
                    remedy: [
                        "Press n in Rules (8) and choose Synchronize with ConnectWise.",
                        "Or: cwconsole rules add --action sync.",
                    ]))
        } else if !synchronize.contains(where: \.isForEverything) {
            findings.append(
                DoctorFinding(
                    .rules, .failed,
                    found: "No Synchronize rule is subscribed to all events: what it leaves out"
                        + " never moves statistics or billing.",
                    expected: expected,
                    remedy: [
                        "Open the rule in Rules (8) with Enter.",
                        "Tick Subscribe to All Event Types, all severities and all customers.",
                    ]))
        }
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .rules, .good,
                    found: "Rules that open tickets: \(tickets.count), that synchronize:"
                        + " \(synchronize.count).",
                    expected: expected))
        }
        return findings
    }

    func alerts() throws(Unchecked) -> [DoctorFinding] {
        guard let accounts = facts.accounts else {
            throw Unchecked(reason: "The store could not tell the accounts.")
        }
        let external = accounts.filter(\.settings.enablesExternalAlerts)
        let mailed = accounts.filter(\.settings.contactMakesTickets)
        var findings: [DoctorFinding] = []
        if !external.isEmpty {
            let names = Self.names(external.map(\.externalID))
            findings.append(
                DoctorFinding(
                    .alerts, .warning,
                    found: "External Ticketing Alerts are on for \(external.count) accounts"
                        + " (\(names)).",
                    expected: "They are off, or the same failure makes a second ticket by mail.",
                    remedy: [
                        "Open the account in Customers (4) with Enter.",
                        "Switch Enable External Ticketing Alerts off, and save.",
                    ]))
        }
        if !mailed.isEmpty {
            let names = Self.names(mailed.map { "\($0.externalID) \($0.settings.contactEmail)" })
            findings.append(
                DoctorFinding(
                    .alerts, .warning,
                    found: "Contacts look like mailboxes that ConnectWise turns into tickets:"
                        + " \(names).",
                    expected: "A contact is a person, not the mailbox of the mail connector.",
                    remedy: [
                        "Look at System > Setup Tables > Email Connector in ConnectWise.",
                        "Give the account another contact in Customers (4).",
                    ]))
        }
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .alerts, .good, found: "No account's alerts would make a second ticket.",
                    expected: "Alerts do not also arrive in ConnectWise by mail."))
        }
        return findings
    }

    mutating func coverage() async throws -> [DoctorFinding] {
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
        findings += strayAdditions()
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .coverage, .good, found: "Every error reaches somebody.",
                    expected: "No event is without a rule, a customer and a company."))
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
        let prefix = facts.settings.managedIDPrefix.matchKey
        let stray = (ledgers ?? []).flatMap { company in
            company.additions.filter { addition in
                addition.serialNumber.matchKey.hasPrefix(prefix)
                    && addition.serialNumber.matchKey
                        != facts.managedID(company.customer).description.matchKey
            }.map { "\($0.serialNumber) at \(facts.managedID(company.customer))" }
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

extension NotificationRule {
    /// Whether nothing is left out.
    fileprivate var isForEverything: Bool {
        eventClasses == nil && customers == nil && severities == Set(Severity.allCases)
    }
}
