import IntegrationCore

extension Change {
    /// What was done, in words.
    var words: String {
        switch self {
        case .addRule: "rule added"
        case .updateRule: "rule changed"
        case .removeRule: "rule removed"
        case .saveReferences: "cross-references saved"
        case .mapCustomers(let mappings):
            mappings.count == 1
                ? "company \(mappings[0].company?.name ?? "taken away")"
                : "\(Formatting.count(mappings.count, "customer")) mapped"
        case .linkSource(_, let id, let number): "\(id) linked to customer \(number)"
        case .synchronizeNow: "synchronisation queued"
        case .saveAccount: "account saved"
        case .saveSettings: "settings saved"
        case .addPartner(let name), .renamePartner(let name): "partner \(name) saved"
        }
    }
}
