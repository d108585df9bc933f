/// What a billed service counts of the quantities of a usage snapshot (sources guide 2.3).
enum UsageMetric: String, CaseIterable {
    case storage, servers, desktops, devices, mailboxes, seats

    /// What a service counts: what its Type names, as far as that fits its unit.
    ///
    /// The twelve services count what their Type was at first, whatever a partner writes now.
    init(of reference: CrossReference) {
        let first = CrossReference.standard.first { $0.id == reference.id } ?? reference
        let type = first.type.lowercased()
        let named = Self.allCases.first {
            $0.unit == first.unit && $0.rawValue == (type == "workstations" ? "desktops" : type)
        }
        switch first.unit {
        case .gigabytes: self = .storage
        case .devices: self = named ?? .devices
        case .mailboxes: self = named ?? .mailboxes
        }
    }

    private var unit: BillingUnit {
        switch self {
        case .storage: .gigabytes
        case .servers, .desktops, .devices: .devices
        case .mailboxes, .seats: .mailboxes
        }
    }

    /// The quantity, in bytes or as a count; nil when the source told nothing of the kind.
    func amount(_ metrics: [String: Int64], _ settings: IntegrationSettings) -> Int64? {
        func sum(_ names: String...) -> Int64? {
            names.compactMap { metrics[$0] }.reduce(nil as Int64?) { ($0 ?? 0).adding($1) }
        }
        switch self {
        case .storage: return metrics["storageBytes"]
        case .servers:
            return settings.countsVirtualMachinesAsServers
                ? sum("servers", "vms") : metrics["servers"]
        case .desktops: return metrics["workstations"]
        case .devices: return sum("servers", "workstations", "vms")
        case .mailboxes: return metrics["mailboxes"] ?? metrics["seats"]
        case .seats: return metrics["seats"]
        }
    }
}

extension Int64 {
    /// The sum, or the greatest number when it is greater still.
    func adding(_ other: Int64) -> Int64 {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}
