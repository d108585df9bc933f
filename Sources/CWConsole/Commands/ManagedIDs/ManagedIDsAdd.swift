import ArgumentParser
import IntegrationCore
import Store

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
        let work = try await ManagedIDWork.open(in: session)
        let customer = try await work.ledger.customer(named: id, of: work.partner.id)
        guard customer.companyID != nil else {
            throw Problem.usage(
                "Customer \(customer.number) is not mapped to a company. "
                    + "Map it: cwconsole customers map \(customer.number) --company-id N.")
        }
        let lock = try RepairLock.hold(store: session.storePlace.path)
        defer { withExtendedLifetime(lock) {} }
        let managedID = "\(work.prefix)\(customer.number)"
        var added: [String] = []
        do {
            let adder = try await work.desk.adder(for: customer)
            let known = try await adder.confirmed()
            let confirmation: ManagedIDAdder.Confirmation
            if let known {
                confirmation = known
            } else {
                confirmation = try await adder.addFirst()
                added.append("WorkstationsAndServers")
                try await audit(work, managedID, "WorkstationsAndServers")
            }
            if try await adder.addSecond(confirmation) {
                added.append("BackupStats")
                try await audit(work, managedID, "BackupStats")
            }
        } catch let failure as Failure where Self.isAboutEntries(failure) {
            throw Problem.usage("\(managedID): \(failure.message)")
        }
        let found = try await work.check([customer.number])
        session.output.result(
            found.first?.document ?? .null,
            added.isEmpty
                ? "\(managedID) is correct already; nothing was added."
                : "\(managedID): added \(added.joined(separator: ", then ")).")
        return .done
    }

    /// Whether the entries are wrong in a way that adding would not mend.
    private static func isAboutEntries(_ failure: Failure) -> Bool {
        ManagedIDVerdict.allCases.contains { $0.failureCode == failure.code }
    }

    private func audit(_ work: ManagedIDWork, _ managedID: String, _ type: String) async throws {
        try await work.ledger.appendAudit(
            "managed-id.add", target: managedID, detail: "\(type) added",
            partner: work.partner.id, by: work.session.user, now: work.session.time.now())
    }
}
