import ArgumentParser
import IntegrationCore

/// `managed-ids`: the two entries that statistics need on each company (product.md 8).
struct ManagedIDsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "managed-ids", abstract: "Managed ID entries of the mapped companies.",
        subcommands: [
            ManagedIDsList.self, ManagedIDsCheck.self, ManagedIDsAdd.self, ManagedIDsRepair.self,
        ])
}
