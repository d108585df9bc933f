/// How much of each billable service a customer uses: snapshots seen by a partner's services.
///
/// The six service keys of the sources guide (2.3) stand for the twelve services. A service of the
/// partner's own is told by its name, or by its Level as a key: `x360Recover D2C` is
/// `x360recover-d2c`. Sources and plans are summed; trials count only where they are billed.
public struct ServiceUsage: Hashable, Sendable {
    /// Bytes or counts by service (`CrossReference.id`); one that nobody told of is not there.
    public private(set) var amounts: [String: Int64] = [:]
    /// Service keys that stand for none of the services, sorted.
    public private(set) var unknownKeys: [String] = []

    /// Sums what a customer uses of these services.
    public init(
        _ usage: CustomerUsage, of references: [CrossReference], settings: IntegrationSettings
    ) {
        let keys = references.map { ($0, Self.keys(of: $0)) }
        var unknown: Set<String> = []
        for report in usage.reports where settings.billsTrials || !report.isTrial {
            var isKnown = false
            for (reference, keys) in keys where keys.contains(report.service.service) {
                isKnown = true
                let amount = UsageMetric(of: reference).amount(report.service.metrics, settings)
                guard let amount else { continue }
                amounts[reference.id] = (amounts[reference.id] ?? 0).adding(amount)
            }
            if !isKnown { unknown.insert(report.service.service) }
        }
        unknownKeys = unknown.sorted()
    }

    /// The service keys by which sources tell of a service.
    static func keys(of reference: CrossReference) -> Set<String> {
        if let keys = standardKeys[reference.id] { return keys.union([reference.id]) }
        let words = reference.level.lowercased().split {
            !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_"))
        }
        return [reference.id, words.joined(separator: "-")]
    }

    private static let standardKeys: [String: Set<String>] = [
        "select-storage": ["online-backup-select"],
        "basic-storage": ["online-backup-basic"],
        "online-servers": ["online-backup-select", "online-backup-basic"],
        "online-desktops": ["online-backup-select", "online-backup-basic"],
        "bdr-storage": ["shadowprotect-bdr"],
        "bdr-servers": ["shadowprotect-bdr"],
        "bdr-desktops": ["shadowprotect-bdr"],
        "local-servers": ["local-backup"],
        "local-desktops": ["local-backup"],
        "local-storage": ["local-backup"],
        "email-archiving": ["email-archiving"],
        "email-filtering": ["email-filtering"],
    ]
}

extension CustomerUsage.Report {
    /// Whether it is of a trial plan, like `Trial (Basic)`.
    fileprivate var isTrial: Bool { service.plan?.lowercased().hasPrefix("trial") ?? false }
}

extension IntegrationSettings {
    /// The quantity that an amount of a service is billed as (product.md 4): GB, or the count.
    public func quantity(_ amount: Int64, in unit: BillingUnit) -> Double {
        guard unit == .gigabytes else { return Double(amount) }
        switch gigabyteRounding {
        case .exact: return gigabyteBase.gigabytes(of: amount)
        case .up: return (Double(amount) / gigabyteBase.bytes).rounded(.up)
        case .nearest: return (Double(amount) / gigabyteBase.bytes).rounded()
        }
    }
}
