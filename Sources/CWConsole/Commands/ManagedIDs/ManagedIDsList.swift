import ArgumentParser
import IntegrationCore

/// `managed-ids list`: the entries of every mapped company, read from ConnectWise.
struct ManagedIDsList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the entries of every mapped company.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let prefix = try await ledger.settings(partner.id).value.managedIDPrefix
        let customers = try await ledger.allCustomers(of: partner.id).map(\.customer)
        let client = try await session.client(for: partner, ledger)
        var found: [ManagedIDEntries] = []
        for customer in customers {
            guard let company = customer.companyID else { continue }
            found.append(
                try await .read(customer, company: company, prefix: prefix, with: client))
        }
        var table = ResultTable(
            .text("MANAGED ID"), .text("COMPANY"), .text("ENTRY 1"), .text("ENTRY 2"),
            .text("VERDICT"))
        for item in found {
            let kinds = item.entries.map(\.deviceTypeText)
            table.add(
                item.managedID, item.customer.companyName ?? "", kinds.first ?? "",
                kinds.dropFirst().joined(separator: ", "), item.verdict)
        }
        session.output.result(
            .list(found, \.document),
            table.text(
                empty: "No customer is mapped to a company yet: cwconsole customers map."))
        return .done
    }
}
