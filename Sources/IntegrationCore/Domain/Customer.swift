/// One billable client of a partner, linked to one ConnectWise company.
public struct Customer: Hashable, Sendable, Identifiable {
    /// The row number.
    public let id: RowID<Customer>
    /// The customer number, like 19652; unique per partner.
    public var number: Int64
    /// The name as the source or the operator gives it.
    public var name: String
    /// The ConnectWise company, when mapped.
    public var companyID: Int64?
    /// The name of that company when it was mapped.
    public var companyName: String?

    /// Makes a customer.
    public init(
        id: RowID<Customer>, number: Int64, name: String, companyID: Int64? = nil,
        companyName: String? = nil
    ) {
        self.id = id
        self.number = number
        self.name = name
        self.companyID = companyID
        self.companyName = companyName
    }

    /// Whether it has a company.
    var isMapped: Bool { companyID != nil }
}

/// What kind of machine or tenant a device is.
public enum DeviceKind: String, Sendable, Codable, CaseIterable {
    /// The kinds of the event contract (sources guide 2.3).
    case server, workstation, vm, saas, nas, other, unknown
}

/// What a job does; only the first four open tickets (product.md 5).
public enum JobKind: String, Sendable, Codable, CaseIterable {
    /// The kinds of the event contract (sources guide 2.3).
    case backup, replication, archive, verify, config, restore, maintenance, other

    /// Whether a failure of such a job may open a ticket.
    public var opensTickets: Bool {
        switch self {
        case .backup, .replication, .archive, .verify: true
        case .config, .restore, .maintenance, .other: false
        }
    }
}
