import ArgumentParser
import IntegrationCore

/// `customers`: customers, their companies, their windows.
struct CustomersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "Customers, company mapping, window.",
        subcommands: [
            CustomersList.self, CustomersMap.self, CustomersMatch.self, CustomersUnmap.self,
            CustomersLink.self,
        ])
}

/// `customers list`: what waits to be linked first, then the customers by number.
struct CustomersList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show customers, and source customers that wait.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let prefix = try await ledger.settings(partner.id).value.managedIDPrefix
        let waiting = try await ledger.waitingSourceCustomers(partner.id)
        let customers = try await ledger.allCustomers(of: partner.id)
        session.output.result(
            .array(waiting.map(\.document) + customers.map { $0.document(prefix: prefix) }),
            text(waiting, customers, prefix: prefix))
        return .done
    }

    private func text(
        _ waiting: [WaitingSourceCustomer], _ customers: [CustomerSummary], prefix: String
    ) -> String {
        var unlinked = ResultTable(
            .text("SOURCE"), .text("ITS ID"), .text("NAME"), .number("EVENTS WAIT"))
        for entry in waiting {
            unlinked.add(entry.source, entry.id, entry.name ?? "", "\(entry.events)")
        }
        var table = ResultTable(
            .text("MANAGED ID"), .text("CUSTOMER"), .text("COMPANY"), .text("LAST SYNC"),
            .text("NEXT ALLOWED"), .number("WAIT"), .number("TICKETS"), .number("FAILED"))
        for entry in customers {
            let customer = entry.customer
            table.add(
                "\(prefix)\(customer.number)", customer.name,
                customer.companyID.map { "\($0) \(customer.companyName ?? "")" } ?? "not mapped",
                entry.lastSynchronizedAt?.rfc3339Seconds ?? "never",
                entry.nextAllowedAt?.rfc3339Seconds ?? "now", "\(entry.waitingFacts)",
                "\(entry.openTickets)", "\(entry.failed)")
        }
        let list = table.text(empty: "No customers yet. They come with events: cwconsole ingest.")
        guard !waiting.isEmpty else { return list }
        return unlinked.text(empty: "")
            + "\nLink them: cwconsole customers link SOURCE ID --number N.\n\n" + list
    }
}

extension ConfigurationLedger {
    /// All customers of a partner, by number.
    func allCustomers(of partner: RowID<Partner>) async throws -> [CustomerSummary] {
        var all: [CustomerSummary] = []
        while true {
            let page = try await customers(
                partner, after: all.last?.customer.number, limit: 1_000)
            all += page
            if page.count < 1_000 { return all }
        }
    }

    /// The customer that a person named by number or Managed ID (B40).
    func customer(named text: String, of partner: RowID<Partner>) async throws -> Customer {
        let prefix = try await settings(partner).value.managedIDPrefix
        guard let name = ManagedID(text, prefix: prefix) else {
            throw Problem.usage(
                "'\(text)' is no customer id. Give the number or the Managed ID, "
                    + "like 19652 or \(prefix)19652.")
        }
        guard let customer = try await customer(partner, number: name.number) else {
            throw Problem.usage(
                "The store has no customer \(name). See them all: cwconsole customers list.")
        }
        return customer
    }
}

extension WaitingSourceCustomer {
    /// The entry as `--json` says it; `id` is null because nobody linked it yet.
    fileprivate var document: JSONValue {
        [
            "id": .null, "source": .string(source), "sourceId": .string(id),
            "name": .optional(name), "waitingEvents": .count(events),
        ]
    }
}

extension CustomerSummary {
    /// The customer as `--json` says it.
    fileprivate func document(prefix: String) -> JSONValue {
        [
            "id": .integer(customer.number), "managedId": .string("\(prefix)\(customer.number)"),
            "name": .string(customer.name), "companyId": .optional(customer.companyID),
            "companyName": .optional(customer.companyName),
            "lastSync": .time(lastSynchronizedAt), "nextAllowed": .time(nextAllowedAt),
            "waitingFacts": .count(waitingFacts), "openTickets": .count(openTickets),
            "failed": .count(failed),
        ]
    }
}
