import ArgumentParser
import IntegrationCore

/// `customers map ID --company-id N`: maps a customer to a ConnectWise company.
struct CustomersMap: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Map a customer to a ConnectWise company.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The customer number or Managed ID, like 19652 or EFS-19652.")
    var id: String
    @Option(help: ArgumentHelp("The company's record id in ConnectWise.", valueName: "n"))
    var companyID: Int64

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let customer = try await ledger.customer(named: id, of: partner.id)
        let company = try await company(try await session.client(for: partner, ledger))
        try await ledger.mapCustomer(
            customer.id, to: company, by: session.user, now: session.time.now())
        session.output.result(
            [
                "id": .integer(customer.number), "name": .string(customer.name),
                "companyId": .integer(company.id), "companyName": .string(company.name),
            ],
            "Mapped customer \(customer.number) to company \(company.id) "
                + "\(Sanitizer.line(company.name)); what waited for it is due now.")
        return .done
    }

    private func company(_ client: ConnectWiseClient) async throws -> NamedReference {
        do {
            let company = try await client.company(companyID)
            guard !company.isDeleted else { throw missing }
            return NamedReference(id: company.id, name: company.name)
        } catch let error as ConnectWiseError where error.verdict == .notFound {
            throw missing
        }
    }

    private var missing: Problem {
        .usage(
            "ConnectWise has no company \(companyID), or the API member may not see it. "
                + "Look its record id up in ConnectWise, in the company's address.")
    }
}
