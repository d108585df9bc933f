import IntegrationCore
import TUIWidgets

/// What the operator says about an account (product.md 5).
enum AccountForm: FormRoom {
    /// The most characters of plan and contact.
    private static let limit = 250

    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        guard let account = account(kind, state) else { return nil }
        let settings = account.settings
        return [
            parent(of: account, in: state),
            FormItem(
                "plan", "Service plan", .text(TextFieldState(settings.plan, limit: limit)),
                help: "Like Select, Basic or Trial; empty when nobody said."),
            FormItem(
                "noBackup", "No Backup Notification", .check(settings.notifiesNoBackup),
                help: "A ticket when the account was not backed up for too long."),
            FormItem(
                "noErrorFree", "No Error Free Backup Notification",
                .check(settings.notifiesNoErrorFreeBackup),
                help: "A ticket when no backup ended without an error for too long."),
            FormItem(
                "external", "Enable External Ticketing Alerts",
                .check(settings.enablesExternalAlerts),
                help: "Alerts also go to ConnectWise by mail; leave it off, the console opens"
                    + " the tickets."),
            FormItem(
                "contact", "Contact e-mail",
                .text(TextFieldState(settings.contactEmail, limit: limit)),
                help: "A person, never the mailbox of a help desk; empty for nobody."),
        ]
    }

    private static func account(_ kind: FormKind, _ state: AppState) -> Account? {
        guard case .account(let id, let customer) = kind else { return nil }
        return state.customers.accounts[customer]?.first { $0.id == id }
    }

    /// The parent is one of the customer's accounts without a parent; a parent itself has none.
    private static func parent(of account: Account, in state: AppState) -> FormItem {
        let all = state.customers.accounts[account.customerNumber] ?? []
        let children = all.filter { $0.settings.parent == account.externalID }
        if let first = children.first {
            let more = children.count == 1 ? "" : " and \(children.count - 1) more"
            return FormItem(
                "parent", "Parent account",
                .fixed("none: it is the parent of \(first.externalID)\(more)"))
        }
        let name = account.settings.parent
        let known = all.first { $0.externalID == name }
        return FormItem(
            "parent", "Parent account",
            .pick(
                .parents(of: account.id, customer: account.customerNumber),
                name.isEmpty
                    ? nil : NamedReference(id: known?.id.rawValue ?? 0, name: name)),
            help: "Sub-accounts are summed into their parent. Backspace takes it away.")
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        edited(AccountSettings(), by: form).contactIsUsable
            ? [:] : ["contact": "an address like kim@contoso.com, or nothing"]
    }

    static func warnings(of form: FormState, in state: AppState) -> [String: String] {
        var warnings: [String: String] = [:]
        if form["external"]?.isOn == true {
            warnings["external"] = "alerts then also arrive by mail and make duplicate tickets"
        }
        if edited(AccountSettings(), by: form).contactMakesTickets {
            warnings["contact"] = "looks like a mailbox that ConnectWise turns into tickets"
        }
        return warnings
    }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard let account = account(form.kind, state) else { return nil }
        return .change(.saveAccount(account.id, edited(account.settings, by: form)))
    }

    private static func edited(
        _ stored: AccountSettings, by form: FormState
    ) -> AccountSettings {
        var settings = stored
        settings.parent = form["parent"]?.reference?.name ?? ""
        settings.plan = form["plan"]?.text ?? ""
        settings.notifiesNoBackup = form["noBackup"]?.isOn ?? true
        settings.notifiesNoErrorFreeBackup = form["noErrorFree"]?.isOn ?? true
        settings.enablesExternalAlerts = form["external"]?.isOn ?? false
        settings.contactEmail = form["contact"]?.text ?? ""
        return settings
    }
}

extension Account {
    /// What people call it: its name, else its devices.
    var title: String { name ?? devices.joined(separator: ", ") }
}
