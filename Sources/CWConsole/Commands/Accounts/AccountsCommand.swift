import ArgumentParser
import IntegrationCore

/// `accounts`: backed-up computers and tenants, and what the operator says about them.
struct AccountsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "Accounts, their last results and settings.",
        subcommands: [AccountsList.self, AccountsSet.self])
}

/// `accounts list`.
struct AccountsList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show accounts and their last results.")

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("Only this customer's.", valueName: "id"))
    var customer: String?

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let accounts = try await ledger.allAccounts(of: partner.id, customerNamed: customer)
        var table = ResultTable(
            .number("CUSTOMER"), .text("ACCOUNT"), .text("NAME"), .text("KIND"), .text("PLAN"),
            .text("PARENT"), .text("LAST SUCCESS"), .text("LAST EVENT"))
        for account in accounts {
            table.add(
                "\(account.customerNumber)", account.externalID, account.name ?? "",
                account.kind.rawValue, account.settings.plan, account.settings.parent,
                account.lastSuccessAt?.rfc3339Seconds ?? "never",
                account.lastEvent?.information ?? "")
        }
        session.output.result(
            .list(accounts, \.document),
            table.text(empty: "No accounts yet. They come with events: cwconsole ingest."))
        return .done
    }
}

/// `accounts set ID`.
struct AccountsSet: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what is known about an account.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The account, as `accounts list` shows it.")
    var id: String
    @Option(help: ArgumentHelp("Its customer, where several have this account.", valueName: "id"))
    var customer: String?
    @Option(
        help: ArgumentHelp("The parent account of the same customer, or none.", valueName: "id"))
    var parent: String?
    @Option(help: "The service plan; empty for none.")
    var plan: String?
    @Option(help: "No Backup Notification: yes or no.")
    var noBackup: YesOrNo?
    @Option(help: "No Error Free Backup Notification: yes or no.")
    var noErrorFreeBackup: YesOrNo?
    @Option(help: "Enable External Ticketing Alerts: yes or no.")
    var externalAlerts: YesOrNo?
    @Option(
        help: ArgumentHelp("The contact's e-mail address; empty for none.", valueName: "e-mail"))
    var contact: String?

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let found = try await ledger.allAccounts(of: partner.id, customerNamed: customer)
            .filter { $0.externalID == id }
        guard var account = found.first else {
            throw Problem.usage(
                "There is no account '\(id)'. See them all: cwconsole accounts list.")
        }
        guard found.count == 1 else {
            let numbers = found.map { String($0.customerNumber) }.joined(separator: ", ")
            throw Problem.usage(
                "Several customers have an account '\(id)'. Say --customer with one of \(numbers).")
        }
        var settings = account.settings
        if let parent { settings.parent = parent.lowercased() == "none" ? "" : parent }
        if let plan { settings.plan = plan }
        if let noBackup { settings.notifiesNoBackup = noBackup.isYes }
        if let noErrorFreeBackup { settings.notifiesNoErrorFreeBackup = noErrorFreeBackup.isYes }
        if let externalAlerts { settings.enablesExternalAlerts = externalAlerts.isYes }
        if let contact { settings.contactEmail = contact }
        guard settings.contactIsUsable || settings.contactEmail == account.settings.contactEmail
        else {
            throw Problem.usage(
                "'\(settings.contactEmail)' is no e-mail address. "
                    + "Give one like kim@contoso.com, or '' for none.")
        }
        try await ledger.saveAccount(
            account.id, settings: settings, partner: partner.id, by: session.user,
            now: session.time.now())
        account.settings = settings
        session.output.result(account.document, "Saved account \(account.externalID).")
        return .done
    }
}

extension Ledger {
    /// All accounts of a customer that a person named, or of all customers.
    fileprivate func allAccounts(
        of partner: RowID<Partner>, customerNamed text: String?
    ) async throws -> [Account] {
        var number: Int64?
        if let text { number = try await customer(named: text, of: partner).number }
        var all: [Account] = []
        while true {
            let page = try await accounts(
                partner, customer: number, after: all.last?.id, limit: 1_000)
            all += page
            if page.count < 1_000 { return all }
        }
    }
}

extension Account {
    /// The account as `--json` says it.
    fileprivate var document: JSONValue {
        [
            "id": .string(externalID), "customer": .integer(customerNumber),
            "name": .optional(name), "kind": .string(kind.rawValue), "devices": .texts(devices),
            "parent": .optional(settings.parent.isEmpty ? nil : settings.parent),
            "plan": .string(settings.plan), "lastSuccess": .time(lastSuccessAt),
            "lastEvent": lastEvent.map { event in
                [
                    "at": .time(event.at), "severity": .string(event.severity.rawValue),
                    "information": .string(event.information),
                ]
            } ?? .null,
            "storedBytes": .optional(storedBytes),
            "noBackup": .bool(settings.notifiesNoBackup),
            "noErrorFreeBackup": .bool(settings.notifiesNoErrorFreeBackup),
            "externalAlerts": .bool(settings.enablesExternalAlerts),
            "contact": .string(settings.contactEmail),
        ]
    }
}
