import IntegrationCore
import TUIWidgets

/// The customer, account or waiting source customer under the cursor.
enum CustomerDetailView {
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        switch state.customers.currentRow?.content {
        case .waiting(let entry): waiting(entry)
        case .customer(let summary): customer(summary, state, glyphs)
        case .account(let account, _): accountLines(account, state)
        case nil: []
        }
    }

    /// A label and its value, the values below each other.
    static func fact(_ label: String, _ value: StyledText) -> StyledText {
        let blanks = String(repeating: " ", count: max(1, 16 - label.count))
        return StyledText("  \(label)\(blanks)", .muted) + value
    }

    private static func waiting(_ entry: WaitingSourceCustomer) -> [StyledText] {
        let verb = entry.events == 1 ? "waits" : "wait"
        return [
            StyledText("unknown customer \(entry.id) of \(entry.source)", .title.bold),
            StyledText(entry.name ?? "", .muted), "",
            StyledText(
                "\(Formatting.count(entry.events, "event")) \(verb) until it is linked.", .warning),
            "", StyledText("m", .key) + StyledText(" links it to a customer number: an existing"),
            "one, or a new one. Its events are pushed then.",
        ]
    }

    private static func customer(
        _ summary: CustomerSummary, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let customer = summary.customer
        var lines = [
            StyledText("\(state.prefix)\(customer.number)", .title.bold)
                + StyledText("  \(customer.name)"), "",
        ]
        lines += NotificationText.heading("ConnectWise company")
        if let id = customer.companyID {
            lines += [
                fact("Name", StyledText(customer.companyName ?? "")),
                fact("Company id", StyledText("\(id)")),
            ]
        } else {
            lines += [
                StyledText("  \(glyphs.cross) unmapped: nothing is pushed for it", .warning),
                StyledText("  m", .key) + StyledText(" proposes companies with a name like it"),
            ]
        }
        if let finding = state.managedIDs.findings[customer.number] {
            lines.append(fact("Managed ID", ManagedIDWords.cell(finding.verdict, glyphs)))
        }
        lines += [""] + NotificationText.heading("Synchronisation")
        lines.append(fact("Last", moment(summary.lastSynchronizedAt, "never", state)))
        lines.append(fact("Next", moment(summary.nextAllowedAt, "with the next event", state)))
        lines.append(fact("Waits", StyledText(Formatting.count(summary.waitingFacts, "fact"))))
        lines += [""] + NotificationText.heading("Pushes")
        lines.append(fact("Open tickets", StyledText(Formatting.count(summary.openTickets))))
        lines.append(
            fact(
                "Failed",
                StyledText(Formatting.count(summary.failed), summary.failed > 0 ? .error : .plain)))
        return lines + accounts(state.customers.accounts[customer.number], state)
    }

    private static func accounts(_ accounts: [Account]?, _ state: AppState) -> [StyledText] {
        guard let accounts else { return [] }
        let stored = CustomersView.usage(accounts.compactMap(\.storedBytes))
        var lines = [""] + NotificationText.heading("Accounts")
        lines.append(fact("Number", StyledText(Formatting.count(accounts.count))))
        if !stored.isEmpty { lines.append(fact("Stored GB", stored)) }
        lines.append(
            fact(
                "Last backup", moment(accounts.compactMap(\.lastSuccessAt).max(), "none", state)))
        return lines
    }

    private static func accountLines(_ account: Account, _ state: AppState) -> [StyledText] {
        let settings = account.settings
        var lines = [
            StyledText(account.externalID, .title.bold) + StyledText("  \(account.name ?? "")"),
            StyledText(
                "\(state.prefix)\(account.customerNumber)  \(account.kind.rawValue)", .muted),
            "",
        ]
        lines.append(fact("Devices", StyledText(account.devices.joined(separator: ", "))))
        lines.append(fact("Last backup", moment(account.lastSuccessAt, "none", state)))
        lines.append(fact("Stored GB", CustomersView.usage(account.storedBytes.map { [$0] })))
        if let event = account.lastEvent {
            let role: Role =
                event.severity == .error ? .error : event.severity == .warning ? .warning : .plain
            lines.append(fact("Last event", moment(event.at, "", state)))
            lines.append(StyledText("  ") + StyledText(event.information, Style(role)))
        }
        lines += [""] + NotificationText.heading("Settings")
        lines.append(fact("Parent", StyledText(settings.parent.isEmpty ? "none" : settings.parent)))
        lines.append(fact("Plan", StyledText(settings.plan.isEmpty ? "unknown" : settings.plan)))
        let contact = settings.contactEmail.isEmpty ? "-" : settings.contactEmail
        lines.append(fact("Contact", StyledText(contact)))
        lines += [""] + NotificationText.heading("Notifications")
        lines += [
            box(settings.notifiesNoBackup, "No Backup"),
            box(settings.notifiesNoErrorFreeBackup, "No Error Free Backup"),
            box(settings.enablesExternalAlerts, "External Ticketing Alerts"),
        ]
        if settings.enablesExternalAlerts {
            lines.append(StyledText("  ! alerts by mail make duplicate tickets", .warning))
        }
        return lines + [
            "", StyledText("Enter", .key) + StyledText(" edits the settings"),
            StyledText("E", .key) + StyledText(" opens its event log"),
        ]
    }

    private static func box(_ isOn: Bool, _ name: String) -> StyledText {
        StyledText("  \(isOn ? "[x]" : "[ ]") ", isOn ? .accent : .muted) + StyledText(name)
    }

    private static func moment(
        _ moment: Timestamp?, _ otherwise: String, _ state: AppState
    ) -> StyledText {
        moment.map { StyledText(Formatting.full($0)) } ?? StyledText(otherwise, .muted)
    }
}
