import ArgumentParser
import IntegrationCore

/// `managed-ids add ID`: adds what is missing, in the only right order (product.md 8).
struct ManagedIDsAdd: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add the entries a company misses: first Workstations and Servers, "
            + "then Backup Stats.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The customer number or Managed ID, like 19652 or EFS-19652.")
    var id: String

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let customer = try await ledger.customer(named: id, of: partner.id)
        guard let company = customer.companyID else {
            throw Problem.usage(
                "Customer \(customer.number) is not mapped to a company. "
                    + "Map it: cwconsole customers map \(customer.number) --company-id N.")
        }
        let prefix = try await ledger.settings(partner.id).value.managedIDPrefix
        let client = try await session.client(for: partner, ledger)
        var found = try await ManagedIDEntries.read(
            customer, company: company, prefix: prefix, with: client)
        var added: [String] = []
        for type in try found.missing() {
            let solution = try await Self.solution(
                named: try await ledger.site(partner.id).value.solution, client)
            _ = try await client.createManagementSummaryReport(
                company: company, solution: solution, managedID: found.managedID,
                deviceType: type)
            added.append(type.rawValue)
            // The next step is taken only when ConnectWise shows this one.
            found = try await ManagedIDEntries.read(
                customer, company: company, prefix: prefix, with: client)
            guard found.entries.last?.deviceType == type else {
                throw Problem(
                    .connectWiseRefused,
                    "ConnectWise accepted entry \(type.rawValue) of \(found.managedID) but does "
                        + "not show it. Look at the company's Management tab, then run this again.")
            }
            try await ledger.appendAudit(
                "managed-id.add", target: found.managedID, detail: "\(type.rawValue) added",
                partner: partner.id, by: session.user, now: session.time.now())
        }
        session.output.result(
            found.document,
            added.isEmpty
                ? "\(found.managedID) is correct already; nothing was added."
                : "\(found.managedID): added \(added.joined(separator: ", then ")).")
        return .done
    }

    private static func solution(
        named name: String, _ client: ConnectWiseClient
    ) async throws -> Int64 {
        let all = try await client.managementSolutions()
        guard let found = all.first(where: { $0.solutionName == name || $0.name == name }) else {
            let names = all.map { "'\(Sanitizer.line($0.solutionName))'" }
            throw Problem.usage(
                "ConnectWise has no management solution '\(name)'. "
                    + "Set it up there, or name one of these with credentials set --solution: "
                    + "\(names.isEmpty ? "none yet" : names.joined(separator: ", ")).")
        }
        return found.id
    }
}

extension ManagedIDEntries {
    /// The entries to add, in order.
    fileprivate func missing() throws(Problem)
        -> [ConnectWise.ManagementSummaryReport.DeviceType]
    {
        switch verdict {
        case "correct": []
        case "missing both": [.workstationsAndServers, .backupStats]
        case "missing second": [.backupStats]
        default:
            throw .usage(
                "The entries of \(managedID) are not in order (\(verdict)), and adding would not "
                    + "mend it. Delete them on the company's Management tab in ConnectWise, "
                    + "then run this again.")
        }
    }
}
