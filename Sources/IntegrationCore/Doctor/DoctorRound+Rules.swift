/// What can be told from the store alone: rules and alerts.
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
}

extension NotificationRule {
    /// Whether nothing is left out.
    fileprivate var isForEverything: Bool {
        eventClasses == nil && customers == nil && severities == Set(Severity.allCases)
    }
}
