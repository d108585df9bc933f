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
    var companyID: Int64?

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let customer = try await ledger.customer(named: id, of: partner.id)
        let client = try await session.client(for: partner, ledger)
        guard let companyID else { throw try await candidates(for: customer, client) }
        let company = try await company(companyID, client)
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

    private func company(
        _ id: Int64, _ client: ConnectWiseClient
    ) async throws -> NamedReference {
        let missing = Problem.usage(
            "ConnectWise has no company \(id), or the API member may not see it. "
                + "Leave --company-id out to see the companies with a similar name.")
        do {
            let company = try await client.company(id)
            guard !company.isDeleted else { throw missing }
            return NamedReference(id: company.id, name: company.name)
        } catch let error as ConnectWiseError where error.verdict == .notFound {
            throw missing
        }
    }

    /// The companies whose name holds the customer's first word; a person has to choose.
    private func candidates(
        for customer: Customer, _ client: ConnectWiseClient
    ) async throws -> Problem {
        let word = customer.name.split(separator: " ").first.map(String.init) ?? customer.name
        let similar = try await client.companies(matching: word)
        let found = similar.isEmpty ? try await client.companies(matching: "") : similar
        let names = found.map { "\($0.id) '\(Sanitizer.line($0.name))'" }
        return .usage(
            "Customer \(customer.number) '\(Sanitizer.line(customer.name))' needs a company: say "
                + "--company-id with its record id. "
                + (names.isEmpty
                    ? "The API member sees no company; give its role the right to."
                    : "ConnectWise has \(names.joined(separator: ", "))."))
    }
}
