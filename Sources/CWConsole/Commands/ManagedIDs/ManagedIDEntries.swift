import IntegrationCore

/// The Managed ID entries of one company, judged (product.md 8).
struct ManagedIDEntries: Sendable {
    /// Whose they are.
    let customer: Customer, managedID: String
    /// The entries of this Managed ID in order of their ids.
    let entries: [ConnectWise.ManagementSummaryReport]

    /// Reads the entries of a mapped customer.
    static func read(
        _ customer: Customer, company: Int64, prefix: String, with client: ConnectWiseClient
    ) async throws -> ManagedIDEntries {
        let id = "\(prefix)\(customer.number)"
        let all = try await client.managementSummaryReports(company: company)
        return ManagedIDEntries(
            customer: customer, managedID: id,
            entries: all.filter { $0.groupIdentifier.lowercased() == id.lowercased() })
    }

    /// What is right or wrong, in the words of the console.
    var verdict: String {
        let kinds = entries.map(\.deviceType)
        if entries.contains(where: { $0.groupIdentifier != managedID }) { return "near miss" }
        switch kinds {
        case []: return "missing both"
        case [.workstationsAndServers]: return "missing second"
        case [.backupStats]: return "missing first"
        case [.backupStats, .workstationsAndServers]: return "switched"
        case [.workstationsAndServers, .backupStats]:
            let isBlank = entries.allSatisfy { $0.agreement?.id == nil }
            return isBlank ? "correct" : "agreement not blank"
        default: return "duplicate"
        }
    }

    /// The entries as `--json` says them.
    var document: JSONValue {
        [
            "customer": .integer(customer.number), "managedId": .string(managedID),
            "companyId": .optional(customer.companyID),
            "companyName": .optional(customer.companyName), "verdict": .string(verdict),
            "entries": .list(entries) { entry in
                [
                    "id": .integer(entry.id), "deviceType": .string(entry.deviceTypeText),
                    "solution": .optional(entry.solution?.name),
                    "agreement": .optional(entry.agreement?.name),
                ]
            },
        ]
    }
}
